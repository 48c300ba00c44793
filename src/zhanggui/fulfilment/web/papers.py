"""From a print job to its paper."""

from datetime import datetime

from django.utils.translation import gettext

from zhanggui.foundation.people import company_name
from zhanggui.fulfilment.queries.papers import PaperJob, PaperParcel
from zhanggui.fulfilment.vocabulary import PaperKind
from zhanggui.fulfilment.web.paper import (
    Label,
    LabelItem,
    OrderList,
    OrderNumber,
    Paper,
    PickDemand,
    PickList,
    Slip,
    SlipLine,
    SlipOrder,
    label_sheet,
    order_list,
    packing_slips,
    pick_list,
)
from zhanggui.orders.rules.sealing import Contact
from zhanggui.shops.vocabulary import PLATFORMS, Platform


def paper_of(job: PaperJob, now: datetime) -> Paper:
    """Draw the paper of the job's kind."""
    match PaperKind(job.batch.kind):
        case PaperKind.LABEL:
            return label_sheet([_label(job, each, now) for each in job.parcels if each.number])
        case PaperKind.SLIP:
            return packing_slips([_slip(job, each, now) for each in job.parcels])
        case PaperKind.PICK_LIST:
            return pick_list(_pick_list(job, now))
        case PaperKind.ORDER_LIST:
            return order_list(_order_list(job, now))


def _label(job: PaperJob, each: PaperParcel, now: datetime) -> Label:
    assert each.number is not None, "labels are drawn of parcels with a number"
    cod = sum(order.cod_fen or 0 for order in each.orders)
    return Label(
        parcel_code=str(each.parcel),
        courier=each.parcel.courier.name if each.parcel.courier else "",
        waybill_number=each.number.number,
        receiver_name=each.receiver.name,
        receiver_phone=each.receiver.phone,
        receiver_address=_address(each.receiver),
        sender_name=company_name(),
        sender_phone="",
        sender_address=job.warehouse,
        wave_code=job.wave,
        position=each.position,
        wave_size=job.wave_size,
        items=tuple(LabelItem(piece.name, piece.quantity) for piece in each.goods),
        memo=_memo(each),
        cod_fen=cod or None,
        printed_at=now,
        printing=max(1, each.parcel.printed),
    )


def _slip(job: PaperJob, each: PaperParcel, now: datetime) -> Slip:
    ids = dict.fromkeys(piece.order_id for piece in each.goods)
    numbers = {order_id: order.number for order_id, order in zip(ids, each.orders, strict=True)}
    return Slip(
        parcel_code=str(each.parcel),
        wave_code=job.wave,
        position=each.position,
        wave_size=job.wave_size,
        orders=tuple(SlipOrder(order.number, order.shop, order.message, order.memos) for order in each.orders),
        lines=tuple(
            SlipLine(piece.code, piece.name, piece.quantity, numbers[piece.order_id], piece.barcode)
            for piece in each.goods
        ),
        receiver=f"{each.receiver.name} {_address(each.receiver)}".strip(),
        courier=each.parcel.courier.name if each.parcel.courier else "",
        waybill_number=each.number.number if each.number else "",
        sender_name=company_name(),
        printed_at=now,
    )


def _pick_list(job: PaperJob, now: datetime) -> PickList:
    demands = tuple(
        PickDemand(piece.shelf, piece.code, piece.name, each.position, piece.quantity, piece.barcode)
        for each in job.parcels
        for piece in each.goods
    )
    return PickList(job.wave, job.warehouse, len(job.parcels), demands, printed_at=now)


def _order_list(job: PaperJob, now: datetime) -> OrderList:
    numbers = tuple(
        OrderNumber(each.position, order.number, order.shop, each.receiver.name if each.receiver.masked else "")
        for each in job.parcels
        for order in each.orders
    )
    platforms = dict.fromkeys(order.platform for each in job.parcels for order in each.orders)
    titles = "、".join(gettext(PLATFORMS[Platform(platform)]) for platform in platforms)
    return OrderList(job.wave, job.wave_size, titles, numbers, now)


def _address(receiver: Contact) -> str:
    """The municipalities' city repeats the province, which no courier writes."""
    city = "" if receiver.city == receiver.province else receiver.city
    return "".join((receiver.province, city, receiver.district, receiver.town, receiver.detail))


def _memo(each: PaperParcel) -> str:
    words = (word for order in each.orders for word in (order.message, *order.memos))
    return "；".join(dict.fromkeys(word for word in words if word))
