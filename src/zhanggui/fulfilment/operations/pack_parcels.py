"""Parcels are closed on the packing table."""

from typing import Annotated

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Flag
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, settle
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.finish_waves import finish_waves
from zhanggui.fulfilment.queries.obstacles import HELD, UNSCANNED, obstacles
from zhanggui.fulfilment.queries.parcels import places_of
from zhanggui.fulfilment.vocabulary import PACKED, PICK_PACK, WAVE_DONE, ParcelState
from zhanggui.orders.vocabulary import Block

type WithoutScan = Annotated[bool, Flag(_("Pack without scanning"), help=_("You have compared goods and slip by eye"))]

# A parcel on a manifest comes back to packed by being taken off it, never by packing.
OPEN = (ParcelState.WAVED, ParcelState.PICKED)


@operation(needs=PICK_PACK, title=_("Packed"), of="parcel", emits=(PACKED, WAVE_DONE), key="P", chunk=5000)
def pack_parcels(actor: Actor, parcel_ids: Ids, *, without_scan: WithoutScan = False) -> Outcome:
    """Close parcels of which every piece was scanned; holds against shipping are looked at in the same statement."""
    found = places_of(actor, PICK_PACK, parcel_ids)
    fit = [i for i in parcel_ids if i in found and found[i].state in OPEN]
    done = update_rows(
        Parcel,
        fit,
        values={"state": ParcelState.PACKED, "packed_at": clock.now(), "packed_by_id": actor.person_id},
        expect={"state": Each([found[i].state for i in fit])},
        unless=HELD if without_scan else f"{HELD} OR {UNSCANNED}",
        params={"block": Block.SHIP},
    )
    record(actor, PACKED, [
        Fact(i, found[i].state, ParcelState.PACKED, found[i].shop_id, found[i].warehouse_id,
             {"without_scan": True} if without_scan else None)
        for i in done
    ])  # fmt: skip
    finish_waves(actor.delegate(), done)
    refused = {i: NOT_FOUND for i in parcel_ids if i not in found}
    refused |= obstacles(found.keys() - set(done), OPEN, Block.SHIP, scanned=not without_scan)
    return settle(parcel_ids, done, refused)
