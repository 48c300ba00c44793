"""A wave comes back from the shelves."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel, Wave
from zhanggui.fulfilment.queries.parcels import parcels_in_waves
from zhanggui.fulfilment.queries.waving import waves_visible_to
from zhanggui.fulfilment.vocabulary import (
    PICK_PACK,
    PICKED,
    WAVE_MOVES,
    WAVE_PICKED,
    ParcelState,
    WaveState,
)


@operation(needs=PICK_PACK, title=_("Picked"), of="wave", emits=(PICKED, WAVE_PICKED), tone="primary")
def pick_waves(actor: Actor, wave_ids: Ids) -> Outcome:
    """Say that all goods of the waves are in their totes; their parcels can be packed."""
    found = dict(waves_visible_to(actor, PICK_PACK).filter(pk__any=wave_ids).values_list("pk", "warehouse_id"))
    done = update_rows(
        Wave,
        list(found),
        values={"state": WaveState.PICKED, "picker_id": actor.person_id},
        expect={"state": WAVE_MOVES.into(WaveState.PICKED)},
    )
    inside = parcels_in_waves(done, ParcelState.WAVED)
    moved = update_rows(
        Parcel,
        list(inside),
        values={"state": ParcelState.PICKED},
        expect={"state": ParcelState.WAVED},
    )
    record(actor, PICKED, [
        Fact(i, ParcelState.WAVED, ParcelState.PICKED, inside[i].shop_id, inside[i].warehouse_id) for i in moved
    ])  # fmt: skip
    record(actor, WAVE_PICKED, [Fact(i, WaveState.OPEN, WaveState.PICKED, None, found[i]) for i in done])
    return settle(wave_ids, done, {i: NOT_FOUND for i in wave_ids if i not in found}, parcels=len(moved))
