"""Carries an operation out for a page and answers as the page expects: done, a receipt, a run, or the form again."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from zhanggui.foundation.operation import Operation
from zhanggui.foundation.outcome import NotAllowed, NotFound, Outcome, Refused
from zhanggui.foundation.receipts import refused_lines, run_of
from zhanggui.foundation.registry import Match, carry_out
from zhanggui.foundation.web.dialogs import form_again
from zhanggui.foundation.web.progress import progress
from zhanggui.foundation.web.replies import CHANGED, CLOSE, show, toast, with_triggers
from zhanggui.foundation.web.requests import Request

type Records = Sequence[int] | Sequence[Mapping[str, Any]] | Match

# Addresses of some proxies end at four kilobytes.
MOST_UNDONE = 400


def answer(
    request: Request,
    operation: Operation[Any],
    records: Records,
    arguments: Mapping[str, Any],
    *,
    key: str = "",
) -> HttpResponse:
    """Carry the operation out and answer; what a form said wrongly comes back in the form."""
    try:
        outcome = carry_out(request.actor, operation, records, arguments, key=key)
    except (NotAllowed, NotFound):
        raise
    except Refused as refused:
        if "from_form" not in request.POST:
            raise
        return form_again(request, operation, records, arguments, refused)
    return reply(request, operation, outcome)


def reply(request: Request, operation: Operation[Any], outcome: Outcome) -> HttpResponse:
    """What the page gets to see of an outcome."""
    if "run" in outcome.result:
        return _running(request, outcome.result["run"])
    if outcome.refused or "file" in outcome.result:
        return _receipt(request, operation, outcome)
    sentence = _sentence(operation, outcome)
    if not request.htmx:
        messages.success(request, sentence)
        return HttpResponseRedirect(_back(request))
    said = toast(sentence, undo=undo_url(operation, outcome))
    return with_triggers(HttpResponse(status=204), said, CLOSE, CHANGED)


def undo_url(operation: Operation[Any], outcome: Outcome) -> str:
    """Where a post undoes what was done; empty where that has no address."""
    if not operation.undone_by or not 0 < len(outcome.done) <= MOST_UNDONE:
        return ""
    return f"{reverse('operation', args=[operation.undone_by])}?ids={','.join(map(str, outcome.done))}"


def _running(request: Request, run_id: int) -> HttpResponse:
    run = run_of(request.actor, run_id)
    if not request.htmx:
        return HttpResponseRedirect(reverse("run", args=[run_id]))
    context = {"run": progress(run), "title": gettext("Carried out in the background")}
    return show(request, "foundation/progress.html", context, status=202)


def _receipt(request: Request, operation: Operation[Any], outcome: Outcome) -> HttpResponse:
    token = outcome.result.get("file")
    context = {
        "title": gettext(operation.title),
        "outcome": {
            "done": len(outcome.done),
            "refused": refused_lines(request.actor, operation, outcome.refused),
            "refused_count": len(outcome.refused),
            "undo_url": undo_url(operation, outcome),
            "download_url": reverse("file", args=[token]) if token else "",
        },
    }
    return show(request, "foundation/receipt.html", context, CHANGED)


def _sentence(operation: Operation[Any], outcome: Outcome) -> str:
    return gettext("{title}: {count} done").format(title=gettext(operation.title), count=len(outcome.done))


def _back(request: Request) -> str:
    wanted = request.POST.get("next") or request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if known else "/"
