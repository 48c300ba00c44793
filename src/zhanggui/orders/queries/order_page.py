"""What the page of one order shows beyond its row: lines with stock, what the rules said, who else ordered there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.inventory.models import Reservation
from zhanggui.inventory.queries.balances import available
from zhanggui.orders.models import Order, OrderLine, OrderText, Receiver, RoutingRule
from zhanggui.orders.queries.goods import goods_of
from zhanggui.orders.queries.lists import in_hand, orders_open_to, orders_seen
from zhanggui.orders.queries.receivers import contacts_of
from zhanggui.orders.queries.shown import HoldShown, shown
from zhanggui.orders.rules.intake import Goods
from zhanggui.orders.rules.review import RULES, WHY_UNCHECKED
from zhanggui.orders.rules.sealing import Contact

type Claimed = Mapping[tuple[int, int], int]

MOST_RECEIVERS = 500
MOST_NEIGHBOURS = 10


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line with the SKU behind it and the stock of the order's warehouse; None where there is none to speak of."""

    line: OrderLine
    code: str
    name: str
    reserved: int
    available: int | None


@dataclass(frozen=True, slots=True)
class Checks:
    """What the review rules said last: titles that passed, held with the reason, unchecked with why."""

    passed: list[str]
    held: list[tuple[str, str]]
    unchecked: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The routing rules that chose warehouse and courier; None where none did."""

    warehouse_rule: str | None
    courier_rule: str | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another order of the same receiver, phone, door or buyer."""

    order_id: int
    number: str
    shop: str
    placed_at: datetime
    review: str
    fulfilment: str
    total_fen: int


def order_shown(actor: Actor, order_id: int) -> Order | None:
    """The order as lists show it, if it is in range."""
    return shown(orders_open_to(actor)).filter(pk=order_id).first()


def text_of(order_id: int) -> OrderText:
    """The long words of an order."""
    return OrderText.objects.get(order_id=order_id)


def lines_shown(order: Order) -> list[LineShown]:
    """The lines in their order; five queries however many lines."""
    lines = list(OrderLine.objects.filter(order=order.pk).select_related("listing").order_by("position"))
    goods = goods_of(line.sku_id for line in lines if line.sku_id is not None)
    free = _free(order.warehouse_id, goods)
    claims = Reservation.objects.filter(claimant_id=order.pk, claimant_kind="order")
    rows = claims.values_list("cause_id", "sku_id", "quantity")
    claimed = {(line_id, sku_id): quantity for line_id, sku_id, quantity in rows}
    return [_line(line, goods.get(line.sku_id or 0), free, claimed) for line in lines]


def checks_shown(text: OrderText, holds: Sequence[HoldShown]) -> Checks | None:
    """What the rules said when they looked last; None when they never did."""
    said = text.checks
    if not said:
        return None
    sentences = {hold.reason: hold.sentence for hold in reversed(holds)}
    return Checks(
        [_rule(code) for code in said.get("passed", ())],
        [(_rule(code), sentences.get(reason, "")) for code, reason in said.get("held", ())],
        [(_rule(code), gettext(WHY_UNCHECKED.get(why, why))) for code, why in said.get("unchecked", ())],
    )


def routing_of(order: Order) -> Chosen:
    """Which rules of the routing table chose for the order."""
    wanted = [rule for rule in (order.warehouse_rule_id, order.courier_rule_id) if rule is not None]
    names = dict(RoutingRule.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
    return Chosen(names.get(order.warehouse_rule_id or 0), names.get(order.courier_rule_id or 0))


def neighbours_of(actor: Actor, order: Order) -> list[Neighbour]:
    """The newest other orders in range of the same receiver, phone or door.

    Where the platform hides all of these, the orders in hand of the same buyer.
    """
    same = Q(receiver_id__in=_receivers_like(order))
    if order.buyer_key and not _keys_of(order):
        same = in_hand() & Q(shop_id=order.shop_id, buyer_key=order.buyer_key)
    found = orders_seen(actor).filter(same).exclude(pk=order.pk).order_by("-placed_at")
    columns = ("pk", "external_no", "shop__name", "placed_at", "review", "fulfilment", "total_fen")
    return [Neighbour(*row) for row in found.values_list(*columns)[:MOST_NEIGHBOURS]]


def contact_of_order(order: Order) -> Contact | None:
    """The receiver in plain, for whoever has just recorded that it is shown."""
    if order.receiver_id is None:
        return None
    return contacts_of([order.receiver_id]).get(order.receiver_id)


def _free(warehouse_id: int | None, goods: Mapping[int, Goods]) -> dict[int, int]:
    """Free pieces in the warehouse by part."""
    parts = {part for known in goods.values() for part, _count in known.parts}
    if warehouse_id is None or not parts:
        return {}
    return {sku: count for (_house, sku), count in available([warehouse_id], parts).items()}


def _line(line: OrderLine, known: Goods | None, free: Mapping[int, int], claimed: Claimed) -> LineShown:
    if known is None:
        return LineShown(line, line.listing.code if line.listing else "", line.title, 0, None)
    sets = [free.get(part, 0) // count for part, count in known.parts]
    taken = [claimed.get((line.pk, part), 0) // count for part, count in known.parts]
    return LineShown(line, known.code, known.name, min(taken, default=0), min(sets) if sets else None)


def _rule(code: str) -> str:
    return gettext(RULES[code].title) if code in RULES else code


def _receivers_like(order: Order) -> list[int]:
    keys = _keys_of(order)
    if not keys:
        return []
    same = Q()
    for name, key in keys.items():
        same |= Q(**{name: key})
    return list(Receiver.objects.filter(same).values_list("pk", flat=True)[:MOST_RECEIVERS])


def _keys_of(order: Order) -> dict[str, int]:
    """The keyed hashes of the receiver that are known; none where the platform hides it."""
    found = {name: getattr(order.receiver, name, None) for name in ("identity", "phone_key", "door_key")}
    return {name: key for name, key in found.items() if key is not None}
