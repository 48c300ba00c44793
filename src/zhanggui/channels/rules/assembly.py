"""Rows of one table, or of all like sheets of one file → drafts of orders; what cannot be taken is told apart.

A rejected row takes its whole order with it: half an order must never come in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from zhanggui.channels.rules.articles import ArticleRows, read_values
from zhanggui.channels.rules.cells import Cell, text
from zhanggui.channels.rules.columns import Getter, Plan
from zhanggui.channels.rules.draft import Draft
from zhanggui.channels.rules.files.raw import RawTable, Row, is_footer
from zhanggui.channels.rules.finish import finished
from zhanggui.channels.rules.formats.format import Format, FormatKind, word_key
from zhanggui.channels.rules.ledger import Ledger
from zhanggui.channels.rules.problems import Bad
from zhanggui.channels.rules.skipping import skip_reason
from zhanggui.channels.rules.slots import ORDER_SLOT
from zhanggui.orders.rules.external import ExternalOrder, ExternalRefund

__all__ = ["OrderAssembly"]

STATUS = ORDER_SLOT["status"]
ONE_ROW = frozenset({FormatKind.ORDERS, FormatKind.RECEIVERS})
LONG_NUMBER = 16
GUARDS = ("=", "\t", "'")


class OrderAssembly:
    """Takes tables of one format out of one file, then gives their orders."""

    def __init__(self, file: str, form: Format) -> None:
        self.file, self.form = file, form
        self.ledger = Ledger(file)
        self._articles = ArticleRows(file, form, self.ledger)
        self.rows = 0
        self._drafts: dict[str, Draft] = {}
        self._poisoned: dict[str, int] = {}
        self._last_no: str | None = None
        self._last_bad = 0
        self._guarded = False

    def take(self, table: RawTable, plan: Plan, rows: Iterable[Row], header_line: int) -> None:
        """This will read all rows of one table."""
        self.ledger.sheet, self._last_no, self._last_bad = table.sheet, None, 0
        take_row, left_out = self._row_taker(plan), skip_reason(self.form, plan)
        for line, cells in rows:
            if len(cells) != plan.width and not self._fits(line, cells, plan):
                continue
            if left_out and (reason := left_out(cells)):
                self.rows += 1
                self.ledger.reject(line, reason[0], "left_out", {"reason": reason[1]}, cells)
                continue
            take_row(line, cells, line == header_line + 1)
        self._end(table)

    @property
    def returns(self) -> list[ExternalRefund]:
        """Rows that were returns of goods."""
        return self._articles.returns

    def orders(self) -> list[ExternalOrder]:
        """This will give the whole orders (or parts, for formats of parts), once every table is read."""
        self._refuse_rounded()
        found = []
        for no, draft in self._drafts.items():
            order = finished(no, draft, self.form, self.file)
            if isinstance(order, Bad):
                self.ledger.reject(draft.line, draft.status_header, order.code, order.params)
                continue
            found.append(order)
            for problem in draft.remarks:
                self.ledger.note_problem(problem, draft.sheet)
        self._drafts = {}
        return found

    # one row

    def _row_taker(self, plan: Plan) -> Callable[[int, list[Cell], bool], None]:
        """The loop every row goes through: everything that can be known beforehand is bound here."""
        drafts, poisoned, number_of = self._drafts, self._poisoned, self._number
        one_row, with_lines = self.form.kind in ONE_ROW, bool(plan.line)
        head_of = itemgetter(*(getter.place for getter in plan.order), plan.width - 1)
        row_before: list[Cell] = []

        def take(line: int, cells: list[Cell], first: bool) -> None:
            nonlocal row_before
            no = number_of(line, cells, plan, first)
            if no is None:
                return
            self.rows += 1
            if no in poisoned:
                self.ledger.reject(line, "", "order_incomplete", {"first": poisoned[no]}, cells)
                return
            draft = drafts.get(no)
            adjacent = no == self._last_no
            self._last_no = no
            if draft is None:
                new = self._head(line, cells, plan)
                if new is None or (with_lines and not self._articles.take(no, new, line, cells, plan)):
                    self._poison(no, line)
                elif new.lines or not self.form.negative_is_return:
                    drafts[no] = new
            elif one_row:
                self._again(no, draft, line, cells, plan)
            else:
                if not adjacent:
                    draft.breaks.append(len(draft.lines))
                # most platforms repeat the order's cells on each of its rows; then nothing new is to be read
                same = adjacent and head_of(row_before) == head_of(cells)
                taken = self._take_sums(draft, line, cells, plan) if same else self._more_head(draft, line, cells, plan)
                if not taken or (with_lines and not self._articles.take(no, draft, line, cells, plan)):
                    self._poison(no, line)
            row_before = cells

        return take

    def _number(self, line: int, cells: list[Cell], plan: Plan, first: bool) -> str | None:
        """The order number of a row; None when the row is no order and has been dealt with."""
        if plan.number is None:
            return f"{self.form.number_from_row or ''}{line}" if any(text(cell) for cell in cells) else None
        raw = cells[plan.number.place]
        found = plan.number.convert(raw)
        if type(found) is str:
            self._watch_digits(found, raw)
            return found
        return self._without_number(found, line, cells, plan.number, first)

    def _without_number(
        self, found: Bad | None, line: int, cells: list[Cell], getter: Getter, first: bool
    ) -> str | None:
        if is_footer(cells) or not any(text(cell) for cell in cells):
            return None
        if found is None and self.form.carried:
            return self._carried(line, cells)
        if (
            isinstance(found, Bad)
            and (first or text(cells[getter.place]) == getter.header)
            and found.code == "order_no_malformed"
            and not text(cells[getter.place]).isascii()
        ):
            return None  # a second header row that repeats or explains the names
        self.rows += 1
        self._last_no, self._last_bad = None, line
        bad = found or Bad("order_no_missing")
        self.ledger.reject(line, getter.header, bad.code, bad.params, cells)
        return None

    def _carried(self, line: int, cells: list[Cell]) -> str | None:
        if self._last_no is None:
            self.rows += 1
            code, params = (
                ("order_incomplete", {"first": self._last_bad}) if self._last_bad else ("order_no_missing", {})
            )
            self.ledger.reject(line, "", code, params, cells)
        return self._last_no

    def _watch_digits(self, found: str, raw: Cell) -> None:
        """Numbers behind a guard (="…", TAB, ') were never touched by Excel."""
        if len(found) >= LONG_NUMBER and type(raw) is str and raw[:1] in GUARDS:
            self._guarded = True

    def _head(self, line: int, cells: list[Cell], plan: Plan) -> Draft | None:
        values = read_values(list(plan.order_start), line, cells, plan.order, plan.order_fallback, self.ledger)
        if values is None:
            return None
        draft = Draft(line, self.ledger.sheet, values, plan)
        if (plan.summed or plan.discounts) and not self._take_sums(draft, line, cells, plan):
            return None
        return draft if self._take_status(draft, values[STATUS], line, cells, plan) else None

    def _take_sums(self, draft: Draft, line: int, cells: list[Cell], plan: Plan) -> bool:
        if not plan.summed and (draft.sums or not plan.discounts):
            return True
        row: list[tuple[int, int | None]] = []
        for getter in plan.summed:
            value = getter.convert(cells[getter.place])
            if type(value) is Bad:
                self.ledger.reject_cell(line, getter, value, cells)
                return False
            row.append((getter.slot, value))
        if plan.discounts and (not draft.sums or "discount_fen" in self.form.summed):
            row.append((ORDER_SLOT["discount_fen"], _saved(cells, plan.discounts)))
        draft.sums.append(row)
        return True

    def _take_status(self, draft: Draft, found: str | None, line: int, cells: list[Cell], plan: Plan) -> bool:
        if "status" not in plan.shown:
            return True
        key = word_key(found) if found else ""
        if key in draft.words:
            return True
        if meaning := self.form.statuses.get(key):
            draft.words[key] = meaning
            return True
        if not found and (draft.words or self.form.kind in (FormatKind.LINES, FormatKind.RECEIVERS)):
            return True
        code, params = ("status_unknown", {"value": found[:80]}) if found else ("status_missing", {})
        self.ledger.reject(line, draft.status_header, code, params, cells)
        return False

    # further rows of an order

    def _more_head(self, draft: Draft, line: int, cells: list[Cell], plan: Plan) -> bool:
        for getter in plan.order:
            if draft.values[getter.slot] is None or getter.slot == STATUS:
                value = getter.convert(cells[getter.place])
                if type(value) is Bad:
                    self.ledger.reject_cell(line, getter, value, cells)
                    return False
                if getter.slot == STATUS:
                    if (value or not self.form.carried) and not self._take_status(draft, value, line, cells, plan):
                        return False
                elif value is not None:
                    draft.values[getter.slot] = value
        return self._take_sums(draft, line, cells, plan)

    def _again(self, no: str, draft: Draft, line: int, cells: list[Cell], plan: Plan) -> None:
        again = self._head(line, cells, plan)
        if again is None or (plan.line and not self._articles.take(no, again, line, cells, plan)):
            return
        if again.same_as(draft):
            self.ledger.note(line, "", "row_repeated", {"first": draft.line}, cells)
        else:
            self.ledger.reject(
                line, plan.number.header if plan.number else "", "order_twice", {"first": draft.line}, cells
            )

    # what goes wrong

    def _fits(self, line: int, cells: list[Cell], plan: Plan) -> bool:
        """Rows may be longer by empty cells only; a row that is shorter has lost its end."""
        if len(cells) > plan.width:
            if any(text(cell) for cell in cells[plan.width :]):
                self._reject_shape(line, cells, plan, "row_too_long")
                return False
            del cells[plan.width :]
            return True
        if not any(text(cell) for cell in cells) or is_footer(cells):
            return False
        self._reject_shape(line, cells, plan, "row_cut")
        return False

    def _reject_shape(self, line: int, cells: list[Cell], plan: Plan, code: str) -> None:
        self.rows += 1
        self.ledger.reject(line, "", code, {"cells": len(cells), "columns": plan.width}, cells)
        if plan.number and plan.number.place < len(cells):
            found = plan.number.convert(cells[plan.number.place])
            if isinstance(found, str):
                self._poison(found, line)

    def _poison(self, no: str, line: int) -> None:
        """The order waits as a whole: its rows that were already taken are given back."""
        self._poisoned.setdefault(no, line)
        draft = self._drafts.pop(no, None)
        for taken in draft.all_lines() if draft else ():
            self.ledger.reject(taken, "", "order_incomplete", {"first": line})

    def _end(self, table: RawTable) -> None:
        for problem in table.problems:
            self.ledger.reject(problem.line, problem.column, problem.code, problem.params)
        draft = self._drafts.get(self._last_no) if self._last_no else None
        if table.cut and draft and self._last_no and self.form.kind not in ONE_ROW:
            self._poisoned[self._last_no] = draft.line
            del self._drafts[self._last_no]
            for line in draft.all_lines():
                self.ledger.reject(line, "", "order_maybe_cut", {})

    def _refuse_rounded(self) -> None:
        """A csv saved by Excel shows rounded numbers as digits: one with zeros is chance, most of a column is not."""
        long = [no for no in self._drafts if len(no) >= LONG_NUMBER and no.isdecimal()]
        rounded = [no for no in long if not no[15:].strip("0")]
        if self._guarded or len(rounded) < 2 or len(rounded) * 2 < len(long):
            return
        for no in rounded:
            draft = self._drafts.pop(no)
            for line in draft.all_lines():
                self.ledger.reject(line, draft.number_header, "order_no_damaged", {"value": no})


def _saved(cells: list[Cell], discounts: Sequence[Getter]) -> int | None:
    """A saving that cannot be read is not known; it decides nothing, so it does not stop the order."""
    found = [getter.convert(cells[getter.place]) for getter in discounts]
    known = [value for value in found if isinstance(value, int)]
    return sum(known) if known else None
