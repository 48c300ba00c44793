"""Goods of stopped parcels lie on their shelves again."""

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.queries.parcels import places_of
from zhanggui.fulfilment.vocabulary import PICK_PACK, TAKEN_BACK, ParcelState

NOTHING = Refusal("nothing_to_put_back", _("There is nothing of this parcel to put back"))


@operation(needs=PICK_PACK, title=_("Put back"), of="parcel", emits=(TAKEN_BACK,), tone="primary")
def put_back_parcels(actor: Actor, parcel_ids: Ids) -> Outcome:
    """Say that the goods of stopped parcels were put back; their stock was released when they were stopped."""
    found = places_of(actor, PICK_PACK, parcel_ids)
    done = update_rows(
        Parcel,
        list(found),
        values={"put_back_at": clock.now()},
        expect={"state": ParcelState.STOPPED, "put_back_at": None},
    )
    record(actor, TAKEN_BACK, [Fact(i, "", "", found[i].shop_id, found[i].warehouse_id) for i in done])
    refused = {i: NOT_FOUND if i not in found else NOTHING for i in parcel_ids if i not in done}
    return settle(parcel_ids, done, refused)
