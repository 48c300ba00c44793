"""Rows that a mapping leaves out on purpose."""

from __future__ import annotations

from collections.abc import Callable

from zhanggui.channels.rules.cells import BLANKS, Cell, memoised, money, text
from zhanggui.channels.rules.columns import Plan
from zhanggui.channels.rules.formats.format import Format
from zhanggui.channels.rules.mapping import SkipRule, SkipTest

__all__ = ["skip_reason"]

Matches = Callable[[Cell], bool]


def skip_reason(form: Format, plan: Plan) -> Callable[[list[Cell]], tuple[str, str] | None] | None:
    """This will give a function that says by which rule a row is left out (column, reason), or None without rules."""
    rules = [
        (plan.columns.index(rule.column), memoised(_matcher(rule, form.decimal == "comma")), rule) for rule in form.skip
    ]
    present = [(index, matches, rule) for index, matches, rule in rules if index is not None]
    if not present:
        return None

    def reason(cells: list[Cell]) -> tuple[str, str] | None:
        for index, matches, rule in present:
            if matches(cells[index]):
                return rule.column, rule.reason
        return None

    return reason


def _matcher(rule: SkipRule, comma: bool) -> Matches:
    match rule.test:
        case SkipTest.EQUALS:
            wanted = frozenset(rule.values)
            return lambda cell: text(cell) in wanted
        case SkipTest.STARTS_WITH:
            return lambda cell: text(cell).startswith(rule.values)
        case SkipTest.BELOW:
            limit = money(rule.values[0])
            return lambda cell: (
                isinstance(found := money(cell, comma=comma), int) and isinstance(limit, int) and found < limit
            )
        case SkipTest.EMPTY:
            return lambda cell: text(cell) in BLANKS
