"""Rows for what is about to lie in a warehouse for the first time. A step of operations on stock."""

from collections.abc import Collection

from django.db import connection

from zhanggui.inventory.queries.balances import standing_of
from zhanggui.inventory.rules.booking import Standing
from zhanggui.inventory.rules.cutting import StockKey


def ensure_balances(keys: Collection[StockKey]) -> dict[StockKey, Standing]:
    """The balances of (warehouse, SKU), empty ones made where there was none; two statements.

    The caller holds the allocation lock of the warehouses.
    """
    wanted = sorted(set(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO inventory_balance (warehouse_id, sku_id, on_hand, reserved, bin, version) "
            "SELECT u.warehouse_id, u.sku_id, 0, 0, '', 1 "
            "FROM unnest(%s::bigint[], %s::bigint[]) AS u(warehouse_id, sku_id) "
            "ON CONFLICT (warehouse_id, sku_id) DO NOTHING",
            [[key[0] for key in wanted], [key[1] for key in wanted]],
        )
    return standing_of(wanted)
