"""The people of the company: a list, and a page for each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import capped, page_of
from zhanggui.foundation.timeline import events_of
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.dialogs import form
from zhanggui.foundation.web.requests import Request, require
from zhanggui.foundation.web.saved_views import save_url, views_of
from zhanggui.org.operations.place_people import place_people
from zhanggui.org.queries.chart import position_choices
from zhanggui.org.queries.people import people_visible_to
from zhanggui.org.queries.personnel import all_assignments_of, assignments_of, held_duties, ranges_of, tokens_of
from zhanggui.org.queues import PEOPLE
from zhanggui.org.vocabulary import ASSIGN, PERMISSIONS

SORTS = {"name": "name", "username": "username", "login": "last_login"}


def people(request: Request) -> HttpResponse:
    """Everybody in range with the positions that they hold."""
    require(request.actor, ASSIGN, PERMISSIONS)
    matching = PEOPLE.records(request.actor, request.GET)
    page = page_of(matching, request.GET, sorts=SORTS, default="name")
    held = assignments_of([person.pk for person in page.rows])
    ranges = ranges_of(request.actor, [row for rows in held.values() for row in rows])
    context = {
        "page": page,
        "rows": [
            {"person": person, "held": [{"row": row, "range": ranges[row.pk]} for row in held[person.pk]]}
            for person in page.rows
        ],
        "total": capped(matching),
        "buttons": buttons_for(request.actor, "person", listing="people"),
        "filters": _filters(request),
        "views": views_of(request, "people"),
        "save_url": save_url("people"),
        "may_hire": request.actor.may(ASSIGN),
    }
    return render(request, "org/people.html", context)


def people_count(request: Request) -> HttpResponse:
    """How many match, exactly."""
    require(request.actor, ASSIGN, PERMISSIONS)
    return HttpResponse(str(PEOPLE.records(request.actor, request.GET).count()))


def person(request: Request, person_id: int) -> HttpResponse:
    """One person: positions held, duties with their sentences, tokens, what happened."""
    require(request.actor, ASSIGN, PERMISSIONS)
    shown = people_visible_to(request.actor).filter(pk=person_id).first()
    if shown is None:
        raise NotFound
    assignments = all_assignments_of(person_id)
    ranges = ranges_of(request.actor, assignments)
    context = {
        "shown": shown,
        "facts": _facts(shown),
        "assignments": [
            {
                "row": row,
                "range": ranges[row.pk],
                "buttons": [] if row.ends_on else buttons_for(request.actor, "assignment", ids=[row.pk]),
            }
            for row in assignments
        ],
        "duties": held_duties(person_id),
        "tokens": [
            {"row": row, "buttons": [] if row.revoked_at else buttons_for(request.actor, "token", ids=[row.pk])}
            for row in tokens_of(request.actor, person_id)
        ],
        "events": events_of(request.actor, "person", person_id),
        "buttons": _account_buttons(request, shown),
        "may_assign": request.actor.may(ASSIGN),
        "may_keep": request.actor.may(PERMISSIONS),
    }
    return render(request, "org/person.html", context)


def place(request: Request, person_id: int) -> HttpResponse:
    """The form that puts this person into a position."""
    require(request.actor, ASSIGN)
    if not people_visible_to(request.actor, ASSIGN).filter(pk=person_id).exists():
        raise NotFound
    return form(request, place_people, [{"person": person_id, "main": "1"}])


def _account_buttons(request: Request, shown: Any) -> list[dict[str, Any]]:
    name = "deactivate_people" if shown.is_active else "reactivate_people"
    return buttons_for(request.actor, "person", names=(name,), ids=[shown.pk])


def _facts(shown: Any) -> list[dict[str, Any]]:
    account = gettext("Active") if shown.is_active else gettext("Deactivated")
    return [
        {"label": gettext("Username"), "value": shown.username},
        {"label": gettext("Account"), "value": account, "tone": "" if shown.is_active else "danger"},
    ]


def _filters(request: Request) -> list[dict[str, Any]]:
    accounts = [("open", gettext("Active")), ("closed", gettext("Deactivated"))]
    query = request.GET
    return [
        {"name": "q", "label": gettext("Name or username"), "kind": "text", "value": query.get("q", "")},
        _choice("position", gettext("Position"), position_choices(), query.get("position", "")),
        _choice("account", gettext("Account"), accounts, query.get("account", "")),
    ]


def _choice(name: str, label: str, choices: list[tuple[str, str]], value: str) -> dict[str, Any]:
    text = dict(choices).get(value, value)
    return {"name": name, "label": label, "kind": "choice", "choices": choices, "value": value, "text": text}
