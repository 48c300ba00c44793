"""What a platform knows of a parcel: it stands in a shipping file, was accepted, or was refused with a reason."""

from collections.abc import Sequence
from typing import NamedTuple

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.queries.reporting import report_states
from zhanggui.fulfilment.vocabulary import DISPATCH, REPORTED, ReportState


class Reported(NamedTuple):
    """What became of one parcel's report; `file_id` is the shipping file that names it."""

    parcel_id: int
    state: ReportState
    reason: str = ""
    file_id: int | None = None


@operation(needs=DISPATCH, title=_("Shipping was reported"), of="parcel", emits=(REPORTED,), internal=True)
def mark_reported(actor: Actor, rows: Sequence[Reported]) -> Outcome:
    """Write what platforms know of shipped parcels; a row that says nothing new is passed over. Done are parcels."""
    known = report_states([row.parcel_id for row in rows])
    news = {row.parcel_id: row for row in rows if row.parcel_id in known and row.state != known[row.parcel_id].state}
    done = update_rows(
        Parcel,
        list(news),
        values={
            "report": Each([row.state for row in news.values()]),
            "report_reason": Each([row.reason[:200] for row in news.values()]),
            "report_file_id": Each([row.file_id or known[i].file_id for i, row in news.items()]),
        },
        expect={"report": Each([known[i].state for i in news])},
    )
    record(actor, REPORTED, [
        Fact(i, known[i].state, news[i].state, known[i].shop_id, known[i].warehouse_id,
             {"reason": news[i].reason} if news[i].reason else None)
        for i in done
    ])  # fmt: skip
    return Outcome(done)
