"""Answers of the platforms' order interfaces saved as JSON, laid out as a table: one row per article.

The names of the columns are the paths inside an order, "orders.order.sku_id"; ids that came as numbers stay exact.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from zhanggui.channels.rules.cells import Cell
from zhanggui.channels.rules.files.raw import FileProblem, RawTable
from zhanggui.channels.rules.problems import Problem

__all__ = ["answer_tables", "looks_like_answer"]

ORDER_KEYS = ("tid", "order_sn")
LINE_PATHS = ("orders.order", "item_list")
DEEPEST = 12
Tree = dict[str, "Tree"] | list["Tree"] | str | None


def looks_like_answer(head: str) -> bool:
    """This will tell whether a text is JSON with orders in it."""
    head = head.lstrip()
    return head.startswith(("{", "[")) and any(f'"{key}"' in head for key in ORDER_KEYS)


def answer_tables(name: str, content: str) -> Iterator[RawTable | FileProblem]:
    """This will give one table of all orders of the answer or of the list of answers."""
    try:
        tree = json.loads(content, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        yield FileProblem(name, Problem(error.lineno, "", "json_broken", {"line": error.lineno}))
        return
    except RecursionError:
        yield FileProblem(name, Problem(0, "", "json_broken", {"line": 1}))
        return
    rows = [row for order in _orders(tree, 0) for row in _rows_of(order)]
    headers = list(dict.fromkeys(key for row in rows for key in row))
    table: list[tuple[int, list[Cell]]] = [(0, list(headers))]
    table += [(line, [row.get(header, "") for header in headers]) for line, row in enumerate(rows, 1)]
    yield RawTable(name, "", iter(table))


def _orders(tree: Tree, depth: int) -> Iterator[dict[str, Tree]]:
    if depth > DEEPEST:
        return
    if isinstance(tree, dict):
        if any(key in tree for key in ORDER_KEYS):
            yield tree
            return
        tree = list(tree.values())
    if isinstance(tree, list):
        for branch in tree:
            yield from _orders(branch, depth + 1)


def _rows_of(order: dict[str, Tree]) -> Iterator[dict[str, str]]:
    head: dict[str, str] = {}
    lines: list[dict[str, str]] = []
    _flatten(order, "", head, lines, 0)
    for line in lines or [{}]:
        yield head | line


def _flatten(tree: dict[str, Tree], path: str, head: dict[str, str], lines: list[dict[str, str]], depth: int) -> None:
    for key, branch in tree.items():
        here = f"{path}{key}"
        if here in LINE_PATHS:  # a list with one element may come as the element itself
            for line in branch if isinstance(branch, list) else [branch]:
                lines.append(_line(line, here))
        elif isinstance(branch, dict) and depth < DEEPEST:
            _flatten(branch, f"{here}.", head, lines, depth + 1)
        elif not isinstance(branch, list | dict):
            head[here] = _leaf(branch)


def _line(line: Tree, path: str) -> dict[str, str]:
    if not isinstance(line, dict):
        return {}
    return {f"{path}.{key}": _leaf(leaf) for key, leaf in line.items() if not isinstance(leaf, list | dict)}


def _leaf(leaf: Tree | bool | Decimal) -> str:
    if leaf is None or isinstance(leaf, bool):
        return {None: "", True: "TRUE", False: "FALSE"}[leaf]
    return str(leaf).replace("\0", "")
