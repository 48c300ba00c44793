"""A worker reads a platform's answer and says of each parcel what became of its report."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from zhanggui.channels.models import ImportBatch, ImportRow
from zhanggui.channels.queries.files import sources_of
from zhanggui.channels.queries.locks import lock_imports
from zhanggui.channels.rules.problems import Rejection
from zhanggui.channels.rules.results import Report, matched
from zhanggui.channels.rules.ship_answers import ShipAnswer, read_ship_answers
from zhanggui.channels.rules.summary import tally
from zhanggui.channels.vocabulary import RESULT_READ, WRITEBACK, ImportState, RowState
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import as_json, copy_rows, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.operations.mark_reported import Reported, mark_reported
from zhanggui.fulfilment.queries.reporting import report_states, shipped_numbers
from zhanggui.fulfilment.vocabulary import ReportState

COLUMNS = ("batch_id", "position", "external_no", "state", "changes", "file_name", "line", "column", "reason")


@operation(needs=WRITEBACK, title=_("Read a platform's answer"), of="import", emits=(RESULT_READ,), internal=True)
def parse_results(actor: Actor, import_ids: Ids) -> Outcome:
    """Read result files that wait for it: parcels become accepted or failed, rows that fit none are rejected."""
    batches = lock_imports(import_ids, ImportState.READING)
    for batch in batches:
        values = _read(actor, batch)
        update_rows(ImportBatch, [batch.pk], values=values)
        record(actor, RESULT_READ, [Fact(batch.pk, ImportState.READING, ImportState.APPLIED, batch.shop_id)])
    return Outcome([batch.pk for batch in batches])


def _read(actor: Actor, batch: ImportBatch) -> dict[str, Any]:
    answers: list[tuple[str, ShipAnswer]] = []
    rejected: list[Rejection] = []
    for source in sources_of(batch.file_tokens):
        found = read_ship_answers(source.name, source.data)
        answers += [(source.name, answer) for answer in found.answers]
        rejected += found.rejected
    ours = shipped_numbers(batch.shop_id, [answer.external_no for _name, answer in answers])
    reports = [matched(answer, ours) for _name, answer in answers]
    news = _note(actor, reports)
    counts: Counter[RowState] = Counter()
    changes: dict[str, list[int]] = {}
    rows = [*_rejected(rejected), *_rows(answers, reports, news)]
    for _number, state, kinds, *_rest in rows:
        counts[state] += 1
        tally(changes, kinds, printed=False)
    copy_rows(ImportRow, COLUMNS, _laid_out(batch.pk, rows))
    moment = clock.now()
    return {
        "state": ImportState.APPLIED, "read_at": moment, "applied_at": moment, "changes": changes,
        **{state.value: counts[state] for state in RowState},
    }  # fmt: skip


def _note(actor: Actor, reports: Sequence[Report]) -> set[int]:
    """Write what is news; a parcel that was accepted once stays so."""
    told = {report.parcel_id: report for report in reports if report.parcel_id is not None}
    before = report_states(list(told))
    rows = [
        Reported(parcel, ReportState.ACCEPTED if report.accepted else ReportState.FAILED, report.why)
        for parcel, report in told.items()
        if parcel in before and before[parcel].state != ReportState.ACCEPTED
    ]
    return set(mark_reported(actor.delegate(), rows).done)


def _rejected(rejections: Iterable[Rejection]) -> Iterable[tuple[Any, ...]]:
    for each in rejections:
        reason = {"code": each.code, "params": dict(each.params)}
        yield ("", RowState.REJECTED, (), each.file[-200:], each.line, each.column[:60], reason)


def _rows(
    answers: Sequence[tuple[str, ShipAnswer]], reports: Sequence[Report], news: set[int]
) -> Iterable[tuple[Any, ...]]:
    for (name, answer), report in zip(answers, reports, strict=True):
        place = (name[-200:], answer.line, "")
        if report.parcel_id is None:
            yield (answer.external_no[:60], RowState.REJECTED, (), *place, report.against)
        elif report.parcel_id in news:
            kind = "report_accepted" if report.accepted else "report_failed"
            yield (answer.external_no[:60], RowState.UPDATED, (kind,), *place, None)
        else:
            yield (answer.external_no[:60], RowState.UNCHANGED, (), *place, None)


def _laid_out(batch_id: int, rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    positions = count(1)
    for number, state, kinds, name, line, column, reason in rows:
        yield (
            batch_id, next(positions), number, state.value, as_json(list(kinds)), name, line, column, as_json(reason)
        )  # fmt: skip
