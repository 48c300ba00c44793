"""Parcels go with another courier."""

from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Ref
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.queries.locks import lock_parcels
from zhanggui.fulfilment.queries.obstacles import in_state
from zhanggui.fulfilment.queries.parcels import numbers_of, places_of
from zhanggui.fulfilment.vocabulary import COURIER_CHANGED, LIVE_IN_HOUSE, WAYBILL

type ToCourier = Annotated[int, Ref(_("Courier"), lookup="courier")]


@operation(needs=WAYBILL, title=_("Change courier"), of="parcel", emits=(COURIER_CHANGED,))
def change_couriers(actor: Actor, parcel_ids: Ids, *, courier: ToCourier) -> Outcome:
    """Give parcels that wear no number to another courier."""
    lock_parcels(parcel_ids)
    found, worn = places_of(actor, WAYBILL, parcel_ids), numbers_of(parcel_ids)
    refused = {i: NOT_FOUND for i in parcel_ids if i not in found}
    refused |= {i: in_state(place.state) for i, place in found.items() if place.state not in LIVE_IN_HOUSE}
    sentence = _("The parcel wears {number} already")
    refused |= {
        i: Refusal("numbered", sentence, {"number": worn[i].number}) for i in found if i in worn and i not in refused
    }
    done = update_rows(Parcel, [i for i in parcel_ids if i not in refused], values={"courier_id": courier})
    record(actor, COURIER_CHANGED, [
        Fact(i, "", "", found[i].shop_id, found[i].warehouse_id, {"courier": courier}) for i in done
    ])  # fmt: skip
    return settle(parcel_ids, done, refused)
