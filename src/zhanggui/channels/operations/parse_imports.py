"""A worker reads files whole and lays out, order by order, what they would change."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import count
from typing import Any

from zhanggui.channels.models import ImportBatch, ImportRow
from zhanggui.channels.queries.comparing import Told, belongs_elsewhere, judge
from zhanggui.channels.queries.files import mapping_of, sources_of
from zhanggui.channels.queries.locks import lock_imports
from zhanggui.channels.queries.sealing import box
from zhanggui.channels.rules.belonging import clues_of
from zhanggui.channels.rules.judging import Judged
from zhanggui.channels.rules.payload import Word, packed
from zhanggui.channels.rules.problems import Rejection
from zhanggui.channels.rules.read import Reading, ReadTable, read_orders
from zhanggui.channels.rules.summary import tally
from zhanggui.channels.vocabulary import INGEST, READ, ImportState, RowState
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import as_json, copy_rows, update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.rules.external import ExternalOrder
from zhanggui.orders.rules.intake import listing_code

SLICE = 5000
COLUMNS = (
    "batch_id", "position", "external_no", "state", "payload", "changes", "file_name", "line", "column", "reason",
    "order_id",
)  # fmt: skip


@operation(needs=INGEST, title=_("Read an import"), of="import", emits=(READ,), internal=True)
def parse_imports(actor: Actor, import_ids: Ids) -> Outcome:
    """Read the files of imports that wait for it and keep what each order would become; orders stay untouched."""
    done = []
    for batch in lock_imports(import_ids, ImportState.READING):
        values = _read(batch)
        done += update_rows(ImportBatch, [batch.pk], values=values, expect={"state": ImportState.READING})
        record(actor, READ, [Fact(batch.pk, ImportState.READING, values["state"], batch.shop_id, None, _said(values))])
    return Outcome(done)


def _read(batch: ImportBatch) -> dict[str, Any]:
    reading = read_orders(sources_of(batch.file_tokens), mapping_of(batch.mapping))
    tables = [_table(table, reading) for table in reading.tables]
    problem = None if batch.trusted else belongs_elsewhere(batch.shop_id, clues_of(reading.orders, listing_code))
    if problem is not None:
        return {"state": ImportState.STOPPED, "problem": problem, "tables": tables, "read_at": clock.now()}
    staged = _Staged(batch)
    copy_rows(ImportRow, COLUMNS, staged.rejected(reading.rejected))
    slices = _slices(reading)
    del reading  # what is staged is let go of, slice by slice
    for told in slices:
        copy_rows(ImportRow, COLUMNS, staged.judged(told))
    counts = {state.value: staged.counts[state] for state in RowState}
    return {
        "state": ImportState.READY, "tables": tables, "changes": staged.changes, "read_at": clock.now(), **counts
    }  # fmt: skip


def _slices(reading: Reading) -> Iterator[list[Told]]:
    """What is told of each order, a slice at a time and let go of then; who paid first stands first.

    That order is what an apply goes by, so that stock goes to the earliest payment across its chunks.
    """
    beside: dict[str, list[Word]] = {}
    nameless: list[Word] = [refund for refund in reading.refunds if refund.external_no is None]
    words: list[Word] = [*reading.parts, *reading.refunds]
    for word in words:
        if word.external_no is not None:
            beside.setdefault(word.external_no, []).append(word)
    orders = sorted(reading.orders, key=_paid, reverse=True)
    del reading
    while orders:
        part, orders[-SLICE:] = orders[: -SLICE - 1 : -1], []
        yield [(order.external_no, [order, *beside.pop(order.external_no, ())]) for order in part]
    rest: list[Told] = [*beside.items(), *(("", [word]) for word in nameless)]
    for start in range(0, len(rest), SLICE):
        yield rest[start : start + SLICE]


def _paid(order: ExternalOrder) -> tuple[bool, float]:
    moment = order.paid_at or order.created_at
    return (moment is None, moment.timestamp() if moment else 0.0)


class _Staged:
    """Turns what was read into rows and counts them."""

    def __init__(self, batch: ImportBatch) -> None:
        self.counts: Counter[RowState] = Counter()
        self.changes: dict[str, list[int]] = {}
        self._batch, self._positions, self._seal = batch, count(1), box().seal

    def rejected(self, rejections: Iterable[Rejection]) -> Iterator[tuple[Any, ...]]:
        """A row per line that was not taken, with its cells sealed."""
        for rejection in rejections:
            reason = {"code": rejection.code, "params": dict(rejection.params)}
            raw = self._seal(json.dumps(rejection.raw, ensure_ascii=False).encode()) if rejection.raw else None
            self.counts[RowState.REJECTED] += 1
            yield (
                self._batch.pk, next(self._positions), "", RowState.REJECTED, raw, "[]", _place(rejection),
                rejection.line, rejection.column[:60], as_json(reason), None,
            )  # fmt: skip

    def judged(self, told: Sequence[Told]) -> list[tuple[Any, ...]]:
        """A row per order, with all that is told of it sealed while it waits; judged before any COPY is under way."""
        rows = []
        for (number, words), (verdict, printed) in zip(told, judge(self._batch.shop_id, told), strict=True):
            self.counts[verdict.state] += 1
            tally(self.changes, verdict.kinds, printed)
            rows.append(self._row(number, words, verdict))
        return rows

    def _row(self, number: str, words: Sequence[Word], verdict: Judged) -> tuple[Any, ...]:
        waits = verdict.state in (RowState.CREATED, RowState.UPDATED)
        first = words[0]
        return (
            self._batch.pk, next(self._positions), number[:60], verdict.state.value,
            self._seal(packed(words)) if waits else None, json.dumps(verdict.kinds) if verdict.kinds else "[]",
            first.source_file[-200:], first.source_line, "", as_json(verdict.reason), verdict.order_id,
        )  # fmt: skip


def _table(table: ReadTable, reading: Reading) -> dict[str, Any]:
    """How a table was read. The first rows of one that was not recognised serve the mapping page; they name people."""
    notices = Counter(notice.code for notice in reading.notices if notice.file == table.file)
    kept = {name: value for name, value in asdict(table).items() if name != "sample"}
    sample = json.dumps(table.sample, ensure_ascii=False).encode() if table.format is None else b""
    return {**kept, "notices": notices, "sample": base64.b64encode(box().seal(sample)).decode() if sample else ""}


def _place(rejection: Rejection) -> str:
    return (f"{rejection.file} · {rejection.sheet}" if rejection.sheet else rejection.file)[-200:]


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in ("created", "updated", "unchanged", "rejected") if name in values}
