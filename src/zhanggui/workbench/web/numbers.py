"""The numbers of today, and what each of them counts."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.people import people_names
from zhanggui.foundation.subject import subject_named
from zhanggui.foundation.web.requests import Request
from zhanggui.workbench.queries.numbers import Counted, Number, Said, counted_today, events_counted


def numbers(request: Request) -> HttpResponse:
    """The tiles of the workbench; fetched after the page, because they count all of today."""
    return render(request, "workbench/numbers.html", {"tiles": [_tile(each) for each in counted_today(request.actor)]})


def number(request: Request, name: str) -> HttpResponse:
    """The newest events that a number counts, `?mine=1` only one's own."""
    mine = request.GET.get("mine") == "1"
    found, events = events_counted(request.actor, name, mine=mine)
    rows = _rows(request.actor, found, events)
    context = {"title": gettext(found.title), "rows": rows, "empty": not rows, "mine": mine, "name": name}
    return render(request, "workbench/number.html", context)


def _tile(each: Counted) -> dict[str, Any]:
    mine = gettext("{count} by me").format(count=f"{each.mine:,}") if each.mine else ""
    return {"label": gettext(each.number.title), "value": each.total, "mine": mine, "name": each.number.name}


def _rows(actor: Actor, found: Number, events: Sequence[Said]) -> list[dict[str, Any]]:
    subject = subject_named(found.kind.subject)
    assert subject is not None, "numbers count declared subjects"
    labels = subject.labels(actor, [event.subject_id for event in events])
    names = people_names({event.person_id for event in events if event.person_id})
    return [
        {
            "at": event.at,
            "label": labels[event.subject_id],
            "url": subject.url(event.subject_id),
            "who": names.get(event.person_id or 0, ""),
        }
        for event in events
        if event.subject_id in labels
    ]
