"""The step that remembers what was printed, in order."""

from collections.abc import Sequence
from typing import NamedTuple

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.rows import copy_rows, draw_ids
from zhanggui.fulfilment.models import PrintBatch, PrintItem
from zhanggui.fulfilment.vocabulary import RECEIVERS_PRINTED, PaperKind

BATCH = (
    "id",
    "kind",
    "wave_id",
    "warehouse_id",
    "printed_at",
    "person_id",
    "pages",
    "again_of_id",
    "reason",
    "missing",
)
ITEM = ("batch_id", "position", "parcel_id")
# These papers show names and addresses; the platform's list shows none.
SHOWING = (PaperKind.LABEL, PaperKind.SLIP)


class Printing(NamedTuple):
    """A print job to be kept: its parcels by position."""

    warehouse_id: int
    wave_id: int | None
    places: Sequence[tuple[int, int]]
    again_of: int | None = None


def keep_print(actor: Actor, kind: PaperKind, printings: Sequence[Printing], reason: str = "") -> list[int]:
    """Keep the print jobs with their parcels in order and say how many receivers they show; answers their ids."""
    ids, moment = draw_ids(PrintBatch, len(printings)), clock.now()
    copy_rows(PrintBatch, BATCH, (
        (i, kind.value, p.wave_id, p.warehouse_id, moment, actor.person_id, len(p.places), p.again_of, reason, "[]")
        for i, p in zip(ids, printings, strict=True)
    ))  # fmt: skip
    copy_rows(PrintItem, ITEM, (
        (i, position, parcel_id) for i, p in zip(ids, printings, strict=True) for position, parcel_id in p.places
    ))  # fmt: skip
    if kind in SHOWING:
        record(actor, RECEIVERS_PRINTED, [
            Fact(i, "", "", None, p.warehouse_id, {"receivers": len(p.places), "kind": kind})
            for i, p in zip(ids, printings, strict=True)
        ])  # fmt: skip
    return ids
