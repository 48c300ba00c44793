"""Orders that are no longer as they came in."""

from collections.abc import Sequence

from zhanggui.orders.models import Order


def moved_orders(order_ids: Sequence[int]) -> dict[int, str]:
    """The numbers of those of the orders that have moved since they came in; one query."""
    moved = Order.objects.filter(pk__any=order_ids, version__gt=1).order_by("pk")
    return dict(moved.values_list("pk", "external_no"))
