"""Knows who acts in each request, and puts the business's no into words that the asker understands."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.outcome import Invalid, Refused
from zhanggui.foundation.people import actor_for
from zhanggui.foundation.web.replies import toast, with_triggers

NOBODY = Actor(name="")
UNSWAPPED = (401, 403, 404)


class ActorMiddleware:
    """Puts `request.actor` before every view; only views marked `login_not_required` are open to strangers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        """Answer the request; until a view is known nobody acts."""
        request.actor = NOBODY
        # PostgreSQL keeps no NUL characters and no person types them into an address.
        if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path_info:
            return HttpResponseBadRequest()
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Learn who acts, or ask the stranger to sign in. The interface for machines asks for itself."""
        if getattr(view, "login_required", True) is False or "api" in request.resolver_match.namespaces:
            return None
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        request.actor = actor_for(request.user.pk)
        return None

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """Say a refusal; anything else is a bug and propagates."""
        return refusal(request, exception) if isinstance(exception, Refused) else None


def refusal(request: Any, refused: Refused) -> HttpResponse:
    """The refusal as a page, or as a toast where a part of a page was asked for."""
    sentences = _sentences(refused)
    if request.htmx:
        answer = HttpResponse("\n".join(sentences), status=refused.status, content_type="text/plain; charset=utf-8")
        answer["HX-Reswap"] = "none"
        return answer if refused.status in UNSWAPPED else with_triggers(answer, toast("\n".join(sentences), "danger"))
    context = {"sentences": sentences, "status": refused.status}
    return render(request, "foundation/refused.html", context, status=refused.status)


def _sentences(refused: Refused) -> list[str]:
    if isinstance(refused, Invalid):
        return [refusal.sentence() for refusal in refused.fields.values()]
    return [refused.refusal.sentence()]


def _sign_in_first(request: Any) -> HttpResponseBase:
    if request.htmx:
        return HttpResponse(status=401)
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
