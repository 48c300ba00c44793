"""Clerks enter orders that no platform brings: by hand or while the buyer is on the phone, one or a sheet full."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Choice, Fen, Ref, Text, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.words import _
from zhanggui.orders.operations.take_in_orders import take_in_orders
from zhanggui.orders.queries.goods import goods_of
from zhanggui.orders.queries.locks import lock_intake
from zhanggui.orders.queries.numbers import next_own_numbers
from zhanggui.orders.rules.contact import is_masked
from zhanggui.orders.rules.external import ExternalLine, ExternalOrder, ExternalReceiver, ExternalStatus
from zhanggui.orders.rules.intake import Goods, Incoming
from zhanggui.orders.vocabulary import ENTRY, RECEIVED, RESERVED, SHORT, Source
from zhanggui.org.rules.contact_line import split_contact
from zhanggui.shops.queries.shops import ShopFacts, shops_by_id

NO_SHOP = Refusal("no_shop", _("The first line of an order names its shop"))
NO_LINE = Refusal("no_line", _("The order has no line with a SKU"))
INCOMPLETE = Refusal("line_incomplete", _("Each line needs a SKU, a quantity and a price"))
TOO_MUCH_OFF = Refusal("discount_too_big", _("The discount is larger than goods and freight together"))


class PaidHow(StrEnum):
    """Where the buyer's money is while the order is entered."""

    PAID = "paid"
    UNPAID = "unpaid"
    COD = "cod"


PAID_HOW = {
    PaidHow.PAID: _("Paid"),
    PaidHow.UNPAID: _("Not paid yet"),
    PaidHow.COD: _("Cash on delivery"),
}
SOURCES = {Source.MANUAL: _("Entered by hand"), Source.PHONE: _("Phone order")}

type Payment = Annotated[PaidHow, Choice(_("Payment"), options=PAID_HOW)]
type CameBy = Annotated[Source, Choice(_("Came by"), options=SOURCES)]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of an order. A row without shop and number belongs to the order above it.

    `contact` is a line as buyers paste it; the separate fields are believed before it. Without a number one is drawn.
    """

    shop: Annotated[int | None, Ref(_("Shop"), lookup="shop")] = None
    number: Annotated[str, Text(_("Order number"), most=40)] = ""
    contact: Annotated[str, Text(_("Name, phone and address in one line"), most=500)] = ""
    name: Annotated[str, Text(_("Receiver"), most=60)] = ""
    phone: Annotated[str, Text(_("Phone"), most=30)] = ""
    province: Annotated[str, Text(_("Province"), most=20)] = ""
    city: Annotated[str, Text(_("City"), most=30)] = ""
    district: Annotated[str, Text(_("District"), most=30)] = ""
    detail: Annotated[str, Text(_("Street and number"), most=200)] = ""
    sku: Annotated[int | None, Ref(_("SKU"), lookup="sku")] = None
    quantity: Annotated[int | None, Whole(_("Quantity"), least=1, most=100_000)] = None
    price_fen: Annotated[int | None, Fen(_("Unit price"))] = None
    freight_fen: Annotated[int, Fen(_("Freight"))] = 0
    discount_fen: Annotated[int, Fen(_("Discount"))] = 0
    message: Annotated[str, Text(_("Buyer message"), most=500)] = ""
    memo: Annotated[str, Text(_("Memo"), most=500)] = ""


@operation(needs=ENTRY, title=_("Enter orders"), emits=(RECEIVED, RESERVED, SHORT), tone="primary")
def enter_orders(
    actor: Actor, rows: Sequence[EntryRow], *, payment: Payment = PaidHow.PAID, source: CameBy = Source.MANUAL
) -> Outcome:
    """Take orders in as an import does, with the same rules and claims. `refused` is keyed by an order's first row."""
    entries = list(_entries(rows))
    shops = shops_by_id({entry.head.shop for entry in entries if entry.head.shop is not None})
    goods = goods_of(row.sku for row in rows if row.sku is not None)
    refused = {entry.number: why for entry in entries if (why := _why_not(actor, entry, shops))}
    fit = [entry for entry in entries if entry.number not in refused]
    numbers = _numbers(fit)
    now = clock.now()
    incoming = [
        Incoming(entry.shop_id, _told(entry, number, shops[entry.shop_id], goods, payment, now), source)
        for entry, number in zip(fit, numbers, strict=True)
    ]
    taken = take_in_orders(actor.delegate(), incoming) if incoming else Outcome()
    refused |= {fit[at].number: why for at, why in taken.refused.items()}
    return Outcome(taken.done, refused)


