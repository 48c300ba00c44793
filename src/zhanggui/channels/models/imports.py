"""Imports on their way from files to orders."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhanggui.channels.vocabulary import ImportKind, ImportState, RowState
from zhanggui.shops.models import Shop


class ColumnMapping(models.Model):
    """How a table that no platform made is read, as a small text."""

    name = models.CharField(max_length=60, unique=True)
    text = models.TextField()
    author_id = models.BigIntegerField(null=True)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ImportBatch(models.Model):
    """Files that came together for one shop: read whole, looked at, then applied or dropped.

    `tables` says how each table in the files was read, `changes` counts what an apply changes in known orders:
    {kind: [orders, of which printed]}. `history`: the shop's first import, which brings its past along.
    `trusted`: a person said that the files do belong to the shop.
    """

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ImportKind], default=ImportKind.ORDERS)
    file_tokens = ArrayField(models.UUIDField())
    file_names = ArrayField(models.CharField(max_length=200))
    digest = models.CharField(max_length=64)
    mapping = models.ForeignKey(ColumnMapping, models.PROTECT, related_name="+", null=True)
    history = models.BooleanField(default=False)
    trusted = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ImportState])
    problem = models.JSONField(null=True)
    tables = models.JSONField(default=list)
    created = models.IntegerField(default=0)
    updated = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    rejects_settled = models.BooleanField(default=False)
    changes = models.JSONField(default=dict)
    run_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    read_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [
            models.Index("read_at", "id", name="import_of_day"),
            models.Index(
                "read_at", name="import_open", condition=Q(state__in=["reading", "ready", "stopped", "applying"])
            ),
            models.Index(
                "read_at", name="import_rejects", condition=Q(state="applied", rejected__gt=0, rejects_settled=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class ImportRow(models.Model):
    """One order of an import, or one rejected line of its files.

    `payload` is what the files say of the order, or the cells of a rejected line: sealed, because it names people. What
    waits to be applied has one; applying takes it away. `changes` are the kinds of what changes in a known order.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="+", db_index=False)
    position = models.IntegerField()
    external_no = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in RowState])
    payload = models.BinaryField(null=True)
    changes = models.JSONField(default=list)
    file_name = models.CharField(max_length=200, blank=True)
    line = models.IntegerField(default=0)
    column = models.CharField(max_length=60, blank=True)
    reason = models.JSONField(null=True)
    order_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("batch", "position", name="import_row_position")]
        indexes = [models.Index("batch", "state", "position", name="import_row_state", condition=~Q(state="unchanged"))]

    def __str__(self) -> str:
        return self.external_no
