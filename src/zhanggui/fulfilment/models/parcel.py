"""Parcels: what leaves the house. Waves gather them for picking, manifests for handing over."""

from django.db import models
from django.db.models import Q

from zhanggui.catalog.models import Sku
from zhanggui.fulfilment.vocabulary import GONE, LIVE_WAYBILLS, ParcelState, ReportState, WaveState, WaybillState
from zhanggui.inventory.models import Warehouse
from zhanggui.orders.models import Courier, Order, OrderLine, Receiver
from zhanggui.shops.models import Shop


class Wave(models.Model):
    """Parcels of one warehouse that are picked together; positions are the order of labels and totes."""

    number = models.CharField(max_length=20, unique=True)
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in WaveState], default=WaveState.OPEN)
    parcels = models.IntegerField(default=0)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    picker_id = models.BigIntegerField(null=True)
    version = models.IntegerField(default=1)

    def __str__(self) -> str:
        return self.number


class Manifest(models.Model):
    """The list that a courier signs. Closing it is what ships its parcels."""

    number = models.CharField(max_length=20, unique=True)
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="+")
    courier = models.ForeignKey(Courier, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by_id = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.BigIntegerField(null=True)
    collector = models.CharField(max_length=40, blank=True)
    parcels = models.IntegerField(default=0)
    version = models.IntegerField(default=1)

    def __str__(self) -> str:
        return self.number


class Parcel(models.Model):
    """Goods for one receiver that travel together: lines of one order, or of several that were merged."""

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="+", db_index=False)
    shop = models.ForeignKey(Shop, models.PROTECT, related_name="+", db_index=False)
    receiver = models.ForeignKey(Receiver, models.PROTECT, related_name="+", null=True, db_index=False)
    courier = models.ForeignKey(Courier, models.PROTECT, related_name="+", null=True, db_index=False)
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in ParcelState], default=ParcelState.WAITING
    )
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="+", null=True)
    wave_position = models.IntegerField(null=True)
    manifest = models.ForeignKey(Manifest, models.PROTECT, related_name="+", null=True)
    printed = models.IntegerField(default=0)
    report = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ReportState], default=ReportState.WAITING
    )
    report_reason = models.CharField(max_length=200, blank=True)
    report_file_id = models.BigIntegerField(null=True)
    kinds = models.IntegerField(default=0)
    pieces = models.IntegerField(default=0)
    weight_grams = models.IntegerField(default=0)
    weighed_grams = models.IntegerField(null=True)
    ship_by = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    packed_at = models.DateTimeField(null=True)
    packed_by_id = models.BigIntegerField(null=True)
    shipped_at = models.DateTimeField(null=True)
    put_back_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [
            models.Index("ship_by", "id", name="parcel_waiting", condition=Q(state=ParcelState.WAITING)),
            models.Index(
                "warehouse",
                "state",
                name="parcel_in_house",
                condition=Q(state__in=["waved", "picked", "packed", "on_manifest", "stopped"]),
            ),
            models.Index(
                "shop",
                name="parcel_to_report",
                condition=Q(state__in=[s.value for s in GONE], report__in=["waiting", "failed"]),
            ),
        ]

    def __str__(self) -> str:
        return f"P{self.pk}"


class ParcelLine(models.Model):
    """Pieces of one SKU in a parcel for one order line; a bundle line has one row per part.

    `quantity` counts pieces of the SKU, `of_line` units of the order line, `packed` the pieces scanned at packing,
    `returned` those that came back after the parcel had left.
    """

    parcel = models.ForeignKey(Parcel, models.CASCADE, related_name="+")
    order = models.ForeignKey(Order, models.PROTECT, related_name="+")
    line = models.ForeignKey(OrderLine, models.PROTECT, related_name="+")
    sku = models.ForeignKey(Sku, models.PROTECT, related_name="+", db_index=False)
    quantity = models.IntegerField()
    of_line = models.IntegerField()
    packed = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(name="parcel_line_quantity_positive", condition=Q(quantity__gt=0, of_line__gt=0)),
            models.CheckConstraint(
                name="parcel_line_packed_within", condition=Q(packed__gte=0) & Q(packed__lte=models.F("quantity"))
            ),
            models.CheckConstraint(
                name="parcel_line_returned_within",
                condition=Q(returned__gte=0) & Q(returned__lte=models.F("quantity")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.sku_id}"


class Waybill(models.Model):
    """A courier's number and the parcel that wears it."""

    courier = models.ForeignKey(Courier, models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=40)
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in WaybillState], default=WaybillState.FREE
    )
    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="+", null=True, db_index=False)
    warehouse_id = models.BigIntegerField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("courier", "number", name="waybill_number_of_courier"),
            models.UniqueConstraint(
                "parcel", name="waybill_live_of_parcel", condition=Q(state__in=[s.value for s in LIVE_WAYBILLS])
            ),
        ]
        indexes = [
            models.Index("number", name="waybill_number"),
            models.Index("courier", "id", name="waybill_free", condition=Q(state=WaybillState.FREE)),
            models.Index("courier", name="waybill_to_cancel", condition=Q(state=WaybillState.TO_CANCEL)),
        ]

    def __str__(self) -> str:
        return self.number
