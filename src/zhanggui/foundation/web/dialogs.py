"""The dialog in which an operation asks for what it needs to know."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from zhanggui.foundation.operation import Operation
from zhanggui.foundation.outcome import Invalid, Refusal, Refused
from zhanggui.foundation.people import duty_sentence
from zhanggui.foundation.registry import Match
from zhanggui.foundation.web.forms import fields_for, rows_field
from zhanggui.foundation.web.replies import show
from zhanggui.foundation.web.requests import Request

ROWS = "rows"
SHEET = "sheet"


def form(request: Request, operation: Operation[Any], records: Any) -> HttpResponse:
    """The form as it opens."""
    values: Mapping[str, Any] = {}
    if operation.starts_from and not isinstance(records, Match):
        values = operation.starts_from(request.actor, records)
    return _drawn(request, operation, records, values, {}, status=200)


def form_again(
    request: Request, operation: Operation[Any], records: Any, values: Mapping[str, Any], refused: Refused
) -> HttpResponse:
    """The form with what was typed and the reasons why it cannot be carried out."""
    wrong = refused.fields if isinstance(refused, Invalid) else {"": refused.refusal}
    return _drawn(request, operation, records, values, wrong, status=422)


def _drawn(
    request: Request, operation: Operation[Any], records: Any, values: Mapping[str, Any],
    wrong: Mapping[str, Refusal], *, status: int,
) -> HttpResponse:  # fmt: skip
    fields = fields_for(request.actor, operation.parameters, values=values, defaults=operation.defaults, errors=wrong)
    if operation.rows:
        fields = [*_rows_fields(request, operation, records, wrong), *fields]
    context = {
        "operation": operation,
        "title": gettext(operation.title),
        "fields": fields,
        "values": values,
        "action": reverse("operation", args=[operation.name]),
        "ids": () if operation.rows or isinstance(records, Match) else records,
        "hidden": _hidden(records),
        "errors": _unplaced(fields, wrong),
        "duty": duty_sentence(request.actor, operation.needs),
        "count": records.count if isinstance(records, Match) else len(records),
        "template_url": reverse("operation_sheet", args=[operation.name]) if operation.rows else "",
        "tone": operation.tone or "primary",
    }
    return show(request, operation.template or "foundation/operation.html", context, status=status)


def _unplaced(fields: Sequence[Mapping[str, Any]], wrong: Mapping[str, Refusal]) -> list[str]:
    """What no field of the form can show."""
    shown = {field["name"] for field in fields}
    by_row = ROWS in shown
    placed = {name for name in wrong if name.partition(".")[0] in shown or (by_row and name[:1].isdecimal())}
    return [refusal.sentence() for name, refusal in wrong.items() if name not in placed]


def _rows_fields(
    request: Request, operation: Operation[Any], rows: Sequence[Any], wrong: Mapping[str, Refusal]
) -> list[dict[str, Any]]:
    assert operation.rows is not None, "asked for operations on rows only"
    table = rows_field(request.actor, ROWS, operation.rows, rows, {n: e for n, e in wrong.items() if n[:1].isdecimal()})
    upload = {"kind": "file", "name": SHEET, "label": gettext("Or a file with these columns"),
              "upload-url": reverse("files"), "accept": ".xlsx,.xls,.csv", "errors": [], "required": False}  # fmt: skip
    return [table, upload]


def _hidden(records: Any) -> dict[str, Any]:
    # The key makes a form that is sent twice count once; `from_form` says that switches were shown. (An input called
    # `form` would stand in the way of the scripts that ask an element for its form.)
    hidden: dict[str, Any] = {"key": uuid4().hex, "from_form": "1"}
    if isinstance(records, Match):
        hidden |= {"all": "1", "match": records.query, "count": records.count, "listing": records.listing}
    return hidden
