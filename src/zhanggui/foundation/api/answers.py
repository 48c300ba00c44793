"""Outcomes and refusals as machines read them: a stable code and a sentence each."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from zhanggui.foundation.outcome import NOT_FOUND, Invalid, Outcome, Refusal, Refused

type Json = dict[str, Any]

REFUSAL: Json = {
    "type": "object",
    "required": ["code", "sentence"],
    "properties": {"code": {"type": "string"}, "sentence": {"type": "string"}},
}
REFUSALS: Json = {"type": "object", "additionalProperties": REFUSAL}
PROBLEM: Json = {**REFUSAL, "properties": {**REFUSAL["properties"], "fields": REFUSALS}}
OUTCOME: Json = {
    "type": "object",
    "required": ["done", "refused", "result"],
    "properties": {
        "done": {"type": "array", "items": {"type": "integer"}},
        "refused": REFUSALS,
        "result": {"type": "object"},
    },
}
RUN: Json = {"type": "object", "properties": {"run": {"type": "integer"}, "progress": {"type": "string"}}}


def refused_json(refusal: Refusal) -> Json:
    """One refusal."""
    return {"code": refusal.code, "sentence": refusal.sentence()}


def problem(refused: Refused) -> HttpResponse:
    """The whole call's refusal; wrong fields are named."""
    body: Json = refused_json(refused.refusal)
    if isinstance(refused, Invalid):
        body["fields"] = {name: refused_json(refusal) for name, refusal in refused.fields.items()}
    return JsonResponse(body, status=refused.status)


def outcome_answer(outcome: Outcome) -> HttpResponse:
    """200 with what was done; 202 for a run; 404 or 409 when every record was left alone."""
    if "run" in outcome.result:
        address = reverse("api:run", args=[outcome.result["run"]])
        return JsonResponse(
            {"run": outcome.result["run"], "progress": address}, status=202, headers={"Location": address}
        )
    body = {
        "done": list(outcome.done),
        "refused": {str(record): refused_json(refusal) for record, refusal in outcome.refused.items()},
        "result": dict(outcome.result),
        "secrets": dict(outcome.secrets),
    }
    return JsonResponse(body, status=_status(outcome))


def _status(outcome: Outcome) -> int:
    if outcome.done or not outcome.refused:
        return 200
    return 404 if all(refusal.code == NOT_FOUND.code for refusal in outcome.refused.values()) else 409
