"""Warehouses, balances, reservations and the moves that explain every balance."""

from django.db import models
from django.db.models import CompositePrimaryKey, F, Q

from zhanggui.catalog.models import Sku
from zhanggui.foundation.partitions import monthly
from zhanggui.inventory.vocabulary import Reason


class Warehouse(models.Model):
    """A place that keeps goods and ships them."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    active = models.BooleanField(default=True)
    version = models.IntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Balance(models.Model):
    """How much of a SKU a warehouse holds and how much of that is promised; the database refuses a lie."""

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="+")
    sku = models.ForeignKey(Sku, models.PROTECT, related_name="+")
    on_hand = models.IntegerField(default=0)
    reserved = models.IntegerField(default=0)
    bin = models.CharField(max_length=20, blank=True)
    expected_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("warehouse", "sku", name="balance_of_sku_in_warehouse"),
            models.CheckConstraint(
                name="balance_reserved_within_on_hand",
                condition=Q(reserved__gte=0) & Q(reserved__lte=F("on_hand")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sku_id} @ {self.warehouse_id}"


class Reservation(models.Model):
    """A claim of one order line on stock: there while it is open, removed by shipping or release.

    The claimant stands higher in the stack: `claimant_id` is the order, `cause_id` the line. `needed_by` is
    the order's ship-by: when a count finds less than is claimed, the latest loses first.
    """

    # The balance that is raised in the same call proves warehouse and SKU; a second proof per row is dear.
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    sku = models.ForeignKey(Sku, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    quantity = models.IntegerField()
    claimant_kind = models.CharField(max_length=20)
    claimant_id = models.BigIntegerField()
    cause_id = models.BigIntegerField()
    made_at = models.DateTimeField()
    needed_by = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("claimant_id", "cause_id", "sku", name="reservation_once"),
            models.CheckConstraint(name="reservation_positive", condition=Q(quantity__gt=0)),
        ]
        indexes = [models.Index("warehouse", "sku", name="reservation_of_sku")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.sku_id}"


class Move(models.Model):
    """One change of what lies in a warehouse, with its cost: append-only, partitioned by month."""

    pk = CompositePrimaryKey("id", "recorded_at")
    id = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    warehouse_id = models.BigIntegerField()
    sku_id = models.BigIntegerField()
    quantity = models.IntegerField()
    reason = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Reason])
    unit_cost_fen = models.BigIntegerField()
    cause_kind = models.CharField(max_length=20)
    cause_id = models.BigIntegerField(null=True)
    note = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [models.Index("warehouse_id", "sku_id", "recorded_at", name="move_of_balance")]

    def __str__(self) -> str:
        return f"{self.quantity:+d} × {self.sku_id}"


monthly(Move)
