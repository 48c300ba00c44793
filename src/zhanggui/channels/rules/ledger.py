"""What is told about the rows of one file: those that were not taken, and those that were with a remark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhanggui.channels.rules.cells import Cell, text
from zhanggui.channels.rules.columns import Getter
from zhanggui.channels.rules.problems import Bad, Problem, Rejection

__all__ = ["Ledger"]

Params = Mapping[str, str | int]


class Ledger:
    """Collects the rejections and notices of a file, sheet by sheet."""

    def __init__(self, file: str) -> None:
        self.file, self.sheet = file, ""
        self.rejected: list[Rejection] = []
        self.notices: list[Rejection] = []

    def reject(self, line: int, column: str, code: str, params: Params, cells: Sequence[Cell] = ()) -> None:
        """This will tell a row that was not taken."""
        self.rejected.append(Rejection(self.file, line, column, code, params, tuple(map(text, cells)), self.sheet))

    def reject_cell(self, line: int, getter: Getter, bad: Bad, cells: Sequence[Cell]) -> None:
        """This will tell a row that was not taken because of one cell."""
        self.reject(line, getter.header, bad.code, bad.params, cells)

    def note(self, line: int, column: str, code: str, params: Params, cells: Sequence[Cell] = ()) -> None:
        """This will tell a row that was taken with a remark."""
        self.notices.append(Rejection(self.file, line, column, code, params, tuple(map(text, cells)), self.sheet))

    def note_problem(self, problem: Problem, sheet: str) -> None:
        """This will tell a remark that came up when the order was closed."""
        self.notices.append(Rejection(self.file, problem.line, problem.column, problem.code, problem.params, (), sheet))
