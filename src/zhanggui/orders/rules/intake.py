"""From what a platform shows of a new order to what we keep of it: values in, values out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from zhanggui.orders.rules.allocation import Claim, Need
from zhanggui.orders.rules.changes import CLOSED, GOES_ON, LEFT, after_sales_of
from zhanggui.orders.rules.external import ExternalLine, ExternalOrder, ExternalReceiver, ExternalStatus
from zhanggui.orders.rules.holding import Placing, placing
from zhanggui.orders.rules.review_values import ReviewLine, ReviewOrder
from zhanggui.orders.rules.routing import Route, RoutingOrder
from zhanggui.orders.rules.sealing import Contact, Keys
from zhanggui.orders.vocabulary import AfterSales, Fulfilment, Payment, Review, Source
from zhanggui.org.rules.address import Address


class Goods(NamedTuple):
    """What orders need to know of a SKU; `parts` of a bundle as (SKU, quantity), empty when it needs no stock."""

    code: str
    name: str
    weight_grams: int
    floor_fen: int
    active: bool
    parts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One order as told by a platform, a file or a clerk, for one of our shops."""

    shop_id: int
    told: ExternalOrder
    source: Source = Source.FILE
    batch_id: int | None = None


@dataclass(slots=True)
class DraftLine:
    """A line on its way in."""

    line_id: int
    told: ExternalLine
    listing_id: int | None
    sku_id: int | None


@dataclass(slots=True)
class Draft:
    """An order on its way in, with everything decided about it so far."""

    order_id: int
    shop_id: int
    told: ExternalOrder
    source: Source
    batch_id: int | None
    review: Review
    payment: Payment
    after_sales: AfterSales
    fulfilment: Fulfilment
    lines: list[DraftLine] = field(default_factory=list)
    contact: Contact | None = None
    keys: Keys | None = None
    receiver_id: int | None = None
    address: Address | None = None
    weight_grams: int = 0
    ship_by: datetime | None = None
    route: Route | None = None
    holds: list[Placing] = field(default_factory=list)
    checks: dict[str, Any] | None = None

    @property
    def is_alive(self) -> bool:
        """Whether the company still has something to do for it."""
        return self.fulfilment == Fulfilment.OPEN and self.review == Review.WAITING

    @property
    def warehouse_id(self) -> int | None:
        """The warehouse that routing chose."""
        return self.route.warehouse_id if self.route else None

    @property
    def wants_stock(self) -> bool:
        """Paid or to be paid at the door, and every line known: it may claim goods."""
        paid = self.payment in (Payment.PAID, Payment.COD_DUE)
        return self.is_alive and paid and bool(self.lines) and all(line.sku_id is not None for line in self.lines)


def draft(incoming: Incoming, order_id: int, line_ids: Sequence[int]) -> Draft:
    """Give the order its ids and its place on every axis; finished orders come in as history."""
    told = incoming.told
    review, payment, fulfilment = standing(told)
    source = Source.HISTORY if fulfilment == Fulfilment.ELSEWHERE else incoming.source
    states = [line.refund_state for line in told.lines] if told.refund_state is None else [told.refund_state]
    after = AfterSales.REFUNDED if _refunded(told) else after_sales_of(states)
    made = Draft(
        order_id, incoming.shop_id, told, source, incoming.batch_id, review, payment, after, fulfilment,
        contact=contact_of(told.receiver) if told.receiver else None,
    )  # fmt: skip
    made.lines = [DraftLine(pk, line, None, None) for pk, line in zip(line_ids, told.lines, strict=True)]
    if made.is_alive:
        made.holds = platform_holds(made)
    return made


def standing(told: ExternalOrder) -> tuple[Review, Payment, Fulfilment]:
    """Where a new order stands by what the platform says of it."""
    if told.status in CLOSED:
        payment = Payment.UNPAID if told.status == ExternalStatus.CLOSED_UNPAID else Payment.REFUNDED
        return Review.VOID, payment, Fulfilment.OPEN
    if told.status in LEFT:
        return Review.APPROVED, Payment.PAID, Fulfilment.ELSEWHERE
    if told.cod:
        return Review.WAITING, Payment.COD_DUE, Fulfilment.OPEN
    paid = told.status != ExternalStatus.UNPAID and not told.balance_unpaid
    return Review.WAITING, Payment.PAID if paid else Payment.UNPAID, Fulfilment.OPEN


def platform_holds(made: Draft) -> list[Placing]:
    """The holds that a new order brings along."""
    told, order_id = made.told, made.order_id
    holds = [
        placing(reason, order_id)
        for reason, stands in (("locked", told.locked), ("risk_review", told.risk_review))
        if stands
    ]
    if told.balance_unpaid:
        holds.append(placing("balance_unpaid", order_id))
    asked = [line for line in made.lines if line.told.refund_state not in (None, *GOES_ON)]
    holds += [placing("refund_asked", order_id, line.line_id) for line in asked]
    if not asked and told.refund_state not in (None, *GOES_ON):
        holds.append(placing("refund_asked", order_id))
    return holds


