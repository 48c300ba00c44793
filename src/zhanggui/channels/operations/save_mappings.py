"""How tables that no platform made are read is kept under a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from zhanggui.channels.models import ColumnMapping
from zhanggui.channels.rules.mapping import ColumnMapping as Columns
from zhanggui.channels.rules.mapping_text import mapping_from_text
from zhanggui.channels.rules.problems import Problem
from zhanggui.channels.vocabulary import INGEST, MAPPING_SAVED
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, Refusal
from zhanggui.foundation.rows import Each, copy_rows, draw_ids, update_rows
from zhanggui.foundation.words import _

type Name = Annotated[str, Text(_("Name"), most=60)]
type Content = Annotated[str, Text(_("Mapping"), most=200_000, lines=20)]

NAMELESS = Refusal("nameless", _("The mapping needs a name"))
WRONG = {
    "mapping_malformed": _("Line {line}: this cannot be read ({reason})"),
    "mapping_field_unknown": _("Line {line}: the field “{value}” does not exist"),
    "mapping_value_unknown": _("Line {line}: “{value}” is not allowed for {name}"),
    "mapping_field_missing": _("The mapping must name the column of {value}"),
}


@dataclass(frozen=True)
class MappingRow:
    """A mapping under its name; the text is YAML."""

    name: Name
    text: Content


@operation(needs=INGEST, title=_("Save column mapping"), emits=(MAPPING_SAVED,))
def save_mappings(actor: Actor, mappings: Sequence[MappingRow]) -> Outcome:
    """Keep mappings; one of the same name is replaced. A text that cannot be read is refused with line and reason."""
    refused = {number: why for number, row in enumerate(mappings, start=1) if (why := _why_not(row)) is not None}
    rows = {row.name: row.text for number, row in enumerate(mappings, start=1) if number not in refused}
    known = dict(ColumnMapping.objects.filter(name__in=rows).values_list("name", "pk"))
    fresh = [name for name in rows if name not in known]
    new = dict(zip(fresh, draw_ids(ColumnMapping, len(fresh)), strict=True))
    moment, author = clock.now(), actor.person_id
    copy_rows(
        ColumnMapping,
        ("id", "name", "text", "author_id", "saved_at"),
        [(pk, name, rows[name], author, moment) for name, pk in new.items()],
    )
    _replace({pk: rows[name] for name, pk in known.items()}, author, moment)
    ids = {**known, **new}
    record(actor, MAPPING_SAVED, [Fact(ids[name], data={"name": name}) for name in rows])
    return Outcome([ids[name] for name in rows], refused)


def _replace(texts: Mapping[int, str], author: int | None, moment: Any) -> None:
    values = {"text": Each(texts.values()), "author_id": author, "saved_at": moment}
    update_rows(ColumnMapping, list(texts), values=values)


def _why_not(row: MappingRow) -> Refusal | None:
    if not row.name.strip():
        return NAMELESS
    read = mapping_from_text(row.text)
    return None if isinstance(read, Columns) else _sentence(read[0], row.text)


def _sentence(problem: Problem, text: str) -> Refusal:
    params = {"line": problem.line or _line_of(problem.column, text), "value": "", "name": "", "reason": ""}
    return Refusal(problem.code, WRONG[problem.code], {**params, **problem.params})


def _line_of(word: str, text: str) -> int:
    """Where the word stands first in the text; its beginning if nowhere."""
    return next((number for number, line in enumerate(text.splitlines(), start=1) if word and word in line), 1)
