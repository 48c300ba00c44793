"""Everything that stands on the paper of a print job, read for the whole job at once."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from zhanggui.catalog.queries.facts import sku_facts
from zhanggui.fulfilment.models import Parcel, ParcelLine, PrintBatch, PrintItem
from zhanggui.fulfilment.queries.parcels import Numbered, numbers_of
from zhanggui.fulfilment.vocabulary import LIVE_IN_HOUSE
from zhanggui.inventory.queries.balances import bins
from zhanggui.orders.models import Order, OrderText
from zhanggui.orders.queries.receivers import contacts_of
from zhanggui.orders.rules.sealing import Contact
from zhanggui.orders.vocabulary import Payment


class PaperGoods(NamedTuple):
    """Pieces of a SKU in a parcel."""

    order_id: int
    sku_id: int
    code: str
    name: str
    quantity: int
    shelf: str
    barcode: str


class PaperOrder(NamedTuple):
    """An order in a parcel with all that was written on it."""

    number: str
    shop: str
    platform: str
    message: str
    memos: tuple[str, ...]
    cod_fen: int | None


class PaperParcel(NamedTuple):
    """One parcel at its place."""

    position: int
    parcel: Any
    number: Numbered | None
    receiver: Contact
    orders: list[PaperOrder]
    goods: list[PaperGoods]


class PaperJob(NamedTuple):
    """A print job; parcels that were stopped since are not in it."""

    batch: PrintBatch
    wave: str
    wave_size: int
    warehouse: str
    parcels: list[PaperParcel]


def job_for_paper(batch: PrintBatch) -> PaperJob:
    """The job with everything that its paper says, in a constant number of queries; it shows receivers in plain."""
    places = list(PrintItem.objects.filter(batch=batch.pk).order_by("position").values_list("position", "parcel_id"))
    parcels = _parcels([parcel_id for _place, parcel_id in places])
    ids = list(parcels)
    worn = numbers_of(ids)
    receivers = contacts_of([parcel.receiver_id for parcel in parcels.values() if parcel.receiver_id])
    goods = _goods(ids, batch.warehouse_id)
    orders = _orders({piece.order_id for pieces in goods.values() for piece in pieces})
    shown = [
        PaperParcel(
            place, parcels[i], worn.get(i), receivers.get(parcels[i].receiver_id or 0, Contact()),
            [orders[order_id] for order_id in dict.fromkeys(piece.order_id for piece in goods[i])], goods[i],
        )
        for place, i in places if i in parcels
    ]  # fmt: skip
    first = next(iter(parcels.values()), None)
    wave = first.wave.number if first is not None and first.wave and batch.wave_id else ""
    size = max((place for place, _i in places), default=0)
    return PaperJob(batch, wave, max(size, _size(batch)), first.warehouse.name if first else "", shown)


def _parcels(ids: Sequence[int]) -> dict[int, Parcel]:
    found = Parcel.objects.filter(pk__in=ids, state__in=LIVE_IN_HOUSE).select_related("wave", "courier", "warehouse")
    return {parcel.pk: parcel for parcel in found}


def _size(batch: PrintBatch) -> int:
    """The last place of the whole wave, so that a reprinted label says the same as the first."""
    if batch.wave_id is None:
        return 0
    last = Parcel.objects.filter(wave=batch.wave_id).order_by("-wave_position").values_list("wave_position", flat=True)
    return last.first() or 0


def _goods(parcel_ids: Sequence[int], warehouse_id: int) -> dict[int, list[PaperGoods]]:
    rows = ParcelLine.objects.filter(parcel__in=parcel_ids).order_by("parcel_id", "pk")
    lines = list(rows.values_list("parcel_id", "order_id", "sku_id", "quantity"))
    skus = {line[2] for line in lines}
    facts, shelves, barcodes = sku_facts(skus), bins([warehouse_id], skus), _barcodes(skus)
    found: defaultdict[int, list[PaperGoods]] = defaultdict(list)
    for parcel_id, order_id, sku_id, quantity in lines:
        shelf, code = shelves.get((warehouse_id, sku_id), ""), barcodes.get(sku_id, "")
        sku = facts[sku_id]
        found[parcel_id].append(PaperGoods(order_id, sku_id, sku.code, sku.name, quantity, shelf, code))
    return found


def _barcodes(sku_ids: set[int]) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sku_id, min(code) FROM catalog_barcode WHERE pieces = 1 AND sku_id = ANY(%s) GROUP BY 1",
            [list(sku_ids)],
        )
        return dict(cursor.fetchall())


def _orders(order_ids: set[int]) -> dict[int, PaperOrder]:
    texts = {
        pk: words
        for pk, *words in OrderText.objects.filter(pk__in=order_ids).values_list(
            "pk", "buyer_message", "seller_memo", "remark"
        )
    }
    columns = ("pk", "external_no", "shop__name", "shop__platform", "payment", "total_fen", "paid_fen")
    found = {}
    for pk, number, shop, platform, payment, total, paid in Order.objects.filter(pk__in=order_ids).values_list(
        *columns
    ):
        message, memo, remark = texts.get(pk, ("", "", ""))
        cod = total - paid if payment == Payment.COD_DUE else None
        found[pk] = PaperOrder(number, shop, platform, message, tuple(word for word in (memo, remark) if word), cod)
    return found
