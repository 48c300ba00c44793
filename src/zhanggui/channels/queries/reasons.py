"""Why rows were rejected, in the reader's language."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext

from zhanggui.channels.models import ImportRow
from zhanggui.channels.queries.imports import rows_of
from zhanggui.channels.queries.sealing import box
from zhanggui.channels.rules.summary import REASONS
from zhanggui.channels.vocabulary import RowState


class Rejected(NamedTuple):
    """A rejected row as people look for it in their file, with the cells that stood there."""

    file: str
    line: int
    column: str
    reason: str
    number: str
    cells: Sequence[str]


def sentence_of(reason: Mapping[str, Any] | None) -> str:
    """A stored reason, {"code", "params"}, in words."""
    if not reason:
        return ""
    sentence = gettext(REASONS.get(reason["code"], reason["code"]))
    try:
        return sentence % reason.get("params", {})
    except KeyError:
        return sentence


def rejected_rows(batch_id: int) -> QuerySet[ImportRow]:
    """The rejected rows of an import."""
    return rows_of(batch_id, RowState.REJECTED)


def explained(rows: Sequence[ImportRow], *, with_cells: bool = False) -> list[Rejected]:
    """Rejected rows in words; the cells name people and are opened only when asked for."""
    return [
        Rejected(
            row.file_name,
            row.line,
            row.column,
            sentence_of(row.reason),
            row.external_no,
            _cells(row) if with_cells else (),
        )
        for row in rows
    ]


def _cells(row: ImportRow) -> Sequence[str]:
    cells: list[str] = json.loads(box().open(bytes(row.payload))) if row.payload else []
    return cells
