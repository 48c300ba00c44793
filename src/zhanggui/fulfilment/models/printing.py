"""What was printed in which order, so that 237 to 260 can be printed again after a jam."""

from django.db import models

from zhanggui.fulfilment.models.parcel import Parcel, Wave


class PrintBatch(models.Model):
    """One print job over a wave or a choice of parcels."""

    kind = models.CharField(max_length=10)
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="+", null=True)
    warehouse_id = models.BigIntegerField()
    printed_at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    pages = models.IntegerField()
    again_of = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    reason = models.CharField(max_length=100, blank=True)
    missing = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.kind} × {self.pages}"


class PrintItem(models.Model):
    """One parcel's place in a print job."""

    batch = models.ForeignKey(PrintBatch, models.CASCADE, related_name="+")
    position = models.IntegerField()
    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint("batch", "position", name="print_item_position")]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.position}"
