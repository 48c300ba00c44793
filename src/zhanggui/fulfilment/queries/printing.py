"""What printing looks at before paper is made."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.scope import within
from zhanggui.fulfilment.models import PrintBatch, PrintItem
from zhanggui.fulfilment.queries.parcels import visible_to
from zhanggui.fulfilment.vocabulary import PRINT


class Printable(NamedTuple):
    """A parcel that is to be printed; `masked` receivers only the platform may print."""

    state: str
    shop_id: int
    warehouse_id: int
    wave_id: int | None
    wave_position: int | None
    printed: int
    masked: bool


def printables(actor: Actor, parcel_ids: Sequence[int]) -> dict[int, Printable]:
    """The parcels in range, in the order of their waves; one query."""
    columns = (
        "pk", "state", "shop_id", "warehouse_id", "wave_id", "wave_position", "printed", "receiver__masked",
    )  # fmt: skip
    rows = (
        visible_to(actor, PRINT).filter(pk__any=parcel_ids).order_by("warehouse_id", "wave_id", "wave_position", "pk")
    )
    return {row[0]: Printable._make((*row[1:7], bool(row[7]))) for row in rows.values_list(*columns)}


def batches_visible_to(actor: Actor, *needs: Capability) -> QuerySet[PrintBatch]:
    """The print jobs of the warehouses in range."""
    return PrintBatch.objects.filter(within(actor, *(needs or (PRINT,)), shop="", warehouse="warehouse_id"))


def items_of(batch_ids: Sequence[int], first: int, last: int) -> dict[int, list[tuple[int, int]]]:
    """Position and parcel of each job's items from `first` to `last`; one query."""
    found: dict[int, list[tuple[int, int]]] = {}
    rows = PrintItem.objects.filter(batch__in=batch_ids, position__range=(first, last)).order_by("batch_id", "position")
    for batch_id, position, parcel_id in rows.values_list("batch_id", "position", "parcel_id"):
        found.setdefault(batch_id, []).append((position, parcel_id))
    return found
