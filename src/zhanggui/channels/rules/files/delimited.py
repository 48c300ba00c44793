"""Text tables: comma, TAB, semicolon or bar between cells, quotes over several lines, ends that were cut off."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from zhanggui.channels.rules.files.decoding import Encoding
from zhanggui.channels.rules.files.raw import Limits, RawTable, Row, is_footer
from zhanggui.channels.rules.problems import Problem

__all__ = ["delimited_table"]

SEPARATORS = ",\t;|"
LINES_LOOKED_AT = 20


def delimited_table(name: str, data: bytes, encoding: Encoding, limits: Limits) -> RawTable:
    """This will read a text as rows, one line at a time."""
    table = RawTable(name, "", iter(()))
    table.rows = _rows(table, data, encoding, limits)
    return table


def _rows(table: RawTable, data: bytes, encoding: Encoding, limits: Limits) -> Iterator[Row]:
    lines = _Lines(data, encoding)
    separator = _separator(data, encoding)
    reader = csv.reader(lines, delimiter=separator)
    start, width = 1, 0
    last: Row | None = None
    try:
        for cells in reader:
            if last is not None:
                yield last
            last = (start, cells)  # type: ignore[assignment]  # text cells are cells
            lines.next_record()
            start = reader.line_num + 1
            if start <= LINES_LOOKED_AT + 1:
                width = max(width, len(cells))
            if start > limits.rows:
                table.problems.append(Problem(start, "", "too_many_rows", {"limit": limits.rows}))
                return
    except csv.Error:
        table.cut = True
        table.problems.append(Problem(start, "", "cell_too_long", {"line": start}))
    if last is not None:
        yield from _ending(table, last, lines, width, separator)


def _ending(table: RawTable, last: Row, lines: _Lines, width: int, separator: str) -> Iterator[Row]:
    """The last row is given only if nothing speaks for a file that breaks off there."""
    line, cells = last
    if table.cut:
        yield last
    elif lines.ends_in_quote(separator):
        table.cut = True
        table.problems.append(Problem(line, "", "quote_unclosed", {"line": line}))
    elif lines.cut or (len(cells) < width and not lines.ends_with_newline and not is_footer(cells)):
        table.cut = True
        table.problems.append(Problem(line, "", "file_cut"))
    else:
        yield last


class _Lines:
    """Lines on their way to the csv reader; remembers those of one record to judge how the file ends."""

    def __init__(self, data: bytes, encoding: Encoding) -> None:
        self.cut = encoding.cut
        self._lines = _text_lines(data, encoding)
        self._record: list[str] = []
        self._last_record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        if "\0" in line:
            line = line.replace("\0", "")
        self._record.append(line)
        return line

    def next_record(self) -> None:
        self._last_record, self._record = self._record, []

    @property
    def ends_with_newline(self) -> bool:
        return bool(self._last_record) and self._last_record[-1].endswith(("\n", "\r"))

    def ends_in_quote(self, separator: str) -> bool:
        try:
            list(csv.reader(self._last_record, delimiter=separator, strict=True))
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False


def _text_lines(data: bytes, encoding: Encoding) -> Iterator[str]:
    """Lines end with LF, CRLF or a lone CR (old Macintosh exports); csv needs them with their ends."""
    stream = io.BytesIO(data)
    stream.seek(encoding.skip)
    if encoding.length < len(data):
        stream.truncate(encoding.length)
    return iter(io.TextIOWrapper(stream, encoding=encoding.name, errors="strict", newline=""))


def _separator(data: bytes, encoding: Encoding) -> str:
    head: list[str] = []
    for line in _text_lines(data[: 1 << 16], _head_of(data, encoding)):
        head.append(line)
        if len(head) == LINES_LOOKED_AT:
            break
    # the first line with several cells is the header; rows may hold more TABs than commas, as guards behind values
    wide = next((line for line in head if _most(line) > 1 and not line.startswith("#")), "".join(head))
    return max(SEPARATORS, key=wide.count)


def _most(line: str) -> int:
    return max(map(line.count, SEPARATORS))


def _head_of(data: bytes, encoding: Encoding) -> Encoding:
    """The first 64 KB without the character that the cut may have split: the last line end, or nothing."""
    end = min(len(data), 1 << 16, encoding.length)
    if end < encoding.length:
        end = max(
            data.rfind(b"\n", 0, end) & ~1 if encoding.name.startswith("utf-16") else data.rfind(b"\n", 0, end) + 1,
            encoding.skip,
        )
    return Encoding(encoding.name, encoding.skip, end, False)
