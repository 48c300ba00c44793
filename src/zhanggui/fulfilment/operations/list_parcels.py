"""Packed parcels are put on the list that the courier signs."""

from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Ref
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, Refused, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Manifest, Parcel
from zhanggui.fulfilment.queries.locks import lock_manifests
from zhanggui.fulfilment.queries.manifests import manifests_visible_to
from zhanggui.fulfilment.queries.obstacles import HELD, in_state, obstacles
from zhanggui.fulfilment.queries.parcels import Numbered, numbers_of, visible_to
from zhanggui.fulfilment.vocabulary import DISPATCH, LISTED, ParcelState, WaybillState
from zhanggui.orders.vocabulary import Block

type OnManifest = Annotated[int, Ref(_("Manifest"), lookup="manifest")]

CLOSED = Refusal("manifest_closed", _("The manifest is closed"))
NO_NUMBER = Refusal("no_number", _("The parcel wears no waybill number"))
NOT_PRINTED = Refusal("label_not_printed", _("The label of the parcel was not printed"))
WRONG_COURIER = Refusal("wrong_courier", _("The parcel goes with another courier"))
WRONG_WAREHOUSE = Refusal("wrong_warehouse", _("The parcel belongs to another warehouse"))
TWICE = Refusal("twice", _("The parcel is on this manifest already"))
ELSEWHERE = Refusal("on_other_manifest", _("The parcel is on another manifest"))


@operation(needs=DISPATCH, title=_("Put on a manifest"), of="parcel", emits=(LISTED,), undone_by="unlist_parcels",
           key="M", chunk=5000)  # fmt: skip
def list_parcels(actor: Actor, parcel_ids: Ids, *, manifest: OnManifest) -> Outcome:
    """Put packed parcels on an open manifest of their courier. Raises Refused when it is closed."""
    place = _open(actor, manifest)
    columns = ("pk", "state", "manifest_id", "courier_id", "shop_id", "warehouse_id")
    rows = visible_to(actor, DISPATCH).filter(pk__any=parcel_ids).values_list(*columns)
    found = {pk: rest for pk, *rest in rows}
    worn = numbers_of(list(found))
    refused = {i: NOT_FOUND for i in parcel_ids if i not in found}
    for i, row in found.items():
        if (refusal := _why_not(row, worn.get(i), place)) is not None:
            refused[i] = refusal
    fit = [i for i in parcel_ids if i not in refused]
    done = update_rows(
        Parcel,
        fit,
        values={"state": ParcelState.ON_MANIFEST, "manifest_id": manifest},
        expect={"state": ParcelState.PACKED},
        unless=HELD,
        params={"block": Block.SHIP},
    )
    record(actor, LISTED, [
        Fact(i, ParcelState.PACKED, ParcelState.ON_MANIFEST, found[i][3], found[i][4], {"manifest": manifest})
        for i in done
    ])  # fmt: skip
    refused |= obstacles(set(fit) - set(done), (ParcelState.PACKED,), Block.SHIP)
    return settle(parcel_ids, done, refused)


def _open(actor: Actor, manifest_id: int) -> Manifest:
    manifest = manifests_visible_to(actor, DISPATCH).filter(pk=manifest_id).first()
    if manifest is None:
        raise Refused(NOT_FOUND)
    if manifest_id not in lock_manifests([manifest_id]):
        raise Refused(CLOSED)
    return manifest


def _why_not(row: list, number: Numbered | None, manifest: Manifest) -> Refusal | None:
    state, on, courier_id, _shop, warehouse_id = row
    if state == ParcelState.ON_MANIFEST:
        return TWICE if on == manifest.pk else ELSEWHERE
    if state != ParcelState.PACKED:
        return in_state(state)
    if warehouse_id != manifest.warehouse_id:
        return WRONG_WAREHOUSE
    if courier_id != manifest.courier_id:
        return WRONG_COURIER
    if number is None:
        return NO_NUMBER
    return None if number.state == WaybillState.PRINTED else NOT_PRINTED
