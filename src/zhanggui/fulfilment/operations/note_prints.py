"""What drawing the paper of a job has shown: its pages, and the characters that no printer could set."""

from collections.abc import Sequence
from typing import NamedTuple

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import PrintBatch
from zhanggui.fulfilment.vocabulary import PRINT


class Drawn(NamedTuple):
    """A job as it was drawn; `missing` lists (parcel, characters)."""

    batch_id: int
    pages: int
    missing: Sequence[Sequence[str]]


@operation(needs=PRINT, title=_("Paper was drawn"), of="print", internal=True)
def note_prints(actor: Actor, rows: Sequence[Drawn]) -> Outcome:
    """Keep pages and missing characters with the jobs, so that somebody writes them in by hand."""
    values = {
        "pages": Each([row.pages for row in rows]),
        "missing": Each([[list(each) for each in row.missing] for row in rows]),
    }
    return Outcome(update_rows(PrintBatch, [row.batch_id for row in rows], values=values))
