"""Saved views as the filter bar shows them."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhanggui.foundation import saved_views
from zhanggui.foundation.web.replies import toast, with_triggers
from zhanggui.foundation.web.requests import Request


def views_of(request: Request, page: str) -> list[dict[str, Any]]:
    """The views of a page that the person may open, for `c-filterbar`."""
    url = saved_views.page_open_to(request.actor, page).url
    now = _settled(request.GET.urlencode())
    return [
        {
            "id": view.pk,
            "label": view.name,
            "url": f"{url}?{view.query}",
            "active": view.query == now,
            "shared": view.shared,
            "delete_url": reverse("delete_view", args=[view.pk]) if view.person_id == request.actor.person_id else "",
        }
        for view in saved_views.views_on(request.actor, page)
    ]


def save_url(page: str) -> str:
    """Where the filter bar sends a view to be kept."""
    return f"{reverse('save_view')}?{urlencode({'page': page})}"


@require_POST
def save(request: Request) -> HttpResponse:
    """Keep the state of a list under a name."""
    page = request.GET.get("page", "")
    shared = request.POST.get("shared", "") in ("1", "true", "on")
    query = _settled(request.POST.get("query", "").removeprefix("?"))
    view = saved_views.save_view(request.actor, page, request.POST.get("name", ""), query, shared=shared)
    url = f"{saved_views.page_open_to(request.actor, page).url}?{view.query}"
    return _done(request, url, gettext("View “{name}” is saved").format(name=view.name))


@require_POST
def delete(request: Request, view_id: int) -> HttpResponse:
    """Forget a view of one's own."""
    view = saved_views.delete_view(request.actor, view_id)
    url = saved_views.page_open_to(request.actor, view.page).url
    return _done(request, url, gettext("View “{name}” is deleted").format(name=view.name))


def _done(request: Request, url: str, sentence: str) -> HttpResponse:
    if not request.htmx:
        return redirect(url)
    answer = with_triggers(HttpResponse(status=204), toast(sentence))
    answer["HX-Redirect"] = url
    return answer


def _settled(query: str) -> str:
    """A view is the filters and the order, not the page that one happened to be on."""
    return "&".join(part for part in query.split("&") if part.partition("=")[0] not in ("after", "before"))
