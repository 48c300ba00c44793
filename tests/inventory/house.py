"""A warehouse with goods for the tests of stock, made by operations; and what its books say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhanggui.catalog.operations.add_skus import SkuRow, add_skus
from zhanggui.catalog.queries.goods import ids_by_code
from zhanggui.foundation.actor import system
from zhanggui.foundation.jobs import scheduled_actor
from zhanggui.inventory.models import Balance, Move, Reservation
from zhanggui.inventory.operations.open_stock import OpeningRow, open_stock
from zhanggui.inventory.operations.open_warehouses import WarehouseRow, open_warehouses
from zhanggui.inventory.operations.reserve_stock import Claim, reserve_stock
from zhanggui.orders.reactions import CAUSE

SYSTEM = system("house of the tests")
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


@dataclass(frozen=True)
class House:
    """A warehouse and the ids of its goods by merchant code."""

    warehouse: int
    skus: dict[str, int]

    def books(self, code: str) -> tuple[int, int]:
        """Pieces on hand and reserved."""
        rows = Balance.objects.filter(warehouse=self.warehouse, sku=self.skus[code])
        return rows.values_list("on_hand", "reserved").get()

    def claim(self, order: int, code: str, quantity: int, needed_by: datetime | None = NOON) -> Claim:
        """Order `order` wants pieces for its only line."""
        return Claim(order, order * 10, self.warehouse, self.skus[code], quantity, needed_by)

    def reserve(self, *claims: Claim) -> None:
        reserve_stock(SYSTEM, claims)


def open_house(code: str = "SH", /, **pieces: int) -> House:
    """A warehouse with so many pieces of each SKU; zero makes a SKU that never lay there."""
    warehouse = open_warehouses(SYSTEM, [WarehouseRow(code, f"仓 {code}")]).one()
    # The cause of what follows a change of stock is noted once; measured calls find it there.
    scheduled_actor(CAUSE)
    rows = [SkuRow(name, name=f"花洒 {name}", cost_fen=1250) for name in pieces if not ids_by_code([name])]
    add_skus(SYSTEM, rows)
    open_stock(SYSTEM, [OpeningRow(warehouse, name, count) for name, count in pieces.items() if count])
    return House(warehouse, ids_by_code(pieces))


def books_agree() -> bool:
    """On hand is the sum of moves, reserved the sum of claims, and never is more promised than there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM inventory_balance b WHERE reserved > on_hand "
            "OR on_hand <> (SELECT coalesce(sum(quantity), 0) FROM inventory_move m "
            "WHERE m.warehouse_id = b.warehouse_id AND m.sku_id = b.sku_id) "
            "OR reserved <> (SELECT coalesce(sum(quantity), 0) FROM inventory_reservation r "
            "WHERE r.warehouse_id = b.warehouse_id AND r.sku_id = b.sku_id)"
        )
        return cursor.fetchone() == (0,)


def claims() -> set[tuple[int, int]]:
    """(order, quantity) of every open claim."""
    return set(Reservation.objects.values_list("claimant_id", "quantity"))


def moves(**where: Any) -> list[tuple[int, str, int]]:
    """(quantity, reason, unit cost) of the moves in their order."""
    return list(Move.objects.filter(**where).order_by("id").values_list("quantity", "reason", "unit_cost_fen"))


def statements_of(call: Callable[[], object]) -> int:
    """How many statements the call took, besides opening and closing its transaction."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries)
