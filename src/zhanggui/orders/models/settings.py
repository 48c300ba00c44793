"""What the company decides once for many orders: review rules, routing, couriers, the blacklist."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhanggui.inventory.models import Warehouse


class Courier(models.Model):
    """A delivery company, with the shape of its numbers and the names that files give it."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=40)
    number_pattern = models.CharField(max_length=200, blank=True)
    aliases = ArrayField(models.CharField(max_length=40), default=list)
    suspended_areas = ArrayField(models.CharField(max_length=30), default=list)
    cod = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    version = models.IntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class ReviewSetting(models.Model):
    """One version of one review rule: who set it when, and with what. The newest version of a code is in force."""

    code = models.CharField(max_length=30)
    version = models.IntegerField()
    active = models.BooleanField(default=True)
    owner = models.CharField(max_length=60)
    minutes = models.IntegerField()
    blocks = ArrayField(models.CharField(max_length=10))
    parameters = models.JSONField(default=dict)
    author_id = models.BigIntegerField(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("code", "version", name="review_setting_version"),
            models.UniqueConstraint("code", name="review_setting_in_force", condition=Q(until=None)),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class RoutingRule(models.Model):
    """Which warehouse or courier takes an order; the first rule that fits decides, in order of rank."""

    rank = models.IntegerField()
    name = models.CharField(max_length=60)
    conditions = models.JSONField(default=dict)
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="+", null=True)
    courier = models.ForeignKey(Courier, models.PROTECT, related_name="+", null=True)
    active = models.BooleanField(default=True)
    author_id = models.BigIntegerField(null=True)
    since = models.DateTimeField()
    version = models.IntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Blacklisted(models.Model):
    """A buyer, phone or door that the company does not serve unasked; only keyed hashes are kept."""

    kind = models.CharField(max_length=10)
    identity = models.BigIntegerField()
    reason = models.CharField(max_length=100)
    order = models.ForeignKey("orders.Order", models.SET_NULL, related_name="+", null=True)
    added_by_id = models.BigIntegerField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("kind", "identity", name="blacklisted_once")]

    def __str__(self) -> str:
        return self.kind
