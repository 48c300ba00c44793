"""Orders, their lines and texts, and the sealed receivers."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from zhanggui.catalog.models import Sku
from zhanggui.inventory.models import Warehouse
from zhanggui.orders.models.settings import Courier
from zhanggui.orders.vocabulary import AfterSales, Fulfilment, Payment, Review, Source
from zhanggui.shops.models import Listing, Shop


class Receiver(models.Model):
    """One version of who gets an order: name, phone and street sealed, the region in plain.

    A change of address makes a new row, so events can name the old and the new one without telling either.
    The hints are what anybody may see (`刘*`, `138****2210`). The keys are keyed 64-bit hashes: `identity` of the whole
    receiver or of the platform's token, equal means the same person and door; `search` holds those of name grams and
    of the phone's ending.
    """

    sealed = models.BinaryField()
    key_id = models.SmallIntegerField(default=1)
    name_hint = models.CharField(max_length=20, blank=True)
    phone_hint = models.CharField(max_length=24, blank=True)
    province = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=30, blank=True)
    district = models.CharField(max_length=30, blank=True)
    area_code = models.CharField(max_length=6, blank=True)
    masked = models.BooleanField(default=False)
    identity = models.BigIntegerField(null=True)
    phone_key = models.BigIntegerField(null=True)
    door_key = models.BigIntegerField(null=True)
    name_key = models.BigIntegerField(null=True)
    search = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        indexes = [
            GinIndex("search", name="receiver_search"),
            models.Index("identity", name="receiver_identity", condition=Q(identity__isnull=False)),
            models.Index("phone_key", name="receiver_phone", condition=Q(phone_key__isnull=False)),
            models.Index("door_key", name="receiver_door", condition=Q(door_key__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name_hint


class Order(models.Model):
    """What a buyer wants from a shop. Independent axes are separate fields; holds are rows of their own."""

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="+", db_index=False)
    external_no = models.CharField(max_length=40)
    source = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Source])
    batch_id = models.BigIntegerField(null=True)
    platform_status = models.CharField(max_length=40, blank=True)

    review = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Review], default=Review.WAITING)
    payment = models.CharField(max_length=14, choices=[(s.value, s.value) for s in Payment])
    after_sales = models.CharField(
        max_length=14, choices=[(s.value, s.value) for s in AfterSales], default=AfterSales.NONE
    )
    fulfilment = models.CharField(
        max_length=14, choices=[(s.value, s.value) for s in Fulfilment], default=Fulfilment.OPEN
    )

    placed_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    ship_by = models.DateTimeField(null=True)
    received_at = models.DateTimeField()

    total_fen = models.BigIntegerField()
    paid_fen = models.BigIntegerField(default=0)
    freight_fen = models.BigIntegerField(default=0)
    discount_fen = models.BigIntegerField(default=0)
    refund_fen = models.BigIntegerField(default=0)

    buyer_key = models.CharField(max_length=60, blank=True)
    receiver = models.ForeignKey(Receiver, models.PROTECT, related_name="+", null=True)
    flag = models.CharField(max_length=10, blank=True)
    kinds = models.IntegerField(default=0)
    pieces = models.IntegerField(default=0)
    weight_grams = models.IntegerField(default=0)

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="+", null=True, db_index=False)
    courier = models.ForeignKey(Courier, models.PROTECT, related_name="+", null=True, db_index=False)
    warehouse_rule_id = models.BigIntegerField(null=True)
    courier_rule_id = models.BigIntegerField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("shop", "external_no", name="order_number_of_shop"),
            models.CheckConstraint(name="order_money_not_negative", condition=Q(paid_fen__gte=0, refund_fen__gte=0)),
        ]
        indexes = [
            models.Index("external_no", name="order_number"),
            models.Index("received_at", "id", name="order_received"),
            models.Index("paid_at", "id", name="order_waiting", condition=Q(review=Review.WAITING)),
            models.Index(
                "ship_by",
                "id",
                name="order_in_house",
                condition=Q(fulfilment__in=["open", "short", "reserved", "released"]) & ~Q(review="void"),
            ),
        ]

    def __str__(self) -> str:
        return self.external_no


class OrderText(models.Model):
    """The long words of an order, apart from the row that changes often.

    `checks` is what the review rules said, `said` what the platform said last: its next word is compared with that.
    """

    order = models.OneToOneField(Order, models.CASCADE, primary_key=True, related_name="+")
    buyer_message = models.TextField(blank=True)
    seller_memo = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    goods = models.TextField(blank=True)
    checks = models.JSONField(null=True)
    said = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.goods


class OrderLine(models.Model):
    """One article of an order; null SKU while its listing is unknown."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="+")
    position = models.IntegerField()
    external_line_no = models.CharField(max_length=40, blank=True)
    listing = models.ForeignKey(Listing, models.PROTECT, related_name="+", null=True, db_index=False)
    title = models.CharField(max_length=300, blank=True)
    properties = models.CharField(max_length=200, blank=True)
    sku = models.ForeignKey(Sku, models.PROTECT, related_name="+", null=True)
    quantity = models.IntegerField()
    price_fen = models.BigIntegerField()
    amount_fen = models.BigIntegerField()
    refund_state = models.CharField(max_length=12, blank=True)
    refund_fen = models.BigIntegerField(default=0)
    cancelled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("order", "position", name="order_line_position"),
            models.CheckConstraint(name="order_line_quantity_positive", condition=Q(quantity__gt=0)),
        ]
        indexes = [models.Index("listing", name="order_line_unmapped", condition=Q(sku=None))]

    def __str__(self) -> str:
        return self.title
