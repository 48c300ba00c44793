"""The rows of an import as a person looks through them before anything changes."""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from zhanggui.channels.models import ImportBatch, ImportRow
from zhanggui.channels.queries.sealing import box
from zhanggui.channels.rules.payload import unpacked
from zhanggui.channels.rules.summary import SILENT, kind_title
from zhanggui.orders.models import Order
from zhanggui.orders.rules.external import ExternalOrder


class RowShown(NamedTuple):
    """One order of an import; what the files say of it is known while it waits, and names nobody."""

    pk: int
    number: str
    order_id: int | None
    place: str
    changes: Sequence[str]
    goods: str
    total_fen: int | None
    paid_at: datetime | None


def rows_shown(rows: Sequence[ImportRow]) -> list[RowShown]:
    """The rows in words; one query."""
    alive = set(
        Order.objects.filter(pk__in=[row.order_id for row in rows if row.order_id]).values_list("pk", flat=True)
    )
    return [_shown(row, row.order_id if row.order_id in alive else None) for row in rows]


def unread_tables(batch: ImportBatch) -> list[dict[str, Any]]:
    """The tables that nobody could read, with their first rows opened."""
    return [{**table, "sample": _sample(table)} for table in batch.tables if table["format"] is None]


def _shown(row: ImportRow, order_id: int | None) -> RowShown:
    told = _told(row)
    changes = [kind_title(kind) for kind in row.changes if kind not in SILENT]
    goods = (
        "、".join(f"{line.title or line.sku_code or ''} ×{line.quantity or 1}" for line in told.lines) if told else ""
    )
    return RowShown(
        row.pk, row.external_no, order_id, f"{row.file_name}:{row.line}", changes, goods,
        told.total_fen if told else None, told.paid_at if told else None,
    )  # fmt: skip


def _told(row: ImportRow) -> ExternalOrder | None:
    words = unpacked(box().open(bytes(row.payload))) if row.payload else []
    return words[0] if words and isinstance(words[0], ExternalOrder) else None


def _sample(table: Mapping[str, Any]) -> list[list[str]]:
    sealed = base64.b64decode(table["sample"])
    return json.loads(box().open(sealed)) if sealed else []
