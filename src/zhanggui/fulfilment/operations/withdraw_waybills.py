"""A number is taken off its parcel: wrong courier, lost label, damaged roll."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.free_parcel_numbers import free_parcel_numbers
from zhanggui.fulfilment.queries.locks import lock_parcels
from zhanggui.fulfilment.queries.obstacles import in_state
from zhanggui.fulfilment.queries.parcels import places_of
from zhanggui.fulfilment.vocabulary import LIVE_IN_HOUSE, NUMBER_ENDED, WAYBILL, ParcelState

# A courier's list must not name a number that its parcel has lost.
OFF_LIST = tuple(state for state in LIVE_IN_HOUSE if state is not ParcelState.ON_MANIFEST)


@operation(needs=WAYBILL, title=_("Take number off"), of="parcel", emits=(NUMBER_ENDED,), tone="danger")
def withdraw_waybills(actor: Actor, parcel_ids: Ids) -> Outcome:
    """Take the numbers off parcels in the house; a printed one is to be cancelled, another is free again."""
    lock_parcels(parcel_ids)
    found = places_of(actor, WAYBILL, parcel_ids)
    fit = [i for i in parcel_ids if i in found and found[i].state in OFF_LIST]
    free_parcel_numbers(actor, fit)
    done = update_rows(Parcel, fit, values={"printed": 0}, expect={"state": OFF_LIST})
    refused = {i: NOT_FOUND for i in parcel_ids if i not in found}
    refused |= {i: in_state(place.state) for i, place in found.items() if place.state not in OFF_LIST}
    return settle(parcel_ids, done, refused)
