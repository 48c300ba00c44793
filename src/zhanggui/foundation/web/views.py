"""Views of the kernel: operations, runs, files, lookups, and the page that explains them all."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, JsonResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from zhanggui.foundation import receipts
from zhanggui.foundation.downloads import download, own_file
from zhanggui.foundation.files import receive_file
from zhanggui.foundation.lookup import found
from zhanggui.foundation.operation import Operation
from zhanggui.foundation.outcome import Invalid, NotFound, Refusal
from zhanggui.foundation.reference import explained
from zhanggui.foundation.registry import Match, listing_named, operation_named
from zhanggui.foundation.sheets import rows_of_sheet, template_of
from zhanggui.foundation.web import dialogs
from zhanggui.foundation.web.answers import Records, answer
from zhanggui.foundation.web.forms import typed, typed_rows
from zhanggui.foundation.web.progress import progress
from zhanggui.foundation.web.replies import CHANGED, with_triggers
from zhanggui.foundation.web.requests import Request, require
from zhanggui.foundation.words import _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
def operation(request: Request, name: str) -> HttpResponse:
    """Carry an operation out."""
    wanted = operation_named(name)
    require(request.actor, wanted.needs)
    arguments = typed(wanted.parameters, request.POST)
    return answer(request, wanted, _records(request, wanted), arguments, key=request.POST.get("key", ""))


@require_GET
def operation_form(request: Request, name: str) -> HttpResponse:
    """Ask for what an operation needs to know."""
    wanted = operation_named(name)
    require(request.actor, wanted.needs)
    return dialogs.form(request, wanted, _records(request, wanted))


@require_GET
def operation_sheet(request: Request, name: str) -> HttpResponse:
    """Hand out the empty sheet of an operation that takes rows."""
    wanted = operation_named(name)
    require(request.actor, wanted.needs)
    if wanted.rows is None:
        raise NotFound
    title = gettext(wanted.title)
    return _attachment(template_of(wanted.rows, title), f"{title}.xlsx")


@require_GET
def runs(request: Request) -> HttpResponse:
    """Show what the person let run."""
    return render(request, "foundation/runs.html", {"runs": [progress(run) for run in receipts.runs_of(request.actor)]})


@require_GET
def run(request: Request, run_id: int) -> HttpResponse:
    """Show how far a run is and whom it left alone."""
    shown = receipts.run_of(request.actor, run_id)
    after = request.GET.get("after", "")
    refused = receipts.refusals_of(request.actor, shown, int(after) if after.isdecimal() else 0)
    full = len(refused) == receipts.PAGE_SIZE
    context = {
        "run": progress(shown),
        "refused": refused,
        "next": f"?after={refused[-1]['position']}" if full else "",
    }
    return render(request, "foundation/run.html", context)


@require_GET
def run_progress(request: Request, run_id: int) -> HttpResponse:
    """Show how far a run is, for the page that asks every second."""
    shown = receipts.run_of(request.actor, run_id)
    answer = render(request, "foundation/run_progress.html", {"run": progress(shown)})
    return with_triggers(answer, CHANGED) if shown.finished_at else answer


@require_GET
def run_receipt(request: Request, run_id: int) -> HttpResponse:
    """Hand out the receipt of a run as a table."""
    shown = receipts.run_of(request.actor, run_id)
    return _attachment(receipts.receipt_sheet(request.actor, shown), f"{receipts.title_of(shown)} {shown.pk}.xlsx")


@require_POST
def files(request: Request) -> JsonResponse:
    """Keep an uploaded file until an operation takes it."""
    upload = request.FILES.get("file")
    if upload is None:
        raise Invalid({"file": Refusal("no_file", _("Choose a file first"))})
    return JsonResponse(receive_file(request.actor, upload, settings.UPLOAD_LIMIT_BYTES))


@require_GET
def file(request: Request, token: UUID) -> StreamingHttpResponse:
    """Hand a file back to the person whose it is."""
    return download(own_file(request.actor, token), inline="inline" in request.GET)


@require_GET
def lookup(request: Request, name: str) -> JsonResponse:
    """Find records for a field by what was typed."""
    results = found(request.actor, name, request.GET.get("q", "").strip())
    return JsonResponse({"results": [{"id": key, "text": text, "detail": ""} for key, text in results]})


@require_GET
def reference(request: Request) -> HttpResponse:
    """Explain every operation: what it does, who may do it today, how machines call it."""
    return render(request, "foundation/reference.html", {"modules": explained()})


def _records(request: Request, wanted: Operation[Any]) -> Records:
    sent = request.POST if request.method == "POST" else request.GET
    if wanted.rows is not None:
        return _rows(request, wanted, sent)
    if sent.get("all") == "1":
        return _match(request, sent)
    ids = [*sent.getlist("ids"), *(request.GET.getlist("ids") if sent is not request.GET else ())]
    members = [member for given in ids for member in given.split(",") if member]
    if not all(member.isdecimal() and len(member) < 19 for member in members):
        raise NotFound
    if not members and request.method == "POST":
        raise Invalid({"ids": Refusal("nothing_chosen", _("Choose at least one record first"))})
    return list(dict.fromkeys(map(int, members)))


def _rows(request: Request, wanted: Operation[Any], sent: QueryDict) -> Sequence[Mapping[str, Any]]:
    assert wanted.rows is not None, "asked for operations on rows only"
    if token := sent.get(dialogs.SHEET):
        return rows_of_sheet(wanted.rows, own_file(request.actor, _uuid(token)))
    rows = typed_rows(dialogs.ROWS, wanted.rows, sent) or []
    if not rows and request.method == "POST":
        raise Invalid({"rows": Refusal("no_rows", _("Fill in at least one row"))})
    return rows


def _uuid(token: str) -> UUID:
    try:
        return UUID(token)
    except ValueError:
        raise NotFound from None


def _match(request: Request, sent: QueryDict) -> Match:
    listing = sent.get("listing") or request.GET.get("listing", "")
    count = sent.get("count", "")
    listing_named(listing)
    if not count.isdecimal():
        raise Invalid({"count": Refusal("nothing_chosen", _("Choose at least one record first"))})
    return Match(listing, sent.get("match", ""), int(count))


def _attachment(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer
