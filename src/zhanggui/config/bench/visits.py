"""Which pages are visited, by whom and with what in the address; no two visits are alike where there is a choice."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count, cycle
from random import Random
from typing import Any
from urllib.parse import urlencode

from django.db import connection

from zhanggui.config.bench.crowd import DAYS
from zhanggui.config.demo.goods import articles
from zhanggui.config.demo.house import House
from zhanggui.foundation import clock
from zhanggui.foundation.queue import queues_of
from zhanggui.orders.queries.receivers import contacts_of

type Address = tuple[str, dict[str, str] | None]

SAMPLE = 100
RARE = ("浴霸", "水槽", "浴凳", "顶喷", "镜柜")
COMMON = ("花洒", "地漏", "龙头", "角阀", "软管")
REASONS = ("buyer_message", "seller_memo", "remote_region", "short", "refund_asked", "amount_high")


@dataclass(frozen=True)
class Visit:
    """A page, who visits it, its addresses without end, and a text that every answer must hold."""

    name: str
    role: str
    addresses: Iterator[Address]
    shows: str = ""


def visits(house: House) -> Iterator[Visit]:
    """All visits; those that change something come last."""
    lot = _Lot(house)
    yield from _homes(house)
    yield from _lists(lot)
    yield from _searches(lot)
    yield from _records(lot)
    yield from _floor(lot)
    yield from _scans(lot)


class _Lot:
    """What addresses are drawn from."""

    def __init__(self, house: House) -> None:
        self.random = Random(11)
        self.house = house
        self.codes = [article.code for article in articles()]
        newest = self._column("SELECT max(id) FROM orders_order")[0]
        drawn = [self.random.randint(1, newest) for _each in range(SAMPLE * 4)]
        self.orders = self._rows(
            "SELECT id, external_no, received_at, receiver_id FROM orders_order WHERE id = ANY(%s)", drawn
        )
        self.in_house = self._column(
            "SELECT id FROM orders_order WHERE fulfilment IN ('open', 'short', 'reserved', 'released') ORDER BY ship_by"
        )
        contacts = contacts_of([row[3] for row in self.orders if row[3]]).values()
        self.names = sorted({each.name for each in contacts if "*" not in each.name and len(each.name) > 1})
        self.endings = sorted({each.phone[-4:] for each in contacts if each.phone[-4:].isdecimal()})
        self.phones = sorted({each.phone for each in contacts if each.phone.isdecimal()})
        self.waybills = self._column("SELECT number FROM fulfilment_waybill WHERE parcel_id = ANY(%s)", drawn)

    def pick(self, values: Sequence[Any]) -> Any:
        """One of the values."""
        return self.random.choice(values)

    def _rows(self, statement: str, *params: Any) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
            return cursor.fetchall()

    def _column(self, statement: str, *params: Any) -> list[Any]:
        return [row[0] for row in self._rows(statement, *params)]

    def rows(self, statement: str) -> list[Any]:
        """What the database answers."""
        return self._rows(statement)


def _asked(path: str, make: Callable[[], dict[str, Any]]) -> Iterator[Address]:
    return ((f"{path}?{urlencode(make())}", None) for _each in count())


def _of(path: str, ids: Sequence[int], rest: str = "") -> Iterator[Address]:
    return ((f"{path}{each}/{rest}", None) for each in cycle(ids))


def _homes(house: House) -> Iterator[Visit]:
    for role in ("reviewer", "clerk", "packer", "logistics"):
        names = [queue.name for queue in queues_of(house.actor(role))]
        yield Visit(f"home of {role}", role, ((f"/?queue={name}", None) for name in cycle(names)))
    yield Visit("numbers", "manager", (("/numbers/", None) for _each in count()))


def _lists(lot: _Lot) -> Iterator[Visit]:
    shops = list(lot.house.shops.values())
    listed: dict[str, Callable[[], dict[str, Any]]] = {
        "orders in hand": dict,
        "orders in hand by shop": lambda: {"shop": lot.pick(shops)},
        "orders in hand by state": lambda: {"fulfilment": lot.pick(("short", "reserved", "released"))},
        "orders in hand by hold": lambda: {"reason": lot.pick(REASONS)},
        "orders in hand overdue": lambda: {"due": "overdue", "sort": lot.pick(("due", "-due"))},
        "orders in hand with SKU": lambda: {"sku": lot.pick(lot.codes)},
        "orders in hand with only SKU": lambda: {"only": lot.pick(lot.codes)},
        "orders in hand by rare word": lambda: {"goods": lot.pick(RARE)},
        "orders in hand by common word": lambda: {"goods": lot.pick(COMMON)},
        "orders in hand by amount": lambda: {"amount_from": lot.random.randint(10, 900), "sort": "-received"},
        "all orders": lambda: {"queue": "all"},
        "all orders by shop": lambda: {"queue": "all", "shop": lot.pick(shops)},
        "all orders by state": lambda: {"queue": "all", "fulfilment": lot.pick(("short", "delivered", "elsewhere"))},
        "all orders void": lambda: {"queue": "all", "review": "void", "shop": lot.pick(shops)},
        "all orders by hold": lambda: {"queue": "all", "reason": lot.pick(REASONS)},
        "all orders with SKU": lambda: {"queue": "all", "sku": lot.pick(lot.codes)},
        "all orders with only SKU": lambda: {"queue": "all", "only": lot.pick(lot.codes)},
        "all orders by rare word": lambda: {"queue": "all", "goods": lot.pick(RARE)},
        "all orders by common word": lambda: {"queue": "all", "goods": lot.pick(COMMON)},
        "all orders by amount": lambda: {"queue": "all", "amount_from": lot.random.randint(10, 4000)},
        "all orders by province": lambda: {"queue": "all", "province": lot.pick(("330000", "420000", "530000"))},
        "all orders, a later page": lambda: {"queue": "all", "after": _mark(lot.pick(lot.orders))},
        "all orders of a day": lambda: {"queue": "all", **dict.fromkeys(("received_from", "received_to"), _day(lot))},
    }
    for name, make in listed.items():
        yield Visit(name, "reviewer", _asked("/orders/", make))


def _mark(row: Any) -> str:
    return f"{row[2].isoformat()}~{row[0]}"


def _day(lot: _Lot) -> str:
    return str(clock.day_of(clock.now() - timedelta(days=lot.random.randrange(DAYS))))


def _searches(lot: _Lot) -> Iterator[Visit]:
    terms: dict[str, Callable[[], str]] = {
        "number": lambda: lot.pick(lot.orders)[1],
        "beginning of a number": lambda: lot.pick(lot.orders)[1][:9],
        "phone ending": lambda: lot.pick(lot.endings),
        "phone": lambda: lot.pick(lot.phones),
        "name": lambda: lot.pick(lot.names),
        "two characters of a name": lambda: lot.pick([name for name in lot.names if len(name) == 3])[1:],
        "waybill": lambda: lot.pick(lot.waybills),
        "SKU": lambda: lot.pick(lot.codes),
    }
    for name, term in terms.items():
        yield Visit(f"orders by {name}", "reviewer", _asked("/orders/", partial(_term, term)))
    for name, term in terms.items():
        yield Visit(f"⌘K {name}", "manager", _asked("/search", partial(_term, term)))
    yield Visit("parcels by waybill", "clerk", _asked("/parcels/", lambda: {"q": lot.pick(lot.waybills)}))
    yield Visit("parcels by order", "clerk", _asked("/parcels/", lambda: {"q": lot.pick(lot.orders)[1]}))


def _term(term: Callable[[], str]) -> dict[str, Any]:
    return {"q": term()}


def _records(lot: _Lot) -> Iterator[Visit]:
    old, new = [row[0] for row in lot.orders], lot.random.sample(lot.in_house, min(SAMPLE, len(lot.in_house)))
    mixed = [each for pair in zip(old, new, strict=False) for each in pair]
    imports = [row[0] for row in lot.rows("SELECT id FROM channels_importbatch ORDER BY created DESC LIMIT 40")]
    yield Visit("order", "reviewer", _of("/orders/", mixed))
    yield Visit("order aside", "reviewer", _of("/orders/", mixed, "aside"))
    yield Visit("parcels of an order", "clerk", ((f"/parcels/of/{each}", None) for each in cycle(mixed)))
    yield Visit("imports", "clerk", (("/imports/", None) for _each in count()))
    yield Visit("import", "clerk", _of("/imports/", imports))
    yield Visit("reports to platforms", "clerk", (("/reports/", None) for _each in count()))
    yield Visit("stock", "keeper", _asked("/stock/", lambda: {"q": lot.pick((*RARE, *COMMON, ""))}))
    shops, places = list(lot.house.shops.values()), lot.house.warehouses
    yield Visit(
        "day close", "logistics",
        _asked("/day/", lambda: {"shop": lot.pick(shops), "warehouse": lot.pick(places), "day": _day(lot)}),
    )  # fmt: skip
    yield Visit(
        "day close of today", "logistics",
        _asked("/day/", lambda: {"shop": lot.pick(shops), "warehouse": lot.pick(places)}),
    )  # fmt: skip


def _floor(lot: _Lot) -> Iterator[Visit]:
    waves = "SELECT wave_id FROM fulfilment_parcel WHERE wave_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 40"
    manifests = [row[0] for row in lot.rows("SELECT id FROM fulfilment_manifest ORDER BY opened_at DESC LIMIT 40")]
    states = ("waiting", "packed", "stopped", "delivered")
    yield Visit("waves", "clerk", _asked("/waves/", lambda: {"all": lot.pick(("", "1"))}))
    yield Visit("wave of 500", "clerk", _of("/waves/", [row[0] for row in lot.rows(waves)]))
    yield Visit("new wave", "clerk", (("/waves/new/", None) for _each in count()))
    yield Visit("parcels", "clerk", (("/parcels/", None) for _each in count()))
    yield Visit("parcels by state", "clerk", _asked("/parcels/", lambda: {"state": lot.pick(states)}))
    yield Visit("waybill numbers", "clerk", (("/waybills/", None) for _each in count()))
    yield Visit("manifests", "logistics", (("/manifests/", None) for _each in count()))
    yield Visit("manifest", "logistics", _of("/manifests/", manifests))
    yield Visit("pack station", "packer", (("/pack/", None) for _each in count()))


def _scans(lot: _Lot) -> Iterator[Visit]:
    table = lot.rows(
        "SELECT p.id, w.number, s.code FROM fulfilment_parcel p JOIN fulfilment_parcelline l ON l.parcel_id = p.id "
        "JOIN fulfilment_waybill w ON w.parcel_id = p.id AND w.state = 'printed' JOIN catalog_sku s ON s.id = l.sku_id "
        "WHERE p.state = 'picked' AND p.pieces = 1 AND NOT EXISTS (SELECT 1 FROM orders_orderhold h "
        "WHERE h.order_id = l.order_id AND h.released_at IS NULL) ORDER BY p.id"
    )
    yield Visit(
        "pack scan, label", "packer", (("/pack/scan", {"code": number}) for _p, number, _c in cycle(table)), "ok"
    )
    goods = (("/pack/scan", {"parcel": str(parcel), "code": code}) for parcel, _number, code in table)
    yield Visit("pack scan, goods", "packer", goods, "done")
    packed = lot.rows(
        "SELECT m.id, w.number FROM fulfilment_manifest m JOIN fulfilment_parcel p ON p.warehouse_id = m.warehouse_id "
        "AND p.courier_id = m.courier_id AND p.state = 'packed' JOIN fulfilment_waybill w ON w.parcel_id = p.id "
        "AND w.state = 'printed' JOIN fulfilment_parcelline l ON l.parcel_id = p.id WHERE m.closed_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM orders_orderhold h WHERE h.order_id = l.order_id AND h.released_at IS NULL) "
        "GROUP BY 1, 2 ORDER BY 2, 1"
    )
    once = {number: (f"/manifests/{manifest}/scan/code", {"code": number}) for manifest, number in packed}
    yield Visit("manifest scan", "logistics", iter(once.values()), "ok")
