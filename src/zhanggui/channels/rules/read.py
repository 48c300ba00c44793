"""The single entrance of channel import: files in, neutral orders, refunds, parts and rejected rows out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from zhanggui.channels.rules.assembly import OrderAssembly
from zhanggui.channels.rules.cells import text
from zhanggui.channels.rules.columns import planned
from zhanggui.channels.rules.files.opening import raw_tables
from zhanggui.channels.rules.files.raw import FileProblem, RawTable, Row
from zhanggui.channels.rules.finish import WHOLE
from zhanggui.channels.rules.formats import FORMATS, Format, FormatKind
from zhanggui.channels.rules.joining import Joined
from zhanggui.channels.rules.mapped import mapped_formats, missing_columns
from zhanggui.channels.rules.mapping import ColumnMapping
from zhanggui.channels.rules.problems import Rejection
from zhanggui.channels.rules.recognise import LOOK_AHEAD, Recognised, recognise
from zhanggui.channels.rules.refund_rows import RefundAssembly
from zhanggui.foundation.collector import collector_resting
from zhanggui.orders.rules.external import ExternalOrder, ExternalRefund

__all__ = ["ReadTable", "Reading", "SourceFile", "read_orders"]

SAMPLE_ROWS = 5
Assembly = OrderAssembly | RefundAssembly


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file: its name (shown in reports) and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table found in a file (a sheet, a file inside a zip) and how it was read.

    `format` is a format code such as "taobao.orders", "mapping:NAME", the code of a known file that holds no orders
    (`kind` is then None), or None when not recognised; `headers` and `sample` (first rows) serve the mapping page.
    """

    file: str
    sheet: str
    format: str | None
    platform: str | None
    kind: str | None
    headers: tuple[str, ...]
    header_line: int
    rows: int
    sample: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read. `parts` are lines, payments or receivers whose order is in none of the files.

    `rejected` rows were not taken; `notices` were taken with a remark; `tables` names each table's format.
    """

    orders: tuple[ExternalOrder, ...]
    refunds: tuple[ExternalRefund, ...]
    parts: tuple[ExternalOrder, ...]
    rejected: tuple[Rejection, ...]
    notices: tuple[Rejection, ...]
    tables: tuple[ReadTable, ...]


def read_orders(files: Sequence[SourceFile], mapping: ColumnMapping | None = None) -> Reading:
    """This will read platform exports, or any table by a mapping; it never raises for what is in a file."""
    reader = _Reader(mapping)
    with collector_resting():
        for file in files:
            reader.read(file)
        return reader.reading()


class _Reader:
    """Keeps what the files have given so far."""

    def __init__(self, mapping: ColumnMapping | None) -> None:
        self._mapping = mapping
        self._mapped = mapped_formats(mapping) if mapping else ()
        self._joined = Joined()
        self._refunds: list[ExternalRefund] = []
        self._rejected: list[Rejection] = []
        self._notices: list[Rejection] = []
        self._tables: list[ReadTable] = []

    def read(self, file: SourceFile) -> None:
        """Sheets of one format in one file are one list: a workbook may hold one sheet per month."""
        assemblies: dict[tuple[str, str], Assembly] = {}
        unread: list[Rejection] = []
        for raw in raw_tables(file.name, file.data):
            if isinstance(raw, FileProblem):
                problem = raw.problem
                self._rejected.append(Rejection(raw.file, problem.line, problem.column, problem.code, problem.params))
            else:
                unread += self._read_table(raw, assemblies)
        # beside a list of orders, sheets of explanations are no fault
        (self._notices if assemblies else self._rejected).extend(unread)
        for assembly in assemblies.values():
            self._close(assembly)

    def reading(self) -> Reading:
        """Everything together; parts find their orders here."""
        orders = self._joined.orders()
        return Reading(
            orders=orders,
            refunds=tuple(self._refunds),
            parts=self._joined.parts(),
            rejected=tuple(self._rejected),
            notices=(*self._notices, *self._joined.notices),
            tables=tuple(self._tables),
        )

    def _read_table(self, raw: RawTable, assemblies: dict[tuple[str, str], Assembly]) -> list[Rejection]:
        head = list(islice(raw.rows, LOOK_AHEAD))
        found = recognise(head, self._mapped) if self._mapped else None
        if found is None or found.format is None:
            found = recognise(head, FORMATS)
        if found is None or found.format is None:
            return self._unread(raw, head, found)
        body = chain(head[found.position + 1 :], raw.rows)
        assembly = assemblies.setdefault((raw.file, found.format.code), _assembly_of(raw.file, found.format))
        before, header_line = assembly.rows, head[found.position][0]
        if isinstance(assembly, RefundAssembly):
            assembly.take(raw, found.headers, body, header_line)
        else:
            assembly.take(raw, planned(found.format, found.headers), body, header_line)
        self._tables.append(_table(raw, head, found, assembly.rows - before))
        return []

    def _unread(self, raw: RawTable, head: list[Row], found: Recognised | None) -> list[Rejection]:
        for _ in raw.rows:  # to its end, so that what is wrong with the file itself is told too
            pass
        self._rejected += [
            Rejection(raw.file, problem.line, "", problem.code, problem.params) for problem in raw.problems
        ]
        if found is None:
            return [Rejection(raw.file, 0, "", "no_table", sheet=raw.sheet)]
        self._tables.append(_table(raw, head, found, 0))
        if found.other:
            return [Rejection(raw.file, 0, "", "not_orders", {"format": found.other}, sheet=raw.sheet)]
        missing = missing_columns(self._mapping, found.headers) if self._mapping else ()
        line = head[found.position][0]
        return [
            Rejection(raw.file, line, name, "mapping_column_missing", {"value": name}, sheet=raw.sheet)
            for name in missing
        ] or [Rejection(raw.file, line, "", "not_recognised", {}, found.headers.names, raw.sheet)]

    def _close(self, assembly: Assembly) -> None:
        if isinstance(assembly, RefundAssembly):
            self._refunds += assembly.refunds()
        else:
            add = self._joined.add_wholes if assembly.form.kind in WHOLE else self._joined.add_parts
            add(assembly.orders())
            self._refunds += assembly.returns
        self._rejected += assembly.ledger.rejected
        self._notices += assembly.ledger.notices


def _assembly_of(file: str, form: Format) -> Assembly:
    return RefundAssembly(file, form) if form.kind is FormatKind.REFUNDS else OrderAssembly(file, form)


def _table(raw: RawTable, head: list[Row], found: Recognised, rows: int) -> ReadTable:
    form = found.format
    return ReadTable(
        file=raw.file,
        sheet=raw.sheet,
        format=form.code if form else found.other,
        platform=form.platform if form else None,
        kind=str(form.kind) if form else None,
        headers=found.headers.names,
        header_line=head[found.position][0],
        rows=rows,
        sample=tuple(_sample(head[found.position + 1 :])),
    )


def _sample(rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    for _, cells in rows[:SAMPLE_ROWS]:
        yield tuple(map(text, cells))
