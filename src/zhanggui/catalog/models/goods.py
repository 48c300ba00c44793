"""Products, their SKUs, the barcodes that scan as them and the parts of bundles."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from zhanggui.catalog.vocabulary import SkuKind


class Product(models.Model):
    """What a buyer would call one article; its colours and sizes are SKUs."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Sku(models.Model):
    """The unit that is stocked, priced and packed, known by its merchant code."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in SkuKind], default=SkuKind.GOODS)
    weight_grams = models.IntegerField(default=0)
    cost_fen = models.BigIntegerField(default=0)
    floor_fen = models.BigIntegerField(default=0)
    active = models.BooleanField(default=True)
    grams = ArrayField(models.CharField(max_length=2), default=list)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [GinIndex("grams", name="sku_grams")]
        constraints = [
            models.CheckConstraint(name="sku_weight_not_negative", condition=models.Q(weight_grams__gte=0)),
            models.CheckConstraint(name="sku_cost_not_negative", condition=models.Q(cost_fen__gte=0)),
        ]

    def __str__(self) -> str:
        return self.code


class Barcode(models.Model):
    """A code that scans as `pieces` of one SKU: a case code means many."""

    sku = models.ForeignKey(Sku, models.CASCADE, related_name="+")
    code = models.CharField(max_length=40, unique=True)
    pieces = models.IntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(name="barcode_pieces_positive", condition=models.Q(pieces__gt=0))]

    def __str__(self) -> str:
        return self.code


class BundlePart(models.Model):
    """How many of a part one bundle holds; a bundle has no stock of its own."""

    bundle = models.ForeignKey(Sku, models.CASCADE, related_name="+")
    part = models.ForeignKey(Sku, models.PROTECT, related_name="+")
    quantity = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("bundle", "part", name="bundle_part_once"),
            models.CheckConstraint(name="bundle_part_positive", condition=models.Q(quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.part_id}"
