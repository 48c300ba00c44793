"""Which waiting parcels could travel together."""

from collections.abc import Sequence

from zhanggui.foundation.actor import Actor
from zhanggui.fulfilment.models import Parcel, ParcelLine
from zhanggui.fulfilment.queries.parcels import visible_to
from zhanggui.fulfilment.vocabulary import PRINT, ParcelState
from zhanggui.orders.queries.receivers import contacts_of
from zhanggui.orders.rules.merging import MergeGroup, MergeOrder, merge_candidates
from zhanggui.orders.vocabulary import Payment

MOST_WAITING = 5000


def mergeable(parcel_ids: Sequence[int]) -> list[MergeOrder]:
    """The parcels as merging looks at them, in three queries; masked receivers as the platform shows them."""
    columns = ("pk", "shop_id", "warehouse_id", "courier_id", "receiver_id", "receiver__identity", "receiver__masked")
    parcels = Parcel.objects.filter(pk__any=parcel_ids).values_list(*columns)
    paid = _first_orders(parcel_ids)
    masked = contacts_of([row[4] for row in parcels if row[6] and row[5] is None and row[4]])
    orders = []
    for pk, shop_id, warehouse_id, courier_id, receiver_id, identity, _masked in parcels:
        if pk not in paid:
            continue
        contact = masked.get(receiver_id)
        shown = (contact.name, contact.phone, "".join((contact.province, contact.city, contact.district, contact.town,
                                                       contact.detail))) if contact else None  # fmt: skip
        paid_at, buyer, cod = paid[pk]
        orders.append(MergeOrder(pk, shop_id, paid_at, warehouse_id, "", identity, buyer, shown, cod, courier_id))
    return orders


def merge_groups(actor: Actor) -> list[MergeGroup]:
    """What could be merged among the parcels that wait now; the ids of a group are parcels."""
    waiting = visible_to(actor, PRINT).filter(state=ParcelState.WAITING).order_by("ship_by", "pk")
    return merge_candidates(mergeable(list(waiting.values_list("pk", flat=True)[:MOST_WAITING])))


def _first_orders(parcel_ids: Sequence[int]) -> dict[int, tuple]:
    """When, by whom and how the earliest order of each parcel was paid."""
    lines = ParcelLine.objects.filter(parcel__any=parcel_ids).order_by("-order__paid_at", "-order_id")
    columns = ("parcel_id", "order__paid_at", "order__placed_at", "order__buyer_key", "order__payment")
    return {
        parcel_id: (paid_at or placed_at, buyer, payment in (Payment.COD_DUE, Payment.COD_COLLECTED))
        for parcel_id, paid_at, placed_at, buyer, payment in lines.values_list(*columns)
    }
