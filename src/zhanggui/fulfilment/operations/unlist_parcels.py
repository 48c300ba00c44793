"""Parcels come off a manifest that is still open."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.queries.obstacles import obstacles
from zhanggui.fulfilment.queries.parcels import places_of
from zhanggui.fulfilment.vocabulary import DISPATCH, UNLISTED, ParcelState


@operation(needs=DISPATCH, title=_("Take off the manifest"), of="parcel", emits=(UNLISTED,))
def unlist_parcels(actor: Actor, parcel_ids: Ids) -> Outcome:
    """Take parcels off their open manifest; they stay packed."""
    found = places_of(actor, DISPATCH, parcel_ids)
    done = update_rows(
        Parcel,
        list(found),
        values={"state": ParcelState.PACKED, "manifest_id": None},
        expect={"state": ParcelState.ON_MANIFEST},
    )
    record(actor, UNLISTED, [
        Fact(i, ParcelState.ON_MANIFEST, ParcelState.PACKED, found[i].shop_id, found[i].warehouse_id) for i in done
    ])  # fmt: skip
    refused = {i: NOT_FOUND for i in parcel_ids if i not in found}
    refused |= obstacles(found.keys() - set(done), (ParcelState.ON_MANIFEST,))
    return settle(parcel_ids, done, refused)
