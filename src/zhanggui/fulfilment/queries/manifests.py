"""Manifests, and what closing them moves."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.scope import within
from zhanggui.fulfilment.models import Manifest, Parcel
from zhanggui.fulfilment.queries.parcels import FLOOR
from zhanggui.fulfilment.vocabulary import GONE, ParcelState
from zhanggui.orders.models import Order
from zhanggui.orders.vocabulary import Fulfilment
from zhanggui.shops.queries.shops import shops_by_id


class Listed(NamedTuple):
    """A parcel on a manifest."""

    manifest_id: int
    shop_id: int
    warehouse_id: int
    state: str


class Leaving(NamedTuple):
    """Pieces that leave for an order line; `stocked` is false for SKUs that need no stock."""

    order_id: int
    line_id: int
    warehouse_id: int
    sku_id: int
    quantity: int
    stocked: bool


def manifests_visible_to(actor: Actor, *needs: Capability) -> QuerySet[Manifest]:
    """The manifests of the warehouses that one of `needs` reaches."""
    return Manifest.objects.filter(within(actor, *(needs or FLOOR), shop="", warehouse="warehouse_id"))


def parcels_on(manifest_ids: Sequence[int]) -> dict[int, Listed]:
    """The parcels on the manifests; one query."""
    rows = Parcel.objects.filter(manifest__any=manifest_ids, state=ParcelState.ON_MANIFEST)
    columns = ("pk", "manifest_id", "shop_id", "warehouse_id", "state")
    return {row[0]: Listed(*row[1:]) for row in rows.values_list(*columns)}


def leaving_goods(parcel_ids: Sequence[int]) -> list[Leaving]:
    """What the parcels hold; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.order_id, l.line_id, p.warehouse_id, l.sku_id, l.quantity, s.kind <> 'no_stock' "
            "FROM fulfilment_parcelline l JOIN fulfilment_parcel p ON p.id = l.parcel_id "
            "JOIN catalog_sku s ON s.id = l.sku_id WHERE l.parcel_id = ANY(%s)",
            [list(parcel_ids)],
        )
        return [Leaving(*row) for row in cursor.fetchall()]


def shipped_so_far(order_ids: Sequence[int]) -> dict[int, Fulfilment]:
    """Whether the orders have left whole or in part; one query.

    Whole: of every line that was not cancelled as many units left as were ordered. A bundle's line counts by each of
    its parts, and the part that left least decides.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH gone AS (SELECT l.line_id, l.sku_id, sum(l.of_line) AS units FROM fulfilment_parcelline l "
            "JOIN fulfilment_parcel p ON p.id = l.parcel_id "
            "WHERE l.order_id = ANY(%(ids)s) AND p.state = ANY(%(gone)s) GROUP BY 1, 2), "
            "least AS (SELECT line_id, min(units) AS units FROM gone GROUP BY 1) "
            "SELECT o.order_id, bool_and(o.cancelled OR coalesce(least.units, 0) >= o.quantity) "
            "FROM orders_orderline o LEFT JOIN least ON least.line_id = o.id "
            "WHERE o.order_id = ANY(%(ids)s) GROUP BY 1",
            {"ids": list(order_ids), "gone": [state.value for state in GONE]},
        )
        return {
            order_id: Fulfilment.SHIPPED if whole else Fulfilment.PART_SHIPPED for order_id, whole in cursor.fetchall()
        }


def left_whole(order_ids: Sequence[int]) -> list[int]:
    """Those of the orders that had left in part and of which nothing is left to ship; two queries."""
    begun = Order.objects.filter(pk__in=order_ids, fulfilment=Fulfilment.PART_SHIPPED).values_list("pk", flat=True)
    states = shipped_so_far(list(begun))
    return [order_id for order_id, state in states.items() if state == Fulfilment.SHIPPED]


def stale_shops(shop_ids: Sequence[int], now: datetime) -> dict[int, tuple[str, int]]:
    """The shops whose gate is shut, name and minutes allowed: their last status file is too old. One query."""
    stale = {}
    for shop in shops_by_id(set(shop_ids)).values():
        if shop.gate_minutes is None:
            continue
        if shop.status_at is None or shop.status_at < now - timedelta(minutes=shop.gate_minutes):
            stale[shop.id] = (shop.name, shop.gate_minutes)
    return stale


def orders_on(parcel_ids: Sequence[int]) -> dict[int, list[str]]:
    """The order numbers in each parcel; one query."""
    found: dict[int, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT l.parcel_id, o.external_no FROM fulfilment_parcelline l "
            "JOIN orders_order o ON o.id = l.order_id WHERE l.parcel_id = ANY(%s) ORDER BY 1, 2",
            [list(parcel_ids)],
        )
        for parcel_id, number in cursor.fetchall():
            found.setdefault(parcel_id, []).append(number)
    return found
