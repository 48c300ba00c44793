"""Rows of refund lists → refunds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from zhanggui.channels.rules.cells import Cell, text
from zhanggui.channels.rules.columns import Headers, reader_of
from zhanggui.channels.rules.files.raw import RawTable, Row, is_footer
from zhanggui.channels.rules.formats.format import Format, after_sales
from zhanggui.channels.rules.ledger import Ledger
from zhanggui.channels.rules.problems import Bad
from zhanggui.orders.rules.external import ExternalRefund, RefundState

__all__ = ["RefundAssembly"]

COPIED = ("listing_code", "sku_code", "title", "reason", "buyer_key", "return_courier", "return_tracking_no")


class RefundAssembly:
    """Takes tables of one refund format out of one file."""

    def __init__(self, file: str, form: Format) -> None:
        self.file, self.form = file, form
        self.ledger = Ledger(file)
        self.rows = 0
        self._refunds: dict[str, ExternalRefund] = {}

    def take(self, table: RawTable, headers: Headers, rows: Iterable[Row], header_line: int) -> None:
        """This will read all rows of one table."""
        self.ledger.sheet = table.sheet
        cells_of = [
            (name, index, reader_of(name, self.form), headers.names[index])
            for name, aliases in self.form.columns.items()
            if (index := next((found for alias in aliases if (found := headers.index(alias)) is not None), None))
            is not None
        ]
        for line, cells in rows:
            if is_footer(cells) or not any(text(cell) for cell in cells):
                continue
            if line == header_line + 1 and not text(cells[0]).isascii():
                continue  # a row that explains the columns
            self.rows += 1
            if len(cells) < len(headers.names):
                self.ledger.reject(line, "", "row_cut", {"cells": len(cells), "columns": len(headers.names)}, cells)
            else:
                self._take_row(line, cells, cells_of)
        for problem in table.problems:
            self.ledger.reject(problem.line, problem.column, problem.code, problem.params)

    def refunds(self) -> list[ExternalRefund]:
        """This will give the refunds of every table read."""
        return list(self._refunds.values())

    def _take_row(self, line: int, cells: list[Cell], cells_of: Sequence[tuple[str, int, Any, str]]) -> None:
        values: dict[str, Any] = {}
        for name, index, convert, header in cells_of:
            value = convert(cells[index])
            if isinstance(value, Bad):
                self.ledger.reject(line, header, value.code, value.params, cells)
                return
            values[name] = value
        if not values.get("external_no") or not values.get("refund_no"):
            self.ledger.reject(line, "", "order_no_missing", {}, cells)
            return
        self._keep(self._refund(line, values), line, cells)

    def _keep(self, refund: ExternalRefund, line: int, cells: list[Cell]) -> None:
        key = f"{refund.refund_no}/{refund.external_line_no or ''}"
        if key in self._refunds:
            self.ledger.note(line, "", "row_repeated", {"first": self._refunds[key].source_line}, cells)
            return
        if refund.state is RefundState.OTHER:
            self.ledger.note(line, "", "after_sales_unknown", {"value": ""}, cells)
        self._refunds[key] = refund

    def _refund(self, line: int, values: dict[str, Any]) -> ExternalRefund:
        asked, done = values.get("asked_at"), values.get("finished_at")
        amount, freight = values.get("amount_fen"), values.get("freight_fen")
        return ExternalRefund(
            refund_no=values["refund_no"],
            external_no=values["external_no"],
            platform=self.form.platform,
            state=_state(values.get("state")),
            amount_fen=amount + (freight or 0) if amount is not None else None,
            external_line_no=values.get("line_no"),
            quantity=values.get("quantity"),
            needs_return=_needs_return(values),
            before_shipping=_before_shipping(values.get("goods_state")),
            asked_at=asked.at if asked else None,
            finished_at=done.at if done else None,
            source_file=self.file,
            source_line=line,
            **{name: values.get(name) for name in COPIED},
        )


def _state(found: str | None) -> RefundState:
    """In a refund list an empty state is not "nothing": the case exists."""
    state = after_sales(found)
    return RefundState.OTHER if state is RefundState.NONE else state


def _needs_return(values: dict[str, Any]) -> bool | None:
    kind = values.get("return_kind")
    return "退货" in kind if kind else values.get("needs_return")


def _before_shipping(goods_state: str | None) -> bool | None:
    """买家未收到货 leaves open whether it was shipped."""
    if goods_state is None or "未收到" in goods_state:
        return None
    if "未发货" in goods_state:
        return True
    return False if ("已发货" in goods_state or "已收到" in goods_state or "已退" in goods_state) else None
