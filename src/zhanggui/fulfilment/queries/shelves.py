"""What lies on shelves and what is in hands."""

from collections.abc import Collection

from django.db import connection

from zhanggui.inventory.queries.balances import standing_of
from zhanggui.inventory.queries.in_hands import tells_in_hands

# Taken from the shelf, still in the house, still in the books.
IN_HANDS = ("picked", "packed", "on_manifest")


def pieces_in_hands(keys: Collection[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Pieces in totes, on packing tables and manifests, by (warehouse, SKU); one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.warehouse_id, l.sku_id, sum(l.quantity) FROM fulfilment_parcel p "
            "JOIN fulfilment_parcelline l ON l.parcel_id = p.id WHERE p.state = ANY(%s) "
            "AND p.warehouse_id = ANY(%s) AND l.sku_id = ANY(%s) GROUP BY 1, 2",
            [list(IN_HANDS), [key[0] for key in keys], [key[1] for key in keys]],
        )
        return {(row[0], row[1]): row[2] for row in cursor.fetchall() if (row[0], row[1]) in keys}


@tells_in_hands
def orders_in_hands(keys: Collection[tuple[int, int]]) -> dict[int, int]:
    """How far the orders are that wait for goods of these (warehouse, SKU) in somebody's hands; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.order_id, max(array_position(%(states)s::text[], p.state::text)) FROM fulfilment_parcel p "
            "JOIN fulfilment_parcelline l ON l.parcel_id = p.id WHERE p.state = ANY(%(states)s) "
            "AND p.warehouse_id = ANY(%(places)s) AND l.sku_id = ANY(%(skus)s) GROUP BY 1",
            {"states": list(IN_HANDS), "places": [key[0] for key in keys], "skus": [key[1] for key in keys]},
        )
        return dict(cursor.fetchall())


def pieces_on_hand(keys: Collection[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """What the books say lies in the warehouse; one query."""
    return {key: standing.on_hand for key, standing in standing_of(set(keys)).items()}
