"""One route per operation, described from the kinds of its parameters."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Router

from zhanggui.foundation.api.answers import OUTCOME, PROBLEM, RUN, Json, outcome_answer
from zhanggui.foundation.fields import object_schema
from zhanggui.foundation.operation import Operation, offered_operations
from zhanggui.foundation.outcome import Invalid, NotAllowed, Refusal
from zhanggui.foundation.reference import summary
from zhanggui.foundation.registry import Match, carry_out
from zhanggui.foundation.words import _

MATCH: Json = {
    "type": "object",
    "description": "all that match a list's address, of which `count` were seen",
    "required": ["listing", "query", "count"],
    "additionalProperties": False,
    "properties": {
        "listing": {"type": "string"},
        "query": {"type": "string"},
        "count": {"type": "integer", "minimum": 0},
    },
}
IDS: Json = {"type": "array", "items": {"type": "integer"}, "minItems": 1}
LONGEST_KEY = 80


def router() -> Router:
    """The routes of all operations."""
    routes = Router()
    for operation in offered_operations().values():
        routes.add_api_operation(
            f"/{operation.name}",
            ["POST"],
            _view(operation),
            operation_id=operation.name,
            summary=gettext(operation.title),
            description=f"{summary(operation)} Needs `{operation.needs.name}`.",
            tags=[operation.module],
            openapi_extra=_described(operation),
        )
    return routes


def _view(operation: Operation[Any]) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: Any) -> HttpResponse:
        if not request.actor.may(operation.needs):
            raise NotAllowed(operation.needs.name)
        body = _body(request)
        records, arguments = _records(operation, body), body.get("arguments", {})
        if not isinstance(arguments, Mapping):
            raise _wrong("arguments")
        key = request.headers.get("Idempotency-Key", "")
        if len(key) > LONGEST_KEY:
            raise _wrong("Idempotency-Key")
        return outcome_answer(carry_out(request.actor, operation, records, arguments, key=key))

    view.__name__ = operation.name
    return view


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
    except ValueError:
        raise Invalid({"": Refusal("not_json", _("The body must be JSON"))}) from None
    if not isinstance(body, dict):
        raise Invalid({"": Refusal("not_json", _("The body must be JSON"))})
    if strange := body.keys() - {"ids", "rows", "match", "arguments"}:
        raise _wrong(min(strange))
    return body


def _records(operation: Operation[Any], body: Mapping[str, Any]) -> Any:
    if operation.rows is not None:
        rows = body.get("rows")
        if "ids" in body or "match" in body or not isinstance(rows, list) or not rows:
            raise _wrong("rows")
        return rows
    if "match" in body and "ids" not in body and "rows" not in body:
        return _match(body["match"])
    ids = body.get("ids")
    if "rows" in body or "match" in body or not isinstance(ids, list) or not ids or not all(map(_is_id, ids)):
        raise _wrong("ids")
    return list(dict.fromkeys(ids))


def _match(given: Any) -> Match:
    wanted = {"listing": str, "query": str, "count": int}
    if not isinstance(given, Mapping) or given.keys() != wanted.keys():
        raise _wrong("match")
    if not all(type(given[name]) is kind for name, kind in wanted.items()) or given["count"] < 0:
        raise _wrong("match")
    return Match(**given)


def _is_id(value: Any) -> bool:
    return type(value) is int and 0 < value < 1 << 63


def _wrong(name: str) -> Invalid:
    return Invalid({name: Refusal("not_readable", _("{name} is missing or cannot be read"), {"name": name})})


def _described(operation: Operation[Any]) -> Json:
    schema = object_schema(operation.parameters, operation.defaults)
    if operation.rows is not None:
        records: Json = {"rows": {**operation.rows.schema(), "minItems": 1}}
        one_of: Json = {"required": ["rows"]}
    else:
        records = {"ids": IDS, "match": MATCH}
        one_of = {"oneOf": [{"required": ["ids"]}, {"required": ["match"]}]}
    body = {
        "type": "object",
        "additionalProperties": False,
        "properties": {**records, "arguments": schema},
        **one_of,
    }
    if schema["required"]:
        body = {**body, "allOf": [{"required": ["arguments"]}]}
    return {
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "parameters": [_KEY],
        "responses": _RESPONSES,
    }


_KEY: Json = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "the same key and request are carried out once and answered alike for seven days",
    "schema": {"type": "string", "maxLength": LONGEST_KEY},
}


def _answer(description: str, *schemas: Json) -> Json:
    schema = schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


_RESPONSES: Json = {
    "200": _answer("Carried out; records that were left alone have their reason", OUTCOME),
    "202": _answer("Above 500 records: carried out in the background", RUN),
    "401": _answer("No valid token", PROBLEM),
    "403": _answer("No duty of today allows this", PROBLEM),
    "404": _answer("Nothing of this within your range", OUTCOME, PROBLEM),
    "409": _answer("The records' state is against it", OUTCOME, PROBLEM),
    "422": _answer("The request cannot be read", PROBLEM),
}
