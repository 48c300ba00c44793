"""The article that a row of an order names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhanggui.channels.rules.cells import Cell, text
from zhanggui.channels.rules.columns import Getter, Plan
from zhanggui.channels.rules.draft import Draft
from zhanggui.channels.rules.formats.format import Format
from zhanggui.channels.rules.ledger import Ledger
from zhanggui.channels.rules.making import maker_of
from zhanggui.channels.rules.problems import Bad
from zhanggui.channels.rules.returned import return_of
from zhanggui.channels.rules.slots import line_slots
from zhanggui.orders.rules.external import ExternalLine, ExternalRefund, RefundState

__all__ = ["ArticleRows", "read_values"]

QUANTITY, AFTER_SALES, REFUND = line_slots("quantity line_after_sales line_refund_fen")
SOURCE_LINE = 10
make_line = maker_of(ExternalLine)


class ArticleRows:
    """Adds the articles of rows to their orders; negative ones become returns where the table means them so."""

    def __init__(self, file: str, form: Format, ledger: Ledger) -> None:
        self._file, self.form, self.ledger = file, form, ledger
        self.returns: list[ExternalRefund] = []

    def take(self, no: str, draft: Draft, line: int, cells: list[Cell], plan: Plan) -> bool:
        """This will add the row's article to the order; False when the row was rejected."""
        values = read_values(list(plan.line_start), line, cells, plan.line, plan.line_fallback, self.ledger)
        if values is None:
            return False
        for slot, default in plan.defaults.items():
            if values[slot] is None:
                values[slot] = default
        pieces = values[QUANTITY]
        if pieces is not None and pieces <= 0:
            return self._not_positive(no, draft, line, values, cells, plan)
        if values[AFTER_SALES] is RefundState.OTHER:
            self._unknown_after_sales(line, cells, plan)
        values[SOURCE_LINE] = line
        if values[REFUND] is None and values[AFTER_SALES] is RefundState.NONE and "line_refund_fen" in plan.shown:
            values[REFUND] = 0
        return self._add_line(draft, make_line(*values), line, cells, plan)

    def _add_line(self, draft: Draft, new: ExternalLine, line: int, cells: list[Cell], plan: Plan) -> bool:
        if new.external_line_no is not None:
            twin = next((old for old in draft.lines if old.external_line_no == new.external_line_no), None)
            if twin is not None:
                draft.forget_last_sums()
                return self._line_twice(twin, new, line, cells)
        draft.lines.append(new)
        return True

    def _line_twice(self, twin: ExternalLine, new: ExternalLine, line: int, cells: list[Cell]) -> bool:
        params: dict[str, str | int] = {"first": twin.source_line}
        if all(getattr(twin, name) == getattr(new, name) for name in ExternalLine.__slots__ if name != "source_line"):
            self.ledger.note(line, "", "row_repeated", params, cells)
            return True
        self.ledger.reject(line, "", "line_twice", params | {"value": new.external_line_no or ""}, cells)
        return False

    def _not_positive(self, no: str, draft: Draft, line: int, values: list[Any], cells: list[Cell], plan: Plan) -> bool:
        pieces = values[QUANTITY]
        if self.form.negative_is_return and pieces < 0:
            self.returns.append(return_of(no, draft, line, values, self.form.platform, self._file))
            return True
        header = next(getter.header for getter in plan.line if getter.slot == QUANTITY)
        self.ledger.reject(line, header, "quantity_negative", {"value": str(pieces)}, cells)
        return False

    def _unknown_after_sales(self, line: int, cells: list[Cell], plan: Plan) -> None:
        for getter in plan.line:
            if getter.slot == AFTER_SALES:
                self.ledger.note(
                    line, getter.header, "after_sales_unknown", {"value": text(cells[getter.place])[:80]}, cells
                )


def read_values(
    values: list[Any],
    line: int,
    cells: list[Cell],
    getters: Sequence[Getter],
    fallback: Sequence[Getter],
    ledger: Ledger,
) -> list[Any] | None:
    """This will read cells into their places, None when one of them is bad and the row is rejected."""
    for slot, index, convert, _ in getters:
        value = convert(cells[index])
        if value is not None:
            values[slot] = value
    for getter in fallback:
        if values[getter.slot] is None or values[getter.slot] == "":
            values[getter.slot] = getter.convert(cells[getter.place])
    if Bad in map(type, values):
        for getter in (*getters, *fallback):
            if type(bad := values[getter.slot]) is Bad:
                ledger.reject_cell(line, getter, bad, cells)
                return None
    return values
