"""Column mappings as small YAML texts that a person can read, change and keep beside the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import yaml

from zhanggui.channels.rules.columns import Headers
from zhanggui.channels.rules.formats import FORMATS
from zhanggui.channels.rules.mapping import (
    ColumnMapping,
    DateOrder,
    DecimalStyle,
    SkipRule,
    SkipTest,
    TableKind,
    TableMapping,
)
from zhanggui.channels.rules.mapping_fields import field_names
from zhanggui.channels.rules.problems import Problem
from zhanggui.orders.rules.external import ExternalStatus

__all__ = ["mapping_from_text", "mapping_problems", "mapping_to_text", "suggested_mapping"]

LONGEST = 200_000
MEANINGS = frozenset({*ExternalStatus, "closed"})
CASES = frozenset({"unpaid", "paid", "refunded"})


def mapping_from_text(content: str) -> ColumnMapping | tuple[Problem, ...]:
    """This will read a mapping; everything wrong with it is told at once."""
    tree = _tree(content)
    if isinstance(tree, Problem):
        return (tree,)
    try:
        mapping = _mapping(tree)
    except _Malformed as malformed:
        return (malformed.problem,)
    return mapping_problems(mapping) or mapping


def mapping_problems(mapping: ColumnMapping) -> tuple[Problem, ...]:
    """This will tell what keeps a mapping from working: unknown fields, meanings that do not exist, no order number."""
    found: list[Problem] = [] if mapping.tables else [_missing("columns")]
    for table in mapping.tables:
        found += _table_problems(table)
    return tuple(found)


def mapping_to_text(mapping: ColumnMapping) -> str:
    """This will write a mapping; reading the text gives the same mapping."""
    head: dict[str, Any] = {
        "name": mapping.name,
        "platform": mapping.platform,
        "date_order": str(mapping.date_order),
        "decimal": str(mapping.decimal),
        "paid_is_net": mapping.paid_is_net,
        "utc_offset_minutes": mapping.utc_offset_minutes,
        "tables": [_table_tree(table) for table in mapping.tables],
    }
    return yaml.safe_dump(head, allow_unicode=True, sort_keys=False)


def suggested_mapping(name: str, headers: tuple[str, ...]) -> ColumnMapping:
    """This will propose a mapping from names that platforms use for the same thing; the person completes it."""
    columns, known = Headers(headers), field_names()
    found: dict[str, str] = {}
    for form in FORMATS:
        for field, aliases in form.columns.items():
            if field in known and field not in found:
                index = next((position for alias in aliases if (position := columns.index(alias)) is not None), None)
                if index is not None and columns.names[index] not in found.values():
                    found[field] = columns.names[index]
    return ColumnMapping(name, (TableMapping(columns=found, line_level="quantity" in found or "title" in found),))


class _Texts(yaml.SafeLoader):
    """Every scalar is text: a column called No, On or 007 must not become False, True or 7."""

    yaml_implicit_resolvers = {}


class _Malformed(Exception):
    """Ends the reading of a text; never leaves this file."""

    def __init__(self, reason: str) -> None:
        self.problem = Problem(0, "", "mapping_malformed", {"reason": reason})


def _tree(content: str) -> dict[str, Any] | Problem:
    try:
        tree = _Texts(content).get_single_data() if len(content) <= LONGEST else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return Problem(mark.line + 1 if mark else 0, "", "mapping_malformed", {"reason": "YAML"})
    except (RecursionError, ValueError):
        return Problem(0, "", "mapping_malformed", {"reason": "YAML"})
    return tree if isinstance(tree, dict) else Problem(0, "", "mapping_malformed", {"reason": "YAML"})


def _mapping(tree: dict[str, Any]) -> ColumnMapping:
    tables = tree.get("tables", [{key: tree[key] for key in tree if key in _TABLE_KEYS}])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _Malformed("tables")
    for key in tree:
        if key not in _HEAD_KEYS and ("tables" in tree or key not in _TABLE_KEYS):
            raise _Malformed(str(key)[:80])
    return ColumnMapping(
        name=str(tree.get("name") or "mapping"),
        tables=tuple(_table(table) for table in tables),
        platform=str(tree.get("platform") or "other"),
        date_order=_one_of(DateOrder, tree.get("date_order", "ymd"), "date_order"),
        decimal=_one_of(DecimalStyle, tree.get("decimal", "point"), "decimal"),
        paid_is_net=_flag(tree, "paid_is_net"),
        utc_offset_minutes=_offset(tree),
    )


_HEAD_KEYS = frozenset({"name", "platform", "date_order", "decimal", "paid_is_net", "utc_offset_minutes", "tables"})
_TABLE_KEYS = frozenset(TableMapping.__slots__)


def _table(tree: dict[str, Any]) -> TableMapping:
    for key in tree:
        if key not in _TABLE_KEYS:
            raise _Malformed(str(key)[:80])
    summed, skip = tree.get("summed", []), tree.get("skip", [])
    if not isinstance(summed, list) or not isinstance(skip, list):
        raise _Malformed("summed, skip")
    prefix = tree.get("number_from_row")
    return TableMapping(
        kind=_one_of(TableKind, tree.get("kind", "orders"), "kind"),
        columns=_texts(tree, "columns"),
        constants=_texts(tree, "constants"),
        defaults=_texts(tree, "defaults"),
        line_level=_flag(tree, "line_level"),
        summed=frozenset(str(name) for name in summed),
        status_words=_texts(tree, "status_words"),
        status_when=_texts(tree, "status_when"),
        negative_is_return=_flag(tree, "negative_is_return"),
        skip=tuple(_rule(rule) for rule in skip),
        number_from_row=None if prefix is None else str(prefix),
    )


def _rule(tree: Any) -> SkipRule:
    if not isinstance(tree, dict) or not {"column", "reason"} <= tree.keys():
        raise _Malformed("skip")
    test = next((name for name in SkipTest if name.value in tree), None)
    if test is None or len(tree) != 3:
        raise _Malformed("skip")
    values = tree[test.value]
    listed = values if isinstance(values, list) else [values]
    return SkipRule(str(tree["column"]), test, tuple(str(value) for value in listed), str(tree["reason"]))


def _texts(tree: dict[str, Any], key: str) -> Mapping[str, str]:
    found = tree.get(key) or {}
    if not isinstance(found, dict) or any(isinstance(value, dict | list) for value in found.values()):
        raise _Malformed(key)
    return {str(name): str(value) for name, value in found.items()}


def _flag(tree: dict[str, Any], key: str) -> bool:
    found = tree.get(key, "false")
    if found not in ("true", "false"):
        raise _Malformed(key)
    return bool(found == "true")


def _offset(tree: dict[str, Any]) -> int:
    found = str(tree.get("utc_offset_minutes", "480"))
    if not found.lstrip("-").isdecimal() or abs(int(found[:6])) > 840:
        raise _Malformed("utc_offset_minutes")
    return int(found)


def _one_of[E: StrEnum](allowed: type[E], found: Any, name: str) -> E:
    try:
        return allowed(str(found))
    except ValueError:
        raise _Malformed(f"{name}: {str(found)[:80]}") from None


def _table_problems(table: TableMapping) -> Iterator[Problem]:
    known = field_names()
    for name in (*table.columns, *table.constants, *table.defaults, *table.summed):
        if name not in known:
            yield Problem(0, name, "mapping_field_unknown", {"value": name})
    for word, meaning in table.status_words.items():
        if meaning not in MEANINGS:
            yield Problem(0, word, "mapping_value_unknown", {"value": meaning, "name": word})
    for case, meaning in table.status_when.items():
        if case not in CASES or meaning not in MEANINGS:
            yield Problem(0, case, "mapping_value_unknown", {"value": meaning, "name": case})
    if "external_no" not in table.columns and table.number_from_row is None:
        yield _missing("external_no")
    if table.kind is TableKind.ORDERS and not {"status"} & {*table.columns, *table.constants} and not table.status_when:
        yield _missing("status")


def _missing(name: str) -> Problem:
    return Problem(0, name, "mapping_field_missing", {"value": name})


def _table_tree(table: TableMapping) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "kind": str(table.kind),
        "columns": dict(table.columns),
        "constants": dict(table.constants),
        "defaults": dict(table.defaults),
        "line_level": table.line_level,
        "summed": sorted(table.summed),
        "status_words": dict(table.status_words),
        "status_when": dict(table.status_when),
        "negative_is_return": table.negative_is_return,
        "skip": [_rule_tree(rule) for rule in table.skip],
        "number_from_row": table.number_from_row,
    }
    return {key: value for key, value in tree.items() if value not in ({}, [], False, None)}


def _rule_tree(rule: SkipRule) -> dict[str, Any]:
    return {"column": rule.column, rule.test.value: list(rule.values), "reason": rule.reason}
