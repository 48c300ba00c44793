"""The close of a trading day: what the orders of a shop have come to in a warehouse."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.scope import within
from zhanggui.fulfilment.models import DayClose
from zhanggui.fulfilment.queries.parcels import FLOOR
from zhanggui.fulfilment.vocabulary import DayClass
from zhanggui.orders.models import Order

type DayKey = tuple[int, int, date]

# The first that fits: an order stands in exactly one class, so the classes always add up to what came in.
_CLASS = """CASE
  WHEN o.review = 'void' THEN 'void'
  WHEN o.fulfilment = 'elsewhere' THEN 'elsewhere'
  WHEN o.fulfilment IN ('part_shipped', 'shipped', 'delivered', 'returned') THEN 'handed_over'
  WHEN o.fulfilment = 'short' THEN 'short'
  WHEN EXISTS (SELECT 1 FROM orders_orderhold h WHERE h.order_id = o.id AND h.released_at IS NULL) THEN 'held'
  WHEN EXISTS (SELECT 1 FROM fulfilment_parcelline l JOIN fulfilment_parcel p ON p.id = l.parcel_id
    WHERE l.order_id = o.id AND p.state IN ('packed', 'on_manifest')) THEN 'packed'
  WHEN EXISTS (SELECT 1 FROM fulfilment_parcelline l JOIN fulfilment_parcel p ON p.id = l.parcel_id
    WHERE l.order_id = o.id AND p.printed > 0 AND p.state IN ('waiting', 'waved', 'picked')) THEN 'printed'
  ELSE 'waiting' END"""

# History came in finished and is nobody's work of that day.
_OF_DAY = "o.source <> 'history' AND o.received_at >= d.since AND o.received_at < d.until"
_DAYS = (
    "unnest(%(shops)s::bigint[], %(places)s::bigint[], %(since)s::timestamptz[], %(until)s::timestamptz[]) "
    "AS d(shop_id, warehouse_id, since, until)"
)


class DayOrder(NamedTuple):
    """An order in the lists of a day."""

    id: int
    number: str
    fulfilment: str
    parcel_id: int | None


def day_figures(keys: Sequence[DayKey]) -> dict[DayKey, dict[str, int]]:
    """How many orders of each (shop, warehouse, day) are in each class, and how many were `imported`; one query."""
    figures = {key: dict.fromkeys(DayClass, 0) for key in keys}
    by_start = {(shop, place, clock.start_of(day)): (shop, place, day) for shop, place, day in keys}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.shop_id, d.warehouse_id, d.since, {_CLASS} AS class, count(*) FROM {_DAYS} JOIN orders_order o "
            f"ON o.shop_id = d.shop_id AND o.warehouse_id = d.warehouse_id AND {_OF_DAY} GROUP BY 1, 2, 3, 4",
            _params(keys),
        )
        for shop, place, since, name, count in cursor.fetchall():
            figures[by_start[shop, place, since]][DayClass(name)] = count
    return {
        key: {"imported": sum(counts.values()), **{str(name): count for name, count in counts.items()}}
        for key, counts in figures.items()
    }


def orders_in_class(key: DayKey, name: DayClass, most: int = 200) -> list[DayOrder]:
    """The orders of one class of a day, the most urgent first; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, external_no, fulfilment, (SELECT max(l.parcel_id) FROM fulfilment_parcelline l "
            f"WHERE l.order_id = q.id) FROM (SELECT o.*, {_CLASS} AS class FROM {_DAYS} JOIN orders_order o "
            f"ON o.shop_id = d.shop_id AND o.warehouse_id = d.warehouse_id AND {_OF_DAY}) q "
            "WHERE class = %(name)s ORDER BY ship_by, id LIMIT %(most)s",
            {**_params([key]), "name": name.value, "most": most},
        )
        return [DayOrder(*row) for row in cursor.fetchall()]


def orders_without_warehouse(shop_id: int, day: date) -> int:
    """How many orders of the day no rule has given a warehouse yet; they are in no warehouse's figures."""
    return Order.objects.filter(
        shop=shop_id, warehouse=None, received_at__gte=clock.start_of(day), received_at__lt=clock.end_of(day)
    ).count()


def closes_visible_to(actor: Actor) -> QuerySet[DayClose]:
    """Signed days of the shops and warehouses in range."""
    return DayClose.objects.filter(within(actor, *FLOOR, warehouse="warehouse_id"))


def closes_of(keys: Sequence[DayKey]) -> dict[DayKey, tuple[int, int, int | None]]:
    """What was signed of these days: (id, outgoing person, incoming person); one query."""
    rows = DayClose.objects.filter(
        shop__any={key[0] for key in keys}, warehouse__any={key[1] for key in keys}, day__any={key[2] for key in keys}
    ).values_list("shop_id", "warehouse_id", "day", "pk", "outgoing_id", "incoming_id")
    return {(row[0], row[1], row[2]): (row[3], row[4], row[5]) for row in rows}


def _params(keys: Sequence[DayKey]) -> dict[str, Any]:
    return {
        "shops": [key[0] for key in keys],
        "places": [key[1] for key in keys],
        "since": [clock.start_of(key[2]) for key in keys],
        "until": [clock.end_of(key[2]) for key in keys],
    }
