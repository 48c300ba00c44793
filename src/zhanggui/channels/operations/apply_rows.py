"""A chunk of an import becomes orders, all in one transaction: what was committed is never done twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from zhanggui.channels.models import ImportRow
from zhanggui.channels.operations.finish_imports import finish_imports
from zhanggui.channels.queries.comparing import key_of, known_with_prints
from zhanggui.channels.queries.waiting import WaitingRow, is_last, rows_to_apply
from zhanggui.channels.rules.judging import Judged, changed_by, head_of, judged
from zhanggui.channels.rules.payload import Word
from zhanggui.channels.vocabulary import INGEST, RowState
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.operations.mark_reported import Reported, mark_reported
from zhanggui.fulfilment.queries.reporting import shipped_numbers
from zhanggui.fulfilment.vocabulary import ReportState
from zhanggui.orders.operations.take_in_orders import take_in_orders
from zhanggui.orders.operations.update_orders import Update, update_orders
from zhanggui.orders.queries.locks import lock_intake
from zhanggui.orders.rules.changes import LEFT, Known
from zhanggui.orders.rules.external import ExternalOrder
from zhanggui.orders.rules.intake import Incoming

TWICE = "number_twice"


@operation(needs=INGEST, title=_("Import orders"), internal=True, chunk=5000)
def apply_rows(actor: Actor, row_ids: Ids) -> Outcome:
    """Carry out what rows of one import say; each is compared anew, because its order may have moved since.

    Known orders change before new ones come in: orders are locked before the stock that new ones claim.
    """
    rows = rows_to_apply(row_ids)
    for shop_id in sorted({row.shop_id for row in rows}):
        lock_intake([shop_id])
        _apply(actor.delegate(), shop_id, [row for row in rows if row.shop_id == shop_id])
    through = {row.batch_id: row.position for row in rows}
    last = [batch_id for batch_id, position in through.items() if is_last(batch_id, position)]
    if last:
        finish_imports(actor.delegate(), last)
    return Outcome(list(row_ids))


def _apply(actor: Actor, shop_id: int, rows: Sequence[WaitingRow]) -> None:
    known = known_with_prints(shop_id, [row.number for row in rows])
    verdicts = {row.id: judged(row.words, known.get(row.number), key_of) for row in rows}
    after = {row.id: row.words for row in rows if verdicts[row.id].state == RowState.UPDATED}
    _follow(actor, shop_id, rows, after, known)
    fresh = [row for row in rows if verdicts[row.id].state == RowState.CREATED]
    verdicts |= _take_in(actor, shop_id, fresh)
    taken = [row for row in fresh if verdicts[row.id].state == RowState.CREATED and len(row.words) > 1]
    _follow(actor, shop_id, taken, {row.id: row.words[1:] for row in taken})
    _note_reports(actor, shop_id, [row for row in rows if verdicts[row.id].state == RowState.UPDATED])
    _write(verdicts)


def _follow(
    actor: Actor,
    shop_id: int,
    rows: Sequence[WaitingRow],
    told: Mapping[int, Sequence[Word]],
    known: Mapping[str, Known] | None = None,
) -> None:
    """Let known orders follow what is told, the first word of each, then the second where there is one, and so on."""
    numbers = {row.id: row.number for row in rows}
    for turn in range(max(map(len, told.values()), default=0)):
        words = {row_id: said[turn] for row_id, said in told.items() if len(said) > turn}
        if turn or known is None:
            known = known_with_prints(shop_id, [numbers[row_id] for row_id in words])
        updates = [
            Update(changed_by(word, known[numbers[row_id]], key_of), word if isinstance(word, ExternalOrder) else None)
            for row_id, word in words.items()
        ]
        update_orders(actor, [update for update in updates if update.changes])


def _take_in(actor: Actor, shop_id: int, rows: Sequence[WaitingRow]) -> dict[int, Judged]:
    if not rows:
        return {}
    now = clock.now()
    heads = [head for row in rows if (head := head_of(row.words)) is not None]
    incoming = [
        Incoming(shop_id, _dated(head, now), batch_id=row.batch_id) for row, head in zip(rows, heads, strict=True)
    ]
    outcome = take_in_orders(actor, incoming)
    order_ids = iter(outcome.done)
    return {
        row.id: _twice(row.number) if at in outcome.refused else Judged(RowState.CREATED, order_id=next(order_ids))
        for at, row in enumerate(rows)
    }


def _twice(number: str) -> Judged:
    return Judged(RowState.REJECTED, reason={"code": TWICE, "params": {"number": number}})


def _dated(told: ExternalOrder, now: Any) -> ExternalOrder:
    """An order without any time has come in now: the queue for stock goes by time."""
    return told if told.paid_at or told.created_at else replace(told, created_at=now)


def _note_reports(actor: Actor, shop_id: int, rows: Sequence[WaitingRow]) -> None:
    """A platform that shows our waybill number on a shipped order has accepted our report."""
    shown = [
        (word.external_no, word.tracking_no)
        for row in rows
        for word in row.words
        if isinstance(word, ExternalOrder) and word.tracking_no and word.status in LEFT
    ]
    if not shown:
        return
    ours = shipped_numbers(shop_id, [number for number, _waybill in shown])
    parcels = dict.fromkeys(ours[key] for key in shown if key in ours)
    mark_reported(actor, [Reported(parcel, ReportState.ACCEPTED) for parcel in parcels])


def _write(verdicts: Mapping[int, Judged]) -> None:
    """New orders, by far the most, differ in nothing but their order."""
    new = {pk: verdict.order_id for pk, verdict in verdicts.items() if verdict.state == RowState.CREATED}
    values: dict[str, Any] = {"state": RowState.CREATED, "order_id": Each(new.values()), "changes": [], "payload": None}
    update_rows(ImportRow, list(new), values=values)
    others = {pk: verdict for pk, verdict in verdicts.items() if pk not in new}
    update_rows(
        ImportRow,
        list(others),
        values={
            "state": Each(verdict.state for verdict in others.values()),
            "order_id": Each(verdict.order_id for verdict in others.values()),
            "changes": Each(list(verdict.kinds) for verdict in others.values()),
            "reason": Each(verdict.reason for verdict in others.values()),
            "payload": None,
        },
    )
