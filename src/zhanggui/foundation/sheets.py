"""Tables as people keep them: read from xlsx and csv by their header row, written as xlsx."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext
from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter import Workbook

from zhanggui.foundation import clock
from zhanggui.foundation.fields import Rows
from zhanggui.foundation.files import content_of
from zhanggui.foundation.models import StoredFile
from zhanggui.foundation.outcome import Refusal, Refused
from zhanggui.foundation.words import _

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000


class Unreadable(Refused):
    """The file is no table that can be read here."""

    status = 422

    def __init__(self, code: str, sentence: str, **params: Any) -> None:
        super().__init__(Refusal(code, sentence, params))


def read_sheet(file: StoredFile) -> list[dict[str, Any]]:
    """The rows of the file's first sheet by the words of its header row; blank rows are left out. Raises Unreadable."""
    if file.size > MOST_BYTES:
        raise Unreadable("file_too_big", _("At most {most} MB"), most=MOST_BYTES >> 20)
    content = b"".join(content_of(file))
    table = _excel(content) if content[:2] in (b"PK", b"\xd0\xcf") else _csv(content)
    filled = [row for row in table if any(cell not in ("", None) for cell in row)]
    if len(filled) > MOST_ROWS + 1:
        raise Unreadable("too_many_rows", _("At most {most} rows in one file"), most=MOST_ROWS)
    header = [str(word).strip() for word in filled[0]] if filled else []
    return [{word: cell for word, cell in zip(header, row, strict=False) if word} for row in filled[1:]]


def rows_of_sheet(kind: Rows, file: StoredFile) -> list[dict[str, Any]]:
    """The file's rows by the names of the columns; headers may be names or labels. Raises Unreadable."""
    known = {
        word: name for name, column in kind.columns.items() for word in (name, column.label, gettext(column.label))
    }
    rows = read_sheet(file)
    strange = [word for word in (rows[0] if rows else ()) if word not in known]
    if strange:
        wanted = "、".join(gettext(column.label) for column in kind.columns.values())
        raise Unreadable("unknown_column", _("No column is called {given} here; wanted are {wanted}"),
                         given="、".join(strange), wanted=wanted)  # fmt: skip
    return [{known[word]: cell for word, cell in row.items()} for row in rows]


def write_sheet(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """An xlsx file with one sheet: the columns in bold, then the rows, long numbers as text."""
    buffer = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, options) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        head = book.add_format({"bold": True, "bottom": 1})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(columns) - 1, 0), 18)
        sheet.write_row(0, 0, columns, head)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [_cell(value) for value in row])
    return buffer.getvalue()


def template_of(kind: Rows, title: str) -> bytes:
    """An empty sheet to fill in: one column per field of the row."""
    return write_sheet(title, [gettext(column.label) for column in kind.columns.values()], [])


def _excel(content: bytes) -> Iterator[list[Any]]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        table = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except CalamineError:
        raise Unreadable("not_a_table", _("This file cannot be read as a table; save it as xlsx or csv")) from None
    return ([_plain(cell) for cell in row] for row in table)


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel in China saves csv in the system's own encoding.
        text = content.decode("gb18030", errors="replace")
    try:
        yield from ([cell.strip() for cell in row] for row in csv.reader(StringIO(text, newline="")))
    except csv.Error:
        raise Unreadable("not_a_table", _("This file cannot be read as a table; save it as xlsx or csv")) from None


def _plain(cell: Any) -> Any:
    # Excel keeps every number as a float: a code of digits must not become "6901234.0".
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, datetime | date):
        return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat()
    return str(cell).strip() if not isinstance(cell, timedelta) else str(cell)


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping | list | tuple):
        return str(value)
    # Excel shows numbers of more than eleven digits as 6.9E+12 and forgets all after the fifteenth.
    return str(value) if isinstance(value, int) and abs(value) >= 10**11 else value


def _sheet_name(title: str) -> str:
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31] or "Sheet1"
