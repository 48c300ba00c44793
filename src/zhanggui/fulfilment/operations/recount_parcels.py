"""Kinds, pieces and weight of parcels follow their lines."""

from collections.abc import Sequence

from django.db import connection


def recount_parcels(parcel_ids: Sequence[int]) -> None:
    """Count anew what the parcels hold, a step of operations that move lines; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE fulfilment_parcel t SET kinds = c.kinds, pieces = c.pieces, weight_grams = c.weight "
            "FROM (SELECT l.parcel_id, count(DISTINCT l.sku_id) AS kinds, sum(l.quantity) AS pieces, "
            "sum(l.quantity * s.weight_grams) AS weight FROM fulfilment_parcelline l "
            "JOIN catalog_sku s ON s.id = l.sku_id WHERE l.parcel_id = ANY(%s) GROUP BY l.parcel_id) c "
            "WHERE t.id = c.parcel_id",
            [list(parcel_ids)],
        )