@dataclass(slots=True)
class _Entry:
    """An order as it was entered: the row that began it, and all its rows."""

    number: int
    head: EntryRow
    lines: list[EntryRow] = field(default_factory=list)

    @property
    def shop_id(self) -> int:
        assert self.head.shop is not None, "entries without a shop are refused"
        return self.head.shop


def _entries(rows: Sequence[EntryRow]) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for number, row in enumerate(rows, start=1):
        if entry is None or not _continues(row, entry.head):
            if entry is not None:
                yield entry
            entry = _Entry(number, row)
        if row.sku is not None or row.quantity is not None or row.price_fen is not None:
            entry.lines.append(row)
    if entry is not None:
        yield entry


def _continues(row: EntryRow, head: EntryRow) -> bool:
    if row.number:
        return row.number == head.number and row.shop in (None, head.shop)
    return row.shop is None


def _why_not(actor: Actor, entry: _Entry, shops: Mapping[int, ShopFacts]) -> Refusal | None:
    head = entry.head
    if head.shop is None:
        return NO_SHOP
    shop = shops.get(head.shop)
    if shop is None or not shop.active or not any(scope.covers(shop.id, None) for scope in actor.scopes(ENTRY)):
        return NOT_FOUND
    if not entry.lines:
        return NO_LINE
    if any(line.sku is None or line.quantity is None or line.price_fen is None for line in entry.lines):
        return INCOMPLETE
    return TOO_MUCH_OFF if _total(entry) < 0 else None


def _total(entry: _Entry) -> int:
    goods = sum((line.price_fen or 0) * (line.quantity or 0) for line in entry.lines)
    return goods + entry.head.freight_fen - entry.head.discount_fen


def _numbers(entries: Sequence[_Entry]) -> list[str]:
    """The numbers of the orders; those without one get the next of the day, which nobody else can draw meanwhile."""
    without = [entry for entry in entries if not entry.head.number]
    if without:
        lock_intake(entry.shop_id for entry in entries)
    drawn = iter(next_own_numbers(clock.today(), len(without)))
    return [entry.head.number or next(drawn) for entry in entries]


def _told(
    entry: _Entry, number: str, shop: ShopFacts, goods: Mapping[int, Goods], payment: PaidHow, now: datetime
) -> ExternalOrder:
    head, total = entry.head, _total(entry)
    paid = payment == PaidHow.PAID
    return ExternalOrder(
        external_no=number,
        platform=shop.platform.value,
        status=ExternalStatus.UNPAID if payment == PaidHow.UNPAID else ExternalStatus.TO_SHIP,
        created_at=now,
        paid_at=now if paid else None,
        total_fen=total,
        paid_fen=total if paid else 0,
        freight_fen=head.freight_fen,
        discount_fen=head.discount_fen,
        buyer_message=head.message,
        seller_memo=head.memo,
        receiver=_receiver(head),
        cod=payment == PaidHow.COD,
        lines=tuple(_line(line, goods) for line in entry.lines),
    )


def _line(row: EntryRow, goods: Mapping[int, Goods]) -> ExternalLine:
    known, quantity, price = goods[row.sku or 0], row.quantity or 0, row.price_fen or 0
    return ExternalLine(
        sku_code=known.code, title=known.name, quantity=quantity, price_fen=price, amount_fen=price * quantity
    )


def _receiver(head: EntryRow) -> ExternalReceiver:
    said = split_contact(head.contact) if head.contact else None
    place = said.address if said else None
    name = head.name or (said.name if said else "")
    phone = head.phone or (said.phone if said else "")
    detail = head.detail or (place.detail if place else "")
    return ExternalReceiver(
        name=name,
        phone=phone,
        province=head.province or (place.province if place else ""),
        city=head.city or (place.city if place else ""),
        district=head.district or (place.district if place else ""),
        town=place.town if place and not head.detail else "",
        detail=detail,
        masked=any(map(is_masked, (name, phone, detail))),
    )
