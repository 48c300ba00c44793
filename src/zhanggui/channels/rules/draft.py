"""An order while its rows are still coming in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhanggui.channels.rules.columns import Plan
from zhanggui.channels.rules.formats.format import Word
from zhanggui.channels.rules.problems import Problem
from zhanggui.channels.rules.slots import ORDER_SLOT
from zhanggui.orders.rules.external import ExternalLine

__all__ = ["Draft"]


class Draft:
    """The order cells as read, the state words met, the articles, and what the rows add up to."""

    __slots__ = ("breaks", "line", "lines", "plan", "remarks", "sheet", "sums", "values", "words")

    def __init__(self, line: int, sheet: str, values: list[Any], plan: Plan) -> None:
        self.line, self.sheet, self.values, self.plan = line, sheet, values, plan
        self.words: dict[str, Word] = {}
        self.lines: list[ExternalLine] = []
        self.sums: list[list[tuple[int, int | None]]] = []
        self.breaks: list[int] = []
        self.remarks: list[Problem] = []

    @property
    def status_header(self) -> str:
        """The name of the state column, for what is told to people."""
        slot = ORDER_SLOT["status"]
        return next((getter.header for getter in self.plan.order if getter.slot == slot), "")

    @property
    def number_header(self) -> str:
        """The name of the number column."""
        return self.plan.number.header if self.plan.number else ""

    def value(self, name: str) -> Any:
        """The order field as read from the first row that shows it."""
        return self.values[ORDER_SLOT[name]]

    def all_lines(self) -> Iterator[int]:
        """The source lines of the order."""
        yield from dict.fromkeys([self.line, *(line.source_line for line in self.lines)])

    def forget_last_sums(self) -> None:
        """A row that repeats an article adds nothing."""
        if len(self.sums) > 1:
            self.sums.pop()

    def same_as(self, other: Draft) -> bool:
        """This will tell whether two rows say the same."""
        mine = [line_facts(line) for line in self.lines]
        return (
            self.values == other.values
            and self.words == other.words
            and mine == [line_facts(line) for line in other.lines]
        )

    def drop_repetition(self) -> None:
        """A file pasted twice into one shows each order in two separate blocks with the same articles."""
        for start in filter(None, self.breaks):
            if [line_facts(line) for line in self.lines[:start]] == [line_facts(line) for line in self.lines[start:]]:
                self.remarks.append(Problem(self.lines[start].source_line, "", "row_repeated", {"first": self.line}))
                del self.lines[start:]
                if len(self.sums) > start:
                    del self.sums[start:]
                return


def line_facts(line: ExternalLine) -> tuple[object, ...]:
    """Everything about an article but where it stands in the file."""
    return tuple(getattr(line, name) for name in ExternalLine.__slots__ if name != "source_line")
