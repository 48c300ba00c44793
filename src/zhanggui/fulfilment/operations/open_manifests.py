"""A manifest is opened for a courier who will collect."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Ref
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome
from zhanggui.foundation.rows import copy_rows, draw_ids
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Manifest
from zhanggui.fulfilment.queries.numbering import next_numbers
from zhanggui.fulfilment.vocabulary import DISPATCH, MANIFEST_OPENED

MANIFEST = (
    "id",
    "number",
    "warehouse_id",
    "courier_id",
    "opened_at",
    "opened_by_id",
    "collector",
    "parcels",
    "version",
)


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """Which courier collects where."""

    warehouse: Annotated[int, Ref(_("Warehouse"), lookup="warehouse")]
    courier: Annotated[int, Ref(_("Courier"), lookup="courier")]


@operation(needs=DISPATCH, title=_("Open manifest"), of="", emits=(MANIFEST_OPENED,), tone="primary")
def open_manifests(actor: Actor, manifests: Sequence[ManifestRow]) -> Outcome:
    """Open an empty manifest per row. Done are the row numbers, `result["manifests"]` lists ids and numbers."""
    scopes = actor.scopes(DISPATCH)
    reached = {
        row: wish for row, wish in enumerate(manifests, start=1)
        if any(scope.covers(None, wish.warehouse) for scope in scopes)
    }  # fmt: skip
    if not reached:
        return Outcome((), dict.fromkeys(range(1, len(manifests) + 1), NOT_FOUND))
    ids, numbers = draw_ids(Manifest, len(reached)), next_numbers(Manifest, len(reached))
    moment = clock.now()
    copy_rows(Manifest, MANIFEST, (
        (i, number, wish.warehouse, wish.courier, moment, actor.person_id, "", 0, 1)
        for i, number, wish in zip(ids, numbers, reached.values(), strict=True)
    ))  # fmt: skip
    record(actor, MANIFEST_OPENED, [
        Fact(i, "", "open", None, wish.warehouse) for i, wish in zip(ids, reached.values(), strict=True)
    ])  # fmt: skip
    made = [{"id": i, "number": number} for i, number in zip(ids, numbers, strict=True)]
    refused = {row: NOT_FOUND for row in range(1, len(manifests) + 1) if row not in reached}
    return Outcome(list(reached), refused, {"manifests": made})
