"""Why orders are held."""

from django.db import models
from django.db.models import Q

from zhanggui.foundation.models import Hold
from zhanggui.orders.models.order import Order, OrderLine


class OrderHold(Hold):
    """One reason against an order or one of its lines; `source` says who may lift it: rule, platform, person, stock.

    `owner` is the capability whose duty must act, `blocks` the moves (`approve`, `print`, `ship`) that it forbids.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="+", db_index=False)
    line = models.ForeignKey(OrderLine, models.CASCADE, related_name="+", null=True, db_index=False)
    source = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "order",
                "reason",
                "line",
                name="order_hold_once",
                condition=Q(released_at=None),
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index("order", name="order_hold_of_order"),
            models.Index("owner", "due_at", name="order_hold_open", condition=Q(released_at=None)),
        ]

    def __str__(self) -> str:
        return self.reason
