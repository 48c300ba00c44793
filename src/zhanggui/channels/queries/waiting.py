"""Rows of imports that wait to be applied, opened for the moment in which they are."""

from collections.abc import Sequence
from typing import NamedTuple

from zhanggui.channels.models import ImportRow
from zhanggui.channels.queries.imports import waiting_rows
from zhanggui.channels.queries.sealing import box
from zhanggui.channels.rules.payload import Word, unpacked
from zhanggui.channels.vocabulary import ImportState


class WaitingRow(NamedTuple):
    """A row with all that the files say of its order."""

    id: int
    batch_id: int
    shop_id: int
    position: int
    number: str
    words: Sequence[Word]


def rows_to_apply(row_ids: Sequence[int]) -> list[WaitingRow]:
    """Those of the rows that still wait in an import that is being applied, in their order; one query."""
    rows = ImportRow.objects.filter(pk__any=row_ids, payload__isnull=False, batch__state=ImportState.APPLYING)
    columns = ("pk", "batch_id", "batch__shop_id", "position", "external_no", "payload")
    open_box = box().open
    return [
        WaitingRow(pk, batch_id, shop_id, position, number, unpacked(open_box(bytes(payload or b""))))
        for pk, batch_id, shop_id, position, number, payload in rows.order_by("position").values_list(*columns)
    ]


def is_last(batch_id: int, position: int) -> bool:
    """Whether nothing of the import waits beyond a position: rows are applied in order."""
    return not waiting_rows(batch_id).filter(position__gt=position).exists()
