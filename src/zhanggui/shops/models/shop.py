"""Shop accounts with the rules that their orders follow, and what their listings mean."""

from django.db import models

from zhanggui.catalog.models import Sku
from zhanggui.shops.vocabulary import Allocation, Platform


class Shop(models.Model):
    """A shop account on a platform."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    platform = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Platform])
    cooling_minutes = models.IntegerField(default=15)
    ship_within_hours = models.IntegerField(default=48)
    allocation = models.CharField(
        max_length=10, choices=[(a.value, a.value) for a in Allocation], default=Allocation.WHOLE
    )
    gate_minutes = models.IntegerField(null=True)
    status_at = models.DateTimeField(null=True)
    ship_template = models.JSONField(default=dict)
    active = models.BooleanField(default=True)
    version = models.IntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Listing(models.Model):
    """A code under which a shop sells; null SKU: nobody has said yet what it means."""

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="+")
    code = models.CharField(max_length=100)
    title = models.CharField(max_length=300, blank=True)
    sku = models.ForeignKey(Sku, models.PROTECT, related_name="+", null=True)
    seen_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint("shop", "code", name="listing_code_of_shop")]
        indexes = [models.Index("seen_at", name="listing_unknown", condition=models.Q(sku=None))]

    def __str__(self) -> str:
        return self.code
