"""Orders as the pure rules look at them, read back from the database for a whole set."""

from collections import defaultdict
from collections.abc import Sequence

from zhanggui.orders.models import Order, OrderLine, OrderText
from zhanggui.orders.queries.orders import open_holds
from zhanggui.orders.queries.receivers import contacts_of, sealer
from zhanggui.orders.rules.changes import Known, KnownLine
from zhanggui.orders.rules.holding import Source
from zhanggui.orders.rules.review_values import ReviewLine, ReviewOrder
from zhanggui.orders.rules.sealing import Contact
from zhanggui.orders.vocabulary import AfterSales, Fulfilment, Payment


def review_orders(order_ids: Sequence[int]) -> list[ReviewOrder]:
    """What the review rules look at; four queries."""
    orders = list(Order.objects.filter(pk__any=order_ids).order_by("pk"))
    texts = {
        pk: (message, memo)
        for pk, message, memo in OrderText.objects.filter(order_id__any=order_ids).values_list(
            "order_id", "buyer_message", "seller_memo"
        )
    }
    lines = _review_lines(order_ids)
    contacts = contacts_of([order.receiver_id for order in orders if order.receiver_id is not None])
    return [_review_order(o, contacts.get(o.receiver_id or 0), lines[o.pk], texts.get(o.pk, ("", ""))) for o in orders]


def known_orders(shop_id: int, numbers: Sequence[str]) -> dict[str, Known]:
    """Orders of a shop by number as we have them, for comparing with what the platform says now; four queries."""
    rows = Order.objects.filter(shop_id=shop_id, external_no__any=numbers)
    orders = {order.pk: order for order in rows}
    said = dict(OrderText.objects.filter(order_id__any=list(orders)).values_list("order_id", "said"))
    lines = _known_lines(list(orders))
    held = _held_by_platform(list(orders))
    return {order.external_no: _known(order, said.get(pk, {}), lines[pk], held[pk]) for pk, order in orders.items()}


def _review_lines(order_ids: Sequence[int]) -> defaultdict[int, list[ReviewLine]]:
    lines: defaultdict[int, list[ReviewLine]] = defaultdict(list)
    rows = OrderLine.objects.filter(order_id__any=order_ids, cancelled=False).order_by("order_id", "position")
    columns = ("order_id", "pk", "sku_id", "quantity", "amount_fen", "listing__code", "title")
    for order_id, pk, sku_id, quantity, amount, code, title in rows.values_list(*columns):
        lines[order_id].append(ReviewLine(pk, sku_id, quantity, amount, code or "", title))
    return lines


def _review_order(
    order: Order, contact: Contact | None, lines: Sequence[ReviewLine], texts: tuple[str, str]
) -> ReviewOrder:
    plain = contact or Contact()
    keys = sealer().keys_of(plain) if contact else None
    return ReviewOrder(
        order_id=order.pk,
        shop_id=order.shop_id,
        created_at=order.placed_at,
        lines=tuple(lines),
        name=plain.name,
        phone=plain.phone,
        province=plain.province,
        city=plain.city,
        district=plain.district,
        detail=f"{plain.town}{plain.detail}",
        receiver_given=contact is not None,
        receiver_key=keys.identity if keys else None,
        phone_key=keys.phone if keys else None,
        address_key=keys.door if keys else None,
        name_key=keys.name if keys else None,
        buyer_key=order.buyer_key or None,
        payable_fen=order.total_fen,
        paid_fen=None if order.payment == Payment.UNPAID else order.paid_fen,
        discount_fen=order.discount_fen,
        freight_fen=order.freight_fen,
        paid_at=order.paid_at,
        cod=order.payment == Payment.COD_DUE,
        buyer_message=texts[0],
        seller_memo=texts[1],
        flag=order.flag,
        courier_id=order.courier_id,
    )


def _known_lines(order_ids: Sequence[int]) -> defaultdict[int, list[KnownLine]]:
    lines: defaultdict[int, list[KnownLine]] = defaultdict(list)
    rows = OrderLine.objects.filter(order_id__any=order_ids).order_by("order_id", "position")
    columns = ("order_id", "pk", "external_line_no", "listing__code", "quantity", "refund_state")
    for order_id, pk, number, code, quantity, refund in rows.values_list(*columns):
        lines[order_id].append(KnownLine(pk, number, code or "", quantity, refund))
    return lines


def _held_by_platform(order_ids: Sequence[int]) -> defaultdict[int, set[tuple[str, int | None]]]:
    held: defaultdict[int, set[tuple[str, int | None]]] = defaultdict(set)
    rows = open_holds().filter(order_id__any=order_ids, source=Source.PLATFORM)
    for order_id, reason, line_id in rows.values_list("order_id", "reason", "line_id"):
        held[order_id].add((reason, line_id))
    return held


def _known(
    order: Order, said: dict[str, object], lines: Sequence[KnownLine], held: set[tuple[str, int | None]]
) -> Known:
    return Known(
        order_id=order.pk,
        shop_id=order.shop_id,
        external_no=order.external_no,
        payment=Payment(order.payment),
        after_sales=AfterSales(order.after_sales),
        fulfilment=Fulfilment(order.fulfilment),
        said=said,
        lines=tuple(lines),
        held=frozenset(held),
        paid_at=order.paid_at,
        ship_by=order.ship_by,
        refund_fen=order.refund_fen,
        paid_fen=order.paid_fen,
    )
