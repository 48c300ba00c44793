"""Departments, positions, their duties and who holds them; open to everybody who works here."""

from django.http import HttpResponse
from django.shortcuts import render

from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request
from zhanggui.org.queries.chart import blueprint_in_force, chart
from zhanggui.org.vocabulary import ASSIGN, BLUEPRINT, PERMISSIONS


def positions(request: Request) -> HttpResponse:
    """The whole company by department."""
    buttons = buttons_for(request.actor, "", names=("apply_blueprint",)) if request.actor.may(BLUEPRINT) else []
    context = {
        "branches": chart(),
        "blueprint": blueprint_in_force(),
        "buttons": buttons,
        "may_open_people": request.actor.may(ASSIGN) or request.actor.may(PERMISSIONS),
    }
    return render(request, "org/positions.html", context)
