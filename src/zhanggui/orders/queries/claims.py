"""What orders claim from stock, read for a whole set."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from zhanggui.inventory.models import Reservation
from zhanggui.orders.models import Order, OrderLine
from zhanggui.orders.rules.allocation import Claim
from zhanggui.orders.rules.intake import Goods, needs_of
from zhanggui.orders.vocabulary import Fulfilment, Payment, Review
from zhanggui.shops.queries.shops import shops_by_id
from zhanggui.shops.vocabulary import Allocation

WANTING = (Fulfilment.OPEN, Fulfilment.SHORT)


class Wanting(NamedTuple):
    """An order that wants goods."""

    order_id: int
    shop_id: int
    warehouse_id: int | None
    fulfilment: str
    paid_at: datetime
    ship_by: datetime | None


def wanting_orders(found: QuerySet[Order]) -> list[Wanting]:
    """Those of `found` that are paid, not void and not yet whole, in one query."""
    wanting = found.filter(
        fulfilment__in=WANTING,
        payment__in=(Payment.PAID, Payment.COD_DUE),
        review__in=(Review.WAITING, Review.APPROVED),
    )
    rows = wanting.values_list("pk", "shop_id", "warehouse_id", "fulfilment", "paid_at", "placed_at", "ship_by")
    return [Wanting(pk, shop, house, state, paid or placed, due) for pk, shop, house, state, paid, placed, due in rows]


def lines_of(order_ids: Sequence[int]) -> dict[int, list[tuple[int, int | None, int]]]:
    """Lines still wanted by order: (line, SKU or None while unknown, quantity)."""
    lines: defaultdict[int, list[tuple[int, int | None, int]]] = defaultdict(list)
    rows = OrderLine.objects.filter(order_id__any=order_ids, cancelled=False).order_by("order_id", "position")
    for order_id, pk, sku_id, quantity in rows.values_list("order_id", "pk", "sku_id", "quantity"):
        lines[order_id].append((pk, sku_id, quantity))
    return lines


def claims_for(
    wanting: Sequence[Wanting],
    lines: Mapping[int, list[tuple[int, int | None, int]]],
    goods: Mapping[int, Goods],
) -> list[Claim]:
    """The claims of orders whose lines are all known; what is reserved already is not claimed again."""
    shops = shops_by_id({order.shop_id for order in wanting})
    had = _reserved([order.order_id for order in wanting])
    claims = []
    for order in wanting:
        known = [(line, sku, quantity) for line, sku, quantity in lines.get(order.order_id, ()) if sku is not None]
        if order.warehouse_id is None or not known or len(known) < len(lines.get(order.order_id, ())):
            continue
        needs = tuple(need for need in needs_of(known, goods) if need.line_id not in had.get(order.order_id, ()))
        partial = shops[order.shop_id].allocation == Allocation.PARTIAL
        claims.append(Claim(order.order_id, order.warehouse_id, order.paid_at, needs, partial))
    return claims


def lines_with_claims(order_ids: Sequence[int]) -> set[int]:
    """The lines of these orders for which goods are reserved; one query, none without orders."""
    return {line for lines in _reserved(order_ids).values() for line in lines} if order_ids else set()


def _reserved(order_ids: Sequence[int]) -> dict[int, set[int]]:
    held: defaultdict[int, set[int]] = defaultdict(set)
    rows = Reservation.objects.filter(claimant_id__any=order_ids, claimant_kind="order")
    for order_id, line_id in rows.values_list("claimant_id", "cause_id"):
        held[order_id].add(line_id)
    return held
