"""The kernel's addresses with the workshop's operations in the interface for machines."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tests.foundation.workshop import in_force, matching
from zhanggui.config import urls as house
from zhanggui.foundation.api.root import build
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import page_of
from zhanggui.foundation.web.requests import Request

with in_force():
    api = build()


def pieces(request: Request) -> HttpResponse:
    """A list as modules write it."""
    page = page_of(matching(request.actor, request.GET), request.GET, sorts={"name": "name"}, default="name")
    return HttpResponse(" ".join(piece.name for piece in page.rows))


def missing(request: HttpRequest) -> HttpResponse:
    """A view that finds nothing."""
    raise NotFound


urlpatterns = [
    path("pieces/", pieces),
    path("pieces/missing", missing),
    path("api/v1/", api.urls),
    path("", include(house)),
]
