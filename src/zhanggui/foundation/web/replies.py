"""The ways in which an answer speaks to the page that asked: toasts, events, and parts that stand alone if need be."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from zhanggui.foundation.web.requests import Request

CHANGED: Mapping[str, Any] = {"ui:changed": {}}
CLOSE: Mapping[str, Any] = {"ui:close": {}}


def toast(text: str, tone: str = "ok", undo: str = "") -> Mapping[str, Any]:
    """The event that shows a sentence for a moment, with an address to undo by."""
    return {"ui:toast": {"text": text, "tone": tone, **({"undo": undo} if undo else {})}}


def with_triggers(answer: HttpResponse, *events: Mapping[str, Any]) -> HttpResponse:
    """The answer with events for the page."""
    answer["HX-Trigger"] = json.dumps({name: detail for event in events for name, detail in event.items()})
    return answer


def show(
    request: Request, part: str, context: Mapping[str, Any], *events: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The part alone for the page that asked for it, within a page of its own for a browser that did not."""
    if request.htmx:
        return with_triggers(render(request, part, dict(context), status=status), *events)
    return render(request, "foundation/alone.html", {**context, "part": part}, status=status)