def contact_of(receiver: ExternalReceiver) -> Contact:
    """The receiver as it is sealed."""
    return Contact(
        receiver.name or "", receiver.phone or "", receiver.province or "", receiver.city or "",
        receiver.district or "", receiver.town or "", receiver.detail or "", receiver.postcode or "",
        receiver.token or "", receiver.masked,
    )  # fmt: skip


def listing_code(line: ExternalLine) -> str:
    """The code under which a line is known in its shop: the merchant's own, else the platform's, else its title."""
    return (line.sku_code or line.listing_sku_code or line.listing_code or line.title or "").strip()[:100]


def needs_of(lines: Sequence[tuple[int, int, int]], goods: Mapping[int, Goods]) -> tuple[Need, ...]:
    """What lines of (line, SKU, quantity) claim from stock, bundles taken apart; goods that need none claim none."""
    return tuple(Need(line, goods[sku].parts, quantity) for line, sku, quantity in lines if goods[sku].parts)


def claim_of(made: Draft, goods: Mapping[int, Goods], partial: bool, now: datetime) -> Claim | None:
    """The claim of a new order, or None while it may not have one or no warehouse is chosen."""
    warehouse = made.warehouse_id
    if not made.wants_stock or warehouse is None:
        return None
    lines = [(line.line_id, line.sku_id, line.told.quantity or 0) for line in made.lines if line.sku_id is not None]
    paid_at = made.told.paid_at or made.told.created_at or now
    return Claim(made.order_id, warehouse, paid_at, needs_of(lines, goods), partial)


def routing_order(made: Draft) -> RoutingOrder:
    """What routing looks at."""
    return RoutingOrder(
        made.order_id,
        made.shop_id,
        areas_of(made.address),
        made.weight_grams,
        frozenset(line.sku_id for line in made.lines if line.sku_id is not None),
        made.told.seller_memo or "",
    )


def areas_of(address: Address | None) -> frozenset[str]:
    """Codes and names from county to province, as routing rules may name them."""
    if address is None:
        return frozenset()
    named = (address.province, address.city, address.district)
    coded = (address.province_code, address.city_code, address.district_code)
    return frozenset(area for area in (*named, *coded) if area)


def review_order(made: Draft, now: datetime) -> ReviewOrder:
    """What the review rules look at."""
    told, contact, keys = made.told, made.contact or Contact(), made.keys
    return ReviewOrder(
        order_id=made.order_id,
        shop_id=made.shop_id,
        created_at=told.created_at or now,
        lines=tuple(
            ReviewLine(
                line.line_id, line.sku_id, line.told.quantity or 0, line.told.amount_fen,
                listing_code(line.told), line.told.title or "",
            )
            for line in made.lines
        ),
        name=contact.name,
        phone=contact.phone,
        province=contact.province,
        city=contact.city,
        district=contact.district,
        detail=f"{contact.town}{contact.detail}",
        receiver_given=made.contact is not None,
        receiver_key=keys.identity if keys else None,
        phone_key=keys.phone if keys else None,
        address_key=keys.door if keys else None,
        name_key=keys.name if keys else None,
        buyer_key=told.buyer_key or None,
        payable_fen=told.total_fen,
        paid_fen=None if made.payment == Payment.UNPAID else told.paid_fen,
        discount_fen=told.discount_fen or 0,
        freight_fen=told.freight_fen or 0,
        paid_at=told.paid_at,
        cod=told.cod,
        buyer_message=told.buyer_message or "",
        seller_memo=told.seller_memo or "",
        flag=told.flag or "",
        courier_id=made.route.courier_id if made.route else None,
    )  # fmt: skip


def said_of(made: Draft, receiver: str) -> dict[str, Any]:
    """What the platform has said so far, as its next word will be compared with it; no text of a person."""
    told = made.told
    said: dict[str, Any] = {"status": told.status.value if told.status else ""}
    if told.seller_memo:
        said["memo"] = told.seller_memo
    if told.flag:
        said["flag"] = told.flag
    if receiver:
        said["receiver"] = receiver
    if told.tracking_no:
        said["tracking"] = told.tracking_no
    refunds = {
        str(line.line_id): line.told.refund_state.value
        for line in made.lines
        if line.told.refund_state is not None and line.told.refund_state != "none"
    }
    if not refunds and told.refund_state is not None and told.refund_state != "none":
        refunds = {"0": told.refund_state.value}
    return said | ({"refund": refunds} if refunds else {})


def _refunded(told: ExternalOrder) -> bool:
    return told.status in (
        ExternalStatus.CLOSED_REFUNDED_BEFORE_SHIPPING,
        ExternalStatus.CLOSED_REFUNDED_AFTER_SHIPPING,
    )
