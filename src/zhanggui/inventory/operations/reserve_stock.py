from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import copy_rows
from zhanggui.foundation.words import _
from zhanggui.inventory.models import Reservation
from zhanggui.inventory.vocabulary import STOCK_CHECK

CLAIMANT = "order"
COLUMNS = (
    "claimant_id", "cause_id", "warehouse_id", "sku_id", "quantity", "needed_by", "claimant_kind", "made_at",
)  # fmt: skip


class Claim(NamedTuple):
    """An order (`claimant_id`) claims pieces for one of its lines (`cause_id`), to leave by `needed_by`."""

    claimant_id: int
    cause_id: int
    warehouse_id: int
    sku_id: int
    quantity: int
    needed_by: datetime | None = None


@operation(needs=STOCK_CHECK, title=_("Reserve stock"), internal=True)
def reserve_stock(actor: Actor, rows: Sequence[Claim]) -> Outcome:
    """Reserve what the caller found available under `lock_allocation`; two statements, done are the orders.

    Claiming more than is free is a bug of the caller and breaks the balance's constraint (IntegrityError).
    """
    if not rows:
        return Outcome()
    wanted: Counter[tuple[int, int]] = Counter()
    for row in rows:
        wanted[row[2], row[3]] += row[4]
    made_at = clock.now()
    _claim(wanted)
    copy_rows(Reservation, COLUMNS, ((*row, CLAIMANT, made_at) for row in rows))
    return Outcome(done=sorted({row[0] for row in rows}))


def _claim(wanted: Counter[tuple[int, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inventory_balance t SET reserved = t.reserved + u.quantity "
            "FROM unnest(%s::bigint[], %s::bigint[], %s::integer[]) AS u(warehouse_id, sku_id, quantity) "
            "WHERE t.warehouse_id = u.warehouse_id AND t.sku_id = u.sku_id",
            [[key[0] for key in wanted], [key[1] for key in wanted], list(wanted.values())],
        )
        if cursor.rowcount != len(wanted):
            raise RuntimeError("goods were claimed that never lay in the warehouse")
