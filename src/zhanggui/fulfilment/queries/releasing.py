"""What orders that may go to the warehouse bring along."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from zhanggui.orders.models import Order
from zhanggui.orders.vocabulary import Fulfilment, Review


class Ready(NamedTuple):
    """An approved order whose goods are reserved."""

    order_id: int
    shop_id: int
    warehouse_id: int
    receiver_id: int | None
    courier_id: int | None
    ship_by: datetime | None
    weight_grams: int


class Goods(NamedTuple):
    """Pieces of a SKU for so many units of an order line."""

    order_id: int
    line_id: int
    sku_id: int
    quantity: int
    of_line: int


def ready_orders(order_ids: Sequence[int]) -> list[Ready]:
    """The approved and reserved ones, earliest ship-by first; one query."""
    ready = Order.objects.filter(
        pk__any=order_ids, review=Review.APPROVED, fulfilment=Fulfilment.RESERVED, warehouse__isnull=False
    )
    columns = ("pk", "shop_id", "warehouse_id", "receiver_id", "courier_id", "ship_by", "weight_grams")
    return [Ready(*row) for row in ready.order_by("ship_by", "pk").values_list(*columns)]


def goods_of(order_ids: Sequence[int]) -> list[Goods]:
    """What is reserved for the orders, bundles as their parts, and what needs no stock; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.claimant_id, r.cause_id, r.sku_id, r.quantity, "
            "CASE WHEN r.sku_id = l.sku_id THEN r.quantity ELSE l.quantity END "
            "FROM inventory_reservation r JOIN orders_orderline l ON l.id = r.cause_id "
            "WHERE r.claimant_id = ANY(%(ids)s) UNION ALL "
            "SELECT l.order_id, l.id, l.sku_id, l.quantity, l.quantity FROM orders_orderline l "
            "JOIN catalog_sku s ON s.id = l.sku_id "
            "WHERE l.order_id = ANY(%(ids)s) AND NOT l.cancelled AND s.kind = 'no_stock' ORDER BY 1, 2, 3",
            {"ids": list(order_ids)},
        )
        return [Goods(*row) for row in cursor.fetchall()]
