"""What left the house and may come back."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from zhanggui.fulfilment.models import ParcelLine
from zhanggui.fulfilment.vocabulary import ParcelState
from zhanggui.orders.vocabulary import Fulfilment


class Sent(NamedTuple):
    """Pieces of a SKU that left in a parcel for an order line, and how many of them came back so far."""

    row_id: int
    line_id: int
    sku_id: int
    quantity: int
    returned: int
    stocked: bool


def sent_goods(parcel_ids: Sequence[int]) -> dict[int, list[Sent]]:
    """What left in the parcels; one query."""
    found: dict[int, list[Sent]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.parcel_id, l.id, l.line_id, l.sku_id, l.quantity, l.returned, s.kind <> 'no_stock' "
            "FROM fulfilment_parcelline l JOIN catalog_sku s ON s.id = l.sku_id "
            "WHERE l.parcel_id = ANY(%s) ORDER BY l.id",
            [list(parcel_ids)],
        )
        for parcel_id, *row in cursor.fetchall():
            found.setdefault(parcel_id, []).append(Sent(*row))
    return found


def orders_reached(parcel_ids: Sequence[int]) -> dict[int, Fulfilment]:
    """The orders of which every parcel that left is delivered, or every one came back; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.order_id, bool_and(p.state = 'delivered'), bool_and(p.state = 'returned') "
            "FROM fulfilment_parcelline l JOIN fulfilment_parcel p ON p.id = l.parcel_id "
            "WHERE l.order_id IN (SELECT order_id FROM fulfilment_parcelline WHERE parcel_id = ANY(%s)) "
            "AND p.state <> %s GROUP BY 1",
            [list(parcel_ids), ParcelState.STOPPED],
        )
        rows = cursor.fetchall()
    reached = {order_id: Fulfilment.DELIVERED for order_id, delivered, _back in rows if delivered}
    return reached | {order_id: Fulfilment.RETURNED for order_id, _delivered, back in rows if back}


def goods_sent(parcel_id: int) -> list[ParcelLine]:
    """The lines of a parcel with their SKUs, for the returns station."""
    return list(ParcelLine.objects.filter(parcel=parcel_id).select_related("sku").order_by("pk"))
