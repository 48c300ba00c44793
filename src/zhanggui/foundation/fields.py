"""The fields of operations: references and rows beside the kinds of single values, and how all are read together.

type Note = Annotated[str, Text(_("Note"), most=200)]
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, get_args, get_type_hints
from uuid import UUID

from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.kinds import (
    Choice,
    Day,
    Fen,
    FileToken,
    FileTokens,
    Flag,
    Kind,
    Moment,
    Text,
    Whole,
    invalid_value,
)
from zhanggui.foundation.lookup import find_many, lookup_named
from zhanggui.foundation.outcome import Invalid, Refusal
from zhanggui.foundation.words import _

__all__ = [
    "Choice",
    "Day",
    "Fen",
    "FileToken",
    "FileTokens",
    "Flag",
    "Kind",
    "Moment",
    "Ref",
    "Refs",
    "Rows",
    "Text",
    "Whole",
    "columns_of",
    "defaults_of",
    "object_schema",
    "plain",
    "read_fields",
]

MISSING = Refusal("missing", _("This must be filled in"))


@dataclass(frozen=True, slots=True)
class Ref(Kind):
    """A record found by a lookup: its id, or for people and files the code that they know it by."""

    lookup: str = dataclasses.field(kw_only=True)
    widget: ClassVar[str] = "lookup"

    def read(self, actor: Actor, raw: Any) -> int:
        found = raw if isinstance(raw, _Found) else find_many(actor, self.lookup, [raw]).get(str(raw).strip())
        if found is None:
            raise invalid_value("unknown", _("{given} is not known here"), given=str(raw))
        return int(found)

    def schema(self) -> dict[str, Any]:
        return {"type": ["integer", "string"], "description": f"id or code of a {self.lookup}"}

    @property
    def source(self) -> Any:
        """The lookup that the field searches in."""
        return lookup_named(self.lookup)


@dataclass(frozen=True, slots=True)
class Refs(Ref):
    """Several records of one lookup."""

    widget: ClassVar[str] = "lookups"

    def read(self, actor: Actor, raw: Any) -> tuple[int, ...]:  # type: ignore[override]
        members = raw if isinstance(raw, list | tuple) else str(raw).split(",")
        return tuple(Ref.read(self, actor, member) for member in members if str(member).strip())

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": Ref.schema(self)}


@dataclass(frozen=True, slots=True)
class Rows(Kind):
    """Several rows of one frozen dataclass: an editable table, an uploaded sheet, a JSON array."""

    row: type = dataclasses.field(kw_only=True)
    widget: ClassVar[str] = "rows"

    @property
    def columns(self) -> dict[str, Kind]:
        """The kind of each column by name."""
        return columns_of(self.row)

    def read(self, actor: Actor, raw: Any) -> tuple[Any, ...]:
        if not isinstance(raw, Sequence) or isinstance(raw, str) or not all(isinstance(r, Mapping) for r in raw):
            raise invalid_value("not_rows", _("A list of rows is wanted here"))
        rows = self._with_references(actor, raw)
        return tuple(self._row(actor, number, row) for number, row in enumerate(rows, start=1))

    def _with_references(self, actor: Actor, raw: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        """Look every referenced record up in one query per column, however many rows there are."""
        rows: Sequence[Mapping[str, Any]] = raw
        for name, kind in self.columns.items():
            if type(kind) is Ref:
                found = find_many(actor, kind.lookup, [row[name] for row in rows if row.get(name)])
                known = {code: _Found(record) for code, record in found.items()}
                rows = [{**row, name: known.get(str(row.get(name, "")).strip(), row.get(name))} for row in rows]
        return rows

    def _row(self, actor: Actor, number: int, raw: Mapping[str, Any]) -> Any:
        try:
            return self.row(**read_fields(actor, self.columns, defaults_of(self.row), raw))
        except Invalid as invalid:
            numbered = {f"{number}.{name}": refusal for name, refusal in invalid.fields.items()}
            raise Invalid(numbered) from None

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": object_schema(self.columns, defaults_of(self.row))}


def read_fields(
    actor: Actor, kinds: Mapping[str, Kind], defaults: Mapping[str, Any], raw: Mapping[str, Any]
) -> dict[str, Any]:
    """Read every field of `raw`; blank ones take their default. Raises Invalid with a refusal per wrong field."""
    values: dict[str, Any] = {}
    wrong: dict[str, Refusal] = {}
    for name, kind in kinds.items():
        given = raw.get(name)
        if given is None or (isinstance(given, str) and not given.strip()):
            if name in defaults:
                values[name] = defaults[name]
            else:
                wrong[name] = MISSING
            continue
        try:
            values[name] = kind.read(actor, given)
        except Invalid as invalid:
            wrong.update(_placed(name, invalid))
    for name in raw.keys() - kinds.keys():
        wrong[name] = Refusal("no_such_field", _("{given} is not a field here"), {"given": name})
    if wrong:
        raise Invalid(wrong)
    return values


def object_schema(kinds: Mapping[str, Kind], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON schema of an object with these fields."""
    properties = {name: {"title": gettext(kind.label), **kind.schema()} for name, kind in kinds.items()}
    required = [name for name in kinds if name not in defaults]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


@cache
def columns_of(row: type) -> dict[str, Kind]:
    """The kinds of a row dataclass by field name."""
    hints = get_type_hints(row, include_extras=True)
    return {field.name: _kind(hints[field.name]) for field in dataclasses.fields(row)}


@cache
def defaults_of(row: type) -> dict[str, Any]:
    """The defaults of a row dataclass by field name."""
    return {f.name: f.default for f in dataclasses.fields(row) if f.default is not dataclasses.MISSING}


def plain(value: Any) -> Any:
    """The value as JSON can hold it, so that `read` gives it back: for jobs and runs."""
    if isinstance(value, Mapping):
        return {str(name): plain(member) for name, member in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, list | tuple | frozenset | set):
        return [plain(member) for member in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum | UUID) else value


class _Found(int):
    """An id that a lookup has answered already."""


def _kind(annotation: Any) -> Kind:
    annotation = getattr(annotation, "__value__", annotation)
    return next(extra for extra in get_args(annotation)[1:] if isinstance(extra, Kind))


def _placed(name: str, invalid: Invalid) -> dict[str, Refusal]:
    return {f"{name}.{inner}" if inner else name: refusal for inner, refusal in invalid.fields.items()}
