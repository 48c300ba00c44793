"""The one statement that ends claims without shipping them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import connection

from zhanggui.foundation.outcome import Outcome


def give_back(chosen: str, params: Mapping[str, Any]) -> Outcome:
    """End the claims `r` of the SQL condition and free their goods; the caller holds the allocation lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH gone AS (DELETE FROM inventory_reservation r WHERE {chosen} "
            "RETURNING r.claimant_id, r.warehouse_id, r.sku_id, r.quantity), "
            "freed AS (SELECT warehouse_id, sku_id, sum(quantity) AS quantity FROM gone GROUP BY 1, 2), "
            "back AS (UPDATE inventory_balance b SET reserved = b.reserved - freed.quantity FROM freed "
            "WHERE b.warehouse_id = freed.warehouse_id AND b.sku_id = freed.sku_id) "
            "SELECT * FROM gone",
            dict(params),
        )
        gone = cursor.fetchall()
    freed: Counter[tuple[int, int]] = Counter()
    for _claimant, warehouse_id, sku_id, quantity in gone:
        freed[warehouse_id, sku_id] += quantity
    pieces = [[*key, quantity] for key, quantity in sorted(freed.items())]
    return Outcome(done=sorted({row[0] for row in gone}), result={"freed": pieces})
