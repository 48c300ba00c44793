from collections import defaultdict
from collections.abc import Mapping

from django.db import connection

from zhanggui.catalog.queries.facts import costs_of
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import EventKind, Fact, record
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import copy_rows
from zhanggui.foundation.words import _
from zhanggui.inventory.models import Move
from zhanggui.inventory.operations.ensure_balances import ensure_balances
from zhanggui.inventory.operations.release_stock import release_stock
from zhanggui.inventory.queries.balances import held_on
from zhanggui.inventory.queries.in_hands import in_hands
from zhanggui.inventory.queries.locks import lock_allocation
from zhanggui.inventory.rules.booking import Booking, Change, Standing, book
from zhanggui.inventory.rules.cutting import StockKey, claimants_to_cut
from zhanggui.inventory.vocabulary import COUNT, RESERVED_CUT, STOCK_IN, STOCK_OUT, Reason

COLUMNS = (
    "recorded_at", "warehouse_id", "sku_id", "quantity", "reason", "unit_cost_fen", "cause_kind", "cause_id",
    "note",
)  # fmt: skip


@operation(needs=COUNT, title=_("Book stock"), emits=(STOCK_IN, STOCK_OUT, RESERVED_CUT), internal=True)
def book_changes(actor: Actor, changes: Mapping[int, Change]) -> Outcome:
    """Book changes of stock by row number; done are balances, refused row numbers.

    Where less remains than is promised, the claims of the orders that must leave last are ended first, those whose
    goods are packed after all others, whole orders at a time, and RESERVED_CUT names them. `result["cut"]` lists
    those orders.
    """
    lock_allocation({change.warehouse_id for change in changes.values()})
    standing = ensure_balances({change.key for change in changes.values()})
    booking = book(changes, standing)
    cut = _cut(actor, booking, standing) if booking.lacking else []
    _write_balances(booking)
    _write_moves(booking)
    _tell(actor, booking, standing)
    done = [standing[change.key].id for change in booking.changes.values()]
    return Outcome(done, booking.refused, {"cut": cut})


def _cut(actor: Actor, booking: Booking, standing: Mapping[StockKey, Standing]) -> list[int]:
    keys = booking.lacking.keys()
    chosen = claimants_to_cut(held_on(keys), booking.lacking, in_hands(keys))
    losers = sorted({claimant_id for cut in chosen.values() for claimant_id in cut})
    freed = release_stock(actor.delegate(), losers).result.get("freed", [])
    facts = [
        Fact(
            standing[key].id,
            warehouse_id=key[0],
            data={"sku_id": key[1], "lacking": lacking, "order_ids": chosen[key], "freed": freed},
        )
        for key, lacking in booking.lacking.items()
    ]
    record(actor, RESERVED_CUT, facts)
    return losers


def _write_balances(booking: Booking) -> None:
    came = {change.key for change in booking.changes.values() if change.reason == Reason.RECEIVED}
    keys = {change.key for change in booking.changes.values()}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inventory_balance t SET on_hand = u.on_hand, "
            "expected_on = CASE WHEN u.came THEN NULL ELSE t.expected_on END "
            "FROM unnest(%s::bigint[], %s::bigint[], %s::integer[], %s::boolean[]) "
            "AS u(warehouse_id, sku_id, on_hand, came) "
            "WHERE t.warehouse_id = u.warehouse_id AND t.sku_id = u.sku_id",
            [
                [key[0] for key in keys],
                [key[1] for key in keys],
                [booking.on_hand[key] for key in keys],
                [key in came for key in keys],
            ],
        )


def _write_moves(booking: Booking) -> None:
    costs, moment = costs_of({change.sku_id for change in booking.changes.values()}), clock.now()
    rows = [
        (
            moment, change.warehouse_id, change.sku_id, change.quantity, change.reason,
            costs[change.sku_id] if change.unit_cost_fen is None else change.unit_cost_fen,
            change.cause_kind, change.cause_id, change.note,
        )
        for change in booking.changes.values()
        if change.quantity
    ]  # fmt: skip
    copy_rows(Move, COLUMNS, rows)


def _tell(actor: Actor, booking: Booking, standing: Mapping[StockKey, Standing]) -> None:
    pieces: defaultdict[tuple[StockKey, Reason], int] = defaultdict(int)
    for change in booking.changes.values():
        pieces[change.key, change.reason] += change.quantity
    said: dict[EventKind, list[Fact]] = {STOCK_IN: [], STOCK_OUT: []}
    for (key, reason), quantity in pieces.items():
        data = {"sku_id": key[1], "quantity": quantity, "reason": reason}
        fact = Fact(standing[key].id, str(standing[key].on_hand), str(booking.on_hand[key]), None, key[0], data)
        if quantity:
            said[STOCK_IN if quantity > 0 else STOCK_OUT].append(fact)
    for kind, facts in said.items():
        record(actor, kind, facts)
