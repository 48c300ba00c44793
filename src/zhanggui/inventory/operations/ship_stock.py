from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from zhanggui.catalog.queries.facts import costs_of
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import copy_rows
from zhanggui.foundation.words import _
from zhanggui.inventory.models import Move
from zhanggui.inventory.queries.locks import lock_allocation
from zhanggui.inventory.vocabulary import LINE, STOCK, Reason

COLUMNS = (
    "recorded_at",
    "warehouse_id",
    "sku_id",
    "quantity",
    "reason",
    "unit_cost_fen",
    "cause_kind",
    "cause_id",
    "note",
)


class Issue(NamedTuple):
    """Pieces of an order's (`claimant_id`) line (`cause_id`) that leave; one row per line and parcel."""

    claimant_id: int
    cause_id: int
    warehouse_id: int
    sku_id: int
    quantity: int


@operation(needs=STOCK, title=_("Take shipped goods out of stock"), internal=True)
def ship_stock(actor: Actor, rows: Sequence[Issue]) -> Outcome:
    """Turn claims into moves out, a part of one when its line travels in several parcels; five statements.

    Shipping more than was claimed is a bug of the caller (RuntimeError). Done are the orders.
    """
    if not rows:
        return Outcome()
    lock_allocation({row[2] for row in rows})
    _end_claims(rows)
    _take_out(rows)
    costs, moment = costs_of({row[3] for row in rows}), clock.now()
    moves = (
        (moment, warehouse_id, sku_id, -quantity, Reason.SHIPPED, costs[sku_id], LINE, line_id, "")
        for _order, line_id, warehouse_id, sku_id, quantity in rows
    )
    copy_rows(Move, COLUMNS, moves)
    return Outcome(done=sorted({row[0] for row in rows}))


def _end_claims(rows: Sequence[Issue]) -> None:
    leaving: Counter[tuple[int, int, int]] = Counter()
    for order_id, line_id, _warehouse, sku_id, quantity in rows:
        leaving[order_id, line_id, sku_id] += quantity
    columns = [list(column) for column in zip(*leaving, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH leaving AS (SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::integer[]) "
            "AS u(claimant_id, cause_id, sku_id, quantity)), "
            "whole AS (DELETE FROM inventory_reservation r USING leaving l "
            "WHERE r.claimant_id = l.claimant_id "
            "AND r.cause_id = l.cause_id AND r.sku_id = l.sku_id AND r.quantity = l.quantity RETURNING 1), "
            "part AS (UPDATE inventory_reservation r SET quantity = r.quantity - l.quantity FROM leaving l "
            "WHERE r.claimant_id = l.claimant_id AND r.cause_id = l.cause_id AND r.sku_id = l.sku_id "
            "AND r.quantity > l.quantity RETURNING 1) "
            "SELECT (SELECT count(*) FROM whole) + (SELECT count(*) FROM part)",
            [*columns, list(leaving.values())],
        )
        if cursor.fetchone() != (len(leaving),):
            raise RuntimeError("more is shipped than was claimed")


def _take_out(rows: Sequence[Issue]) -> None:
    taken: Counter[tuple[int, int]] = Counter()
    for row in rows:
        taken[row[2], row[3]] += row[4]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inventory_balance t "
            "SET on_hand = t.on_hand - u.quantity, reserved = t.reserved - u.quantity "
            "FROM unnest(%s::bigint[], %s::bigint[], %s::integer[]) AS u(warehouse_id, sku_id, quantity) "
            "WHERE t.warehouse_id = u.warehouse_id AND t.sku_id = u.sku_id",
            [[key[0] for key in taken], [key[1] for key in taken], list(taken.values())],
        )
        if cursor.rowcount != len(taken):
            raise RuntimeError("goods are shipped from where they never lay")
