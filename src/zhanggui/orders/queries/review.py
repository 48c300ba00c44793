"""What the review rules need to know around a set of orders: gathered once, in constant queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from zhanggui.orders.models import Blacklisted
from zhanggui.orders.queries.settings import courier_areas
from zhanggui.orders.rules.intake import Goods
from zhanggui.orders.rules.review_values import Key, ReviewFacts, ReviewOrder, Sighting
from zhanggui.orders.vocabulary import IN_HOUSE

_DAY = timedelta(days=1)

# Other orders of the last day to the same receiver, phone or door; each key has an index of its own.
_NEIGHBOURS = """
WITH near AS (
    SELECT id, identity, phone_key, door_key, name_key FROM orders_receiver WHERE identity = ANY(%(receivers)s)
    UNION SELECT id, identity, phone_key, door_key, name_key FROM orders_receiver WHERE phone_key = ANY(%(phones)s)
    UNION SELECT id, identity, phone_key, door_key, name_key FROM orders_receiver WHERE door_key = ANY(%(doors)s)
)
SELECT o.id, o.placed_at, n.identity, n.phone_key, n.door_key, n.name_key, o.fulfilment = ANY(%(in_house)s),
       ARRAY(SELECT l.sku_id FROM orders_orderline l WHERE l.order_id = o.id AND l.sku_id IS NOT NULL)
FROM near n JOIN orders_order o ON o.receiver_id = n.id
WHERE o.placed_at >= %(since)s AND o.review <> 'void' AND o.id <> ALL(%(own)s)
"""


def review_facts(orders: Sequence[ReviewOrder], goods: Mapping[int, Goods]) -> ReviewFacts:
    """Counts, sightings, blacklist and floors for these orders, the orders themselves included."""
    if not orders:
        return ReviewFacts()
    now = max(order.created_at for order in orders)
    open_orders, by_phone, by_address = _around(orders, now)
    keys = {key for order in orders for key in _keys(order)}
    return ReviewFacts(
        open_orders=open_orders,
        by_phone=by_phone,
        by_address=by_address,
        blacklist=_blacklist(keys),
        cod_delivered=_cod_history(orders, "delivered"),
        cod_refused=_cod_history(orders, "returned"),
        finished_orders=_cod_history(orders, "any"),
        floor_fen={sku: fact.floor_fen for sku, fact in goods.items() if fact.floor_fen},
        inactive_skus=frozenset(sku for sku, fact in goods.items() if not fact.active),
        courier_suspended=courier_areas(),
    )


def _around(
    orders: Sequence[ReviewOrder], now: datetime
) -> tuple[dict[Key, int], dict[Key, list[Sighting]], dict[Key, list[Sighting]]]:
    open_orders: defaultdict[Key, int] = defaultdict(int)
    phones: defaultdict[Key, list[Sighting]] = defaultdict(list)
    doors: defaultdict[Key, list[Sighting]] = defaultdict(list)
    for order in orders:
        skus = frozenset(line.sku_id for line in order.lines if line.sku_id is not None)
        sighting = Sighting(order.order_id, order.created_at, skus, order.name_key)
        _sight(order.receiver_key, order.phone_key, order.address_key, sighting, open_orders, phones, doors)
    for order_id, placed_at, identity, phone, door, name, is_open, skus in _neighbours(orders, now):
        seen = Sighting(order_id, placed_at, frozenset(skus), name)
        if phone in phones:
            phones[phone].append(seen)
        if door in doors:
            doors[door].append(seen)
        if is_open and identity in open_orders:
            open_orders[identity] += 1
    return dict(open_orders), dict(phones), dict(doors)


def _sight(
    receiver: Key | None,
    phone: Key | None,
    door: Key | None,
    sighting: Sighting,
    open_orders: defaultdict[Key, int],
    phones: defaultdict[Key, list[Sighting]],
    doors: defaultdict[Key, list[Sighting]],
) -> None:
    if receiver is not None:
        open_orders[receiver] += 1
    if phone is not None:
        phones[phone].append(sighting)
    if door is not None:
        doors[door].append(sighting)


def _neighbours(orders: Sequence[ReviewOrder], now: datetime) -> list[tuple[Any, ...]]:
    params: dict[str, Any] = {
        "receivers": [order.receiver_key for order in orders if order.receiver_key is not None],
        "phones": [order.phone_key for order in orders if order.phone_key is not None],
        "doors": [order.address_key for order in orders if order.address_key is not None],
        "since": now - _DAY,
        "own": [order.order_id for order in orders],
        "in_house": [state.value for state in IN_HOUSE],
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEIGHBOURS, params)
        return cursor.fetchall()


def _blacklist(keys: Iterable[Key]) -> dict[Key, str]:
    known = [key for key in keys if isinstance(key, int)]
    return dict(Blacklisted.objects.filter(identity__any=known).values_list("identity", "reason"))


def _keys(order: ReviewOrder) -> tuple[Key, ...]:
    keys = (order.receiver_key, order.phone_key, order.address_key, order.buyer_key)
    return tuple(key for key in keys if key is not None)


def _cod_history(orders: Sequence[ReviewOrder], ended: str) -> dict[Key, int]:
    """How earlier cash-on-delivery orders of the same phones ended; asked only when such an order is in the set."""
    phones = [order.phone_key for order in orders if order.cod and isinstance(order.phone_key, int)]
    if not phones:
        return {}
    states = ["delivered", "returned", "shipped"] if ended == "any" else [ended]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.key, count(*) FROM unnest(%s::bigint[]) AS k(key) "
            "JOIN orders_receiver r ON r.phone_key = k.key JOIN orders_order o ON o.receiver_id = r.id "
            "WHERE o.fulfilment = ANY(%s) GROUP BY k.key",
            [phones, states],
        )
        return dict(cursor.fetchall())
