"""The signed close of a trading day."""

from django.db import models

from zhanggui.inventory.models import Warehouse
from zhanggui.shops.models import Shop


class DayClose(models.Model):
    """What a shop's orders of one day had come to in a warehouse when both shifts signed for it."""

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="+")
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="+")
    day = models.DateField()
    figures = models.JSONField()
    outgoing_id = models.BigIntegerField()
    outgoing_at = models.DateTimeField()
    incoming_id = models.BigIntegerField(null=True)
    incoming_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint("shop", "warehouse", "day", name="day_close_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.shop_id}"
