"""The form of an operation, drawn from the kinds of its parameters, and what a person typed into it, read back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import (
    Choice,
    FileToken,
    FileTokens,
    Flag,
    Kind,
    Moment,
    Ref,
    Refs,
    Rows,
    Text,
    Whole,
    defaults_of,
)
from zhanggui.foundation.lookup import lookup_named
from zhanggui.foundation.outcome import Refusal

type Errors = Mapping[str, Refusal]

MEMBER = "member"


def fields_for(
    actor: Actor,
    kinds: Mapping[str, Kind],
    *,
    values: Mapping[str, Any] | None = None,
    defaults: Mapping[str, Any] | None = None,
    errors: Errors | None = None,
) -> list[dict[str, Any]]:
    """The fields of a form, as `c-form` takes them. `values` stand in them, `errors` beside them."""
    shown = {**(defaults or {}), **(values or {})}
    return [
        {
            "name": name,
            "label": gettext(kind.label),
            "help": gettext(kind.help) if kind.help else "",
            "required": name not in (defaults or {}),
            "errors": _errors_of(name, errors or {}),
            **_drawn(actor, name, kind, shown.get(name), errors or {}),
        }
        for name, kind in kinds.items()
    ]


def typed(kinds: Mapping[str, Kind], post: QueryDict) -> dict[str, Any]:
    """What a form of these kinds was sent with; fields that were left out are left out."""
    values = {name: _typed(name, kind, post) for name, kind in kinds.items()}
    return {name: value for name, value in values.items() if value is not None}


def typed_rows(name: str, kind: Rows, post: QueryDict) -> list[dict[str, Any]] | None:
    """The rows that were typed into an editable table, without blank ones; None when there was no such table."""
    count = post.get(f"{name}-count", "")
    if not count.isdecimal():
        return None
    # A row removed in the page leaves its number out.
    numbers = sorted({int(n) for key in post if (n := _number_in(name, key)).isdecimal()})
    rows = [_typed_row(f"{name}-{number}", kind.columns, post) for number in numbers]
    return [row for row in rows if any(value not in ("", None, False) for value in row.values())]


def rows_field(
    actor: Actor, name: str, kind: Rows, rows: Sequence[Mapping[str, Any]], errors: Errors
) -> dict[str, Any]:
    """The editable table of `kind`; errors are named `2.quantity` after row and column."""
    columns = kind.columns
    optional = defaults_of(kind.row)
    drawn = [{"name": c, "required": c not in optional, **_column(actor, each)} for c, each in columns.items()]
    texts = {column: _texts_in(actor, each, [row.get(column) for row in rows]) for column, each in columns.items()}
    lines = [_line(columns, texts, number, row, errors) for number, row in enumerate(rows, start=1)]
    label = gettext(kind.label) if kind.label else ""
    return {"kind": "rows", "name": name, "label": label, "columns": drawn, "rows": lines, "errors": []}


def _drawn(actor: Actor, name: str, kind: Kind, value: Any, errors: Errors) -> dict[str, Any]:
    if isinstance(kind, Rows):
        inner = {n.removeprefix(f"{name}."): e for n, e in errors.items() if n.startswith(f"{name}.")}
        drawn = rows_field(actor, name, kind, value or [], inner)
        return {"kind": "rows", "columns": drawn["columns"], "rows": drawn["rows"]}
    if isinstance(kind, Refs):
        return _members(actor, name, kind, value or ())
    return {"value": "" if value is None else value, **_widget(actor, kind, value)}


def _widget(actor: Actor, kind: Kind, value: Any) -> dict[str, Any]:
    match kind:
        case Choice():
            return {"kind": "choice", "choices": _choices(kind), "value": "" if value is None else str(value)}
        case Whole():
            return {"kind": "integer", "minimum": kind.least, "maximum": kind.most}
        case FileToken():
            many = isinstance(kind, FileTokens)
            return {"kind": "file", "upload-url": reverse("files"), "accept": kind.accept, "multiple": many}
        case Ref():
            known = _id_of(value)
            return {"kind": "lookup", "url": reverse("lookup", args=[kind.lookup]), "value": known or "",
                    "shown": _text_of(actor, kind, known) if known else str(value or "")}  # fmt: skip
    return {"kind": kind.widget}


def _members(actor: Actor, name: str, kind: Refs, value: Any) -> dict[str, Any]:
    ids = [known for member in value if (known := _id_of(member))]
    texts = lookup_named(kind.lookup).texts(actor, ids) if ids else {}
    column = {
        "name": MEMBER,
        "label": gettext(kind.label),
        "kind": "lookup",
        "url": reverse("lookup", args=[kind.lookup]),
    }
    rows = [{MEMBER: known, f"{MEMBER}-text": texts.get(known, ""), "errors": {}} for known in ids]
    return {"kind": "rows", "columns": [column], "rows": rows}


def _column(actor: Actor, kind: Kind) -> dict[str, Any]:
    drawn = _widget(actor, kind, None)
    if drawn["kind"] == "switch":
        drawn = {"kind": "choice", "choices": [("1", gettext("yes")), ("0", gettext("no"))]}
    elif drawn["kind"] not in {"integer", "money", "choice", "lookup", "date"}:
        drawn = {"kind": "text"}
    width = "s" if isinstance(kind, Whole) else "l" if isinstance(kind, Text) and kind.most > 60 else "m"
    return {"label": gettext(kind.label), "width": width, **drawn}


def _line(
    columns: Mapping[str, Kind],
    texts: Mapping[str, Mapping[int, str]],
    number: int,
    row: Mapping[str, Any],
    errors: Errors,
) -> dict[str, Any]:
    line: dict[str, Any] = {}
    for name, kind in columns.items():
        value = "" if row.get(name) is None else row[name]
        if isinstance(kind, Ref):
            known = _id_of(value)
            line[name], line[f"{name}-text"] = (known, texts[name].get(known, "")) if known else ("", value)
        else:
            line[name] = kind.shown(value) if isinstance(kind, Moment) and not isinstance(value, str) else value
    wrong = {name: errors[f"{number}.{name}"].sentence() for name in columns if f"{number}.{name}" in errors}
    return {**line, "errors": wrong}


def _texts_in(actor: Actor, kind: Kind, values: Sequence[Any]) -> Mapping[int, str]:
    ids = [known for value in values if (known := _id_of(value))] if isinstance(kind, Ref) else []
    return lookup_named(kind.lookup).texts(actor, ids) if ids and isinstance(kind, Ref) else {}


def _errors_of(name: str, errors: Errors) -> list[str]:
    return [errors[name].sentence()] if name in errors else []


def _choices(kind: Choice) -> list[tuple[str, str]]:
    return [(str(value), gettext(title)) for value, title in kind.options.items()]


def _text_of(actor: Actor, kind: Kind, record_id: int) -> str:
    assert isinstance(kind, Ref), "only references have a text of their own"
    return lookup_named(kind.lookup).texts(actor, [record_id]).get(record_id, "")


def _typed(name: str, kind: Kind, post: QueryDict) -> Any:
    if isinstance(kind, Rows):
        return typed_rows(name, kind, post)
    if isinstance(kind, Refs):
        return _typed_members(name, post)
    if isinstance(kind, FileTokens):
        return [token for token in post.getlist(name) if token] or None
    if isinstance(kind, Flag):
        # A switch that is off sends nothing; only a form that showed it means "no" by that.
        return name in post if "from_form" in post else post.get(name)
    return _typed_reference(name, post) if isinstance(kind, Ref) else post.get(name)


def _typed_members(name: str, post: QueryDict) -> list[str] | None:
    count = post.get(f"{name}-count", "")
    if not count.isdecimal():
        return [f"#{member}" if member.isdecimal() else member for member in post.getlist(name)] or None
    numbers = sorted({int(n) for key in post if (n := _number_in(name, key)).isdecimal()})
    members = [_typed_reference(f"{name}-{number}-{MEMBER}", post) for number in numbers]
    return [member for member in members if member]


def _typed_reference(name: str, post: QueryDict) -> str | None:
    """A chosen record as `#12`; else the code that was typed and not chosen."""
    chosen = post.get(name, "").strip()
    return f"#{chosen}" if chosen.isdecimal() else chosen or post.get(f"{name}-text", "").strip() or None


def _typed_row(prefix: str, columns: Mapping[str, Kind], post: QueryDict) -> dict[str, Any]:
    return {
        name: _typed_reference(f"{prefix}-{name}", post) if isinstance(kind, Ref) else post.get(f"{prefix}-{name}", "")
        for name, kind in columns.items()
    }


def _number_in(name: str, key: str) -> str:
    head, _, rest = key.partition(f"{name}-")
    return "" if head else rest.partition("-")[0]


def _id_of(value: Any) -> int | None:
    if isinstance(value, int):
        return value
    number = str(value or "").removeprefix("#")
    return int(number) if str(value).startswith("#") and number.isdecimal() else None
