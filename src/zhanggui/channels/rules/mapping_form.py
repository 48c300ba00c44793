"""A column mapping as a person fills it in: a field per column, and the words of the states."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from zhanggui.channels.rules.mapping import ColumnMapping, DateOrder, DecimalStyle, TableMapping
from zhanggui.channels.rules.mapping_text import suggested_mapping
from zhanggui.channels.rules.read import Reading, SourceFile, read_orders
from zhanggui.foundation.words import _
from zhanggui.orders.rules.external import ExternalStatus

__all__ = ["STATUSES", "filled_in", "preview", "suggested_form"]

STATUSES: Mapping[str, str] = {
    ExternalStatus.TO_SHIP.value: _("Paid, to ship"),
    ExternalStatus.UNPAID.value: _("Not paid yet"),
    ExternalStatus.SHIPPED.value: _("Shipped"),
    ExternalStatus.FINISHED.value: _("Finished"),
    "closed": _("Closed"),
}


def suggested_form(name: str, headers: Sequence[str]) -> dict[str, str]:
    """What stands in the form at first: the fields that the names of the columns suggest."""
    table = suggested_mapping(name, tuple(headers)).tables[0]
    chosen = {header: field for field, header in table.columns.items()}
    form = {f"column-{place}": chosen.get(header, "") for place, header in enumerate(headers)}
    return {
        **form,
        "name": name,
        "date_order": DateOrder.YEAR_FIRST.value,
        "decimal": DecimalStyle.POINT.value,
        "line_level": "1" if table.line_level else "",
        "status": ExternalStatus.TO_SHIP.value,
    }


def filled_in(form: Mapping[str, str], headers: Sequence[str]) -> ColumnMapping:
    """The mapping that the form describes. `word-STATUS` holds the file's words for a state, with blanks or commas."""
    columns = {form[f"column-{place}"]: header for place, header in enumerate(headers) if form.get(f"column-{place}")}
    words = {
        word: status
        for status in STATUSES
        for word in form.get(f"word-{status}", "").replace("，", " ").replace(",", " ").replace("、", " ").split()
    }
    table = TableMapping(
        columns=columns,
        constants={} if "status" in columns else {"status": "*"},
        status_words=words if "status" in columns else {"*": form.get("status") or ExternalStatus.TO_SHIP.value},
        line_level=bool(form.get("line_level")),
    )
    return ColumnMapping(
        name=form.get("name", "").strip(),
        tables=(table,),
        date_order=DateOrder(form.get("date_order") or DateOrder.YEAR_FIRST),
        decimal=DecimalStyle(form.get("decimal") or DecimalStyle.POINT),
    )


def preview(mapping: ColumnMapping, headers: Sequence[str], sample: Sequence[Sequence[str]]) -> Reading:
    """What the mapping makes of the first rows."""
    text = io.StringIO()
    csv.writer(text).writerows([headers, *sample])
    return read_orders([SourceFile("preview.csv", text.getvalue().encode())], mapping)
