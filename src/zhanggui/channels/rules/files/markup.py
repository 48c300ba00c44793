"""HTML tables and XML spreadsheets that call themselves .xls."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from zhanggui.channels.rules.cells import Cell
from zhanggui.channels.rules.files.raw import Limits, RawTable
from zhanggui.channels.rules.problems import Problem

__all__ = ["looks_like_markup", "markup_tables"]

CELLS = {"td", "th", "cell"}
ROWS = {"tr", "row"}
TABLES = {"table", "worksheet"}
WIDEST_SPAN = 200


def looks_like_markup(head: str) -> bool:
    """This will tell whether a text begins like a page or an XML spreadsheet that holds a table."""
    head = head.lstrip("\ufeff \t\r\n").lower()
    return head.startswith("<") and ("<table" in head or "<tr" in head or "<worksheet" in head or "<row" in head)


def markup_tables(name: str, page: str, limits: Limits) -> Iterator[RawTable]:
    """This will give each table of the page; a page that breaks off gives its whole rows and is marked as cut."""
    parser = _Tables(limits)
    parser.feed(page)
    parser.close()
    for position, rows in enumerate(parser.tables, 1):
        if any(rows):
            table = RawTable(name, str(position) if len(parser.tables) > 1 else "", iter(list(enumerate(rows, 1))))
            if parser.depth > 0 and rows is parser.tables[-1]:
                table.cut = True
                table.problems.append(Problem(len(rows), "", "file_cut"))
            yield table


class _Tables(HTMLParser):
    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Cell]]] = []
        self.depth = 0
        self._limits = limits
        self._row: list[Cell] | None = None
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in TABLES:
            self.depth += 1
            if self.depth == 1 or not self.tables or self.tables[-1]:
                self.tables.append([])
        elif tag in ROWS:
            self._close_row()
            self._row = []
        elif tag in CELLS and self._row is not None:
            self._close_cell()
            self._open_cell(dict(attrs))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in CELLS:
            self._close_cell()
        elif tag in ROWS:
            self._close_row()
        elif tag in TABLES:
            self._close_row()
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _open_cell(self, attributes: dict[str, str | None]) -> None:
        index = attributes.get("ss:index") or ""
        if index.isdecimal() and self._row is not None:  # XML spreadsheets leave out empty cells
            self._row.extend([""] * min(int(index[:6]) - 1 - len(self._row), WIDEST_SPAN))
        span = attributes.get("colspan") or "1"
        self._cell, self._span = [], min(int(span[:4]), WIDEST_SPAN) if span.isdecimal() else 1

    def _close_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        self._row.append("".join(self._cell).replace("\0", ""))
        self._row.extend([""] * (self._span - 1))
        self._cell = None

    def _close_row(self) -> None:
        self._close_cell()
        if self._row is not None and self.tables and len(self.tables[-1]) < self._limits.rows:
            self.tables[-1].append(self._row)
        self._row = None
