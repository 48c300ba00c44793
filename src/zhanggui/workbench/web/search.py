"""The search that opens anything by its number."""

from django.http import HttpResponse
from django.shortcuts import render

from zhanggui.foundation.web.requests import Request
from zhanggui.workbench.queries.found import SHORTEST, found_for


def search(request: Request) -> HttpResponse:
    """What the typed term may mean, for the palette; nothing at all before there is enough to go by."""
    term = request.GET.get("q", "").strip()
    if len(term) < SHORTEST:
        return HttpResponse()
    return render(request, "ui/found.html", {"groups": found_for(request.actor, term)})
