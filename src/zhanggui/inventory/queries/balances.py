"""What lies where and how much of it is still free."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from zhanggui.inventory.models import Balance, Move, Reservation
from zhanggui.inventory.rules.booking import Standing
from zhanggui.inventory.rules.cutting import Held, StockKey


def available(warehouse_ids: Collection[int], sku_ids: Collection[int]) -> dict[StockKey, int]:
    """Pieces that nobody has claimed, by (warehouse, SKU); what never lay there is left out. One query."""
    balances = Balance.objects.filter(warehouse__any=set(warehouse_ids), sku__any=set(sku_ids))
    rows = balances.values_list("warehouse_id", "sku_id", "on_hand", "reserved")
    return {(warehouse_id, sku_id): on_hand - reserved for warehouse_id, sku_id, on_hand, reserved in rows}


def expected(warehouse_ids: Collection[int], sku_ids: Collection[int]) -> dict[StockKey, date]:
    """The day on which more is expected, by (warehouse, SKU), where one was announced. One query."""
    balances = Balance.objects.filter(
        warehouse__any=set(warehouse_ids), sku__any=set(sku_ids), expected_on__isnull=False
    )
    rows = balances.values_list("warehouse_id", "sku_id", "expected_on")
    return {(warehouse_id, sku_id): day for warehouse_id, sku_id, day in rows if day is not None}


def bins(warehouse_ids: Collection[int], sku_ids: Collection[int]) -> dict[StockKey, str]:
    """The shelf text of each SKU, by (warehouse, SKU), where one was said. One query."""
    balances = Balance.objects.filter(warehouse__any=set(warehouse_ids), sku__any=set(sku_ids)).exclude(bin="")
    rows = balances.values_list("warehouse_id", "sku_id", "bin")
    return {(warehouse_id, sku_id): shelf for warehouse_id, sku_id, shelf in rows}


def standing_of(keys: Collection[StockKey]) -> dict[StockKey, Standing]:
    """Id, quantity on hand and quantity reserved of the balances that there are; one query."""
    balances = Balance.objects.filter(warehouse__any={key[0] for key in keys}, sku__any={key[1] for key in keys})
    rows = balances.values_list("warehouse_id", "sku_id", "id", "on_hand", "reserved")
    wanted = set(keys)
    return {(row[0], row[1]): Standing(*row[2:]) for row in rows if (row[0], row[1]) in wanted}


def held_on(keys: Collection[StockKey]) -> list[Held]:
    """Every claim of the claimants that hold something of these balances; one query."""
    holders = Reservation.objects.filter(_on(keys)).values("claimant_id")
    rows = Reservation.objects.filter(claimant_id__in=holders)
    columns = rows.values_list("claimant_id", "warehouse_id", "sku_id", "quantity", "needed_by")
    return [Held(row[0], (row[1], row[2]), row[3], row[4]) for row in columns]


def moved_before(keys: Collection[StockKey]) -> set[StockKey]:
    """Those (warehouse, SKU) that have a move already; one query."""
    wanted = set(keys)
    rows = Move.objects.filter(warehouse_id__any={key[0] for key in wanted}, sku_id__any={key[1] for key in wanted})
    return set(rows.values_list("warehouse_id", "sku_id").distinct()) & wanted


def _on(keys: Collection[StockKey]) -> Q:
    # A superset when several warehouses are counted at once: who holds nothing scarce is never cut.
    return Q(warehouse__any={key[0] for key in keys}, sku__any={key[1] for key in keys})
