"""Print jobs: the page of one, with its paper.

Paper that shows receivers is drawn when it is opened and kept nowhere; only who printed it may open it, for a day.
"""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from zhanggui.foundation import clock
from zhanggui.foundation.outcome import NotFound, Refusal, Refused
from zhanggui.foundation.people import people_names
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request, require
from zhanggui.foundation.words import _
from zhanggui.fulfilment.operations.note_prints import Drawn, note_prints
from zhanggui.fulfilment.queries.papers import job_for_paper
from zhanggui.fulfilment.queries.printing import batches_visible_to
from zhanggui.fulfilment.vocabulary import PAPER_KINDS, PRINT, PaperKind
from zhanggui.fulfilment.web.papers import paper_of

OPEN_FOR = timedelta(days=1)
SHUT = Refusal("paper_shut", _("Only who printed this may open it, within a day; print it again"))


def print_job(request: Request, batch_id: int) -> HttpResponse:
    """What was printed, with what could not be."""
    job = _job(request, batch_id)
    context = {
        "job": job,
        "kind": gettext(PAPER_KINDS[PaperKind(job.kind)]),
        "person": people_names([job.person_id]).get(job.person_id, "") if job.person_id else "",
        "may_open": _may_open(request, job),
        "buttons": buttons_for(request.actor, "print", names=("reprint_parcels",), ids=[batch_id]),
    }
    return render(request, "fulfilment/print.html", context)


def print_paper(request: Request, batch_id: int) -> HttpResponse:
    """The paper itself. Raises Refused for anybody but who printed it."""
    job = _job(request, batch_id)
    if not _may_open(request, job):
        raise Refused(SHUT)
    paper = paper_of(job_for_paper(job), job.printed_at)
    note_prints(request.actor.delegate(), [Drawn(batch_id, paper.pages, paper.missing)])
    answer = HttpResponse(paper.pdf, content_type="application/pdf")
    name = f"{gettext(PAPER_KINDS[PaperKind(job.kind)])} {batch_id}.pdf"
    answer["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    answer["Cache-Control"] = "no-store"
    return answer


def _job(request: Request, batch_id: int) -> Any:
    require(request.actor, PRINT)
    job = batches_visible_to(request.actor).filter(pk=batch_id).first()
    if job is None:
        raise NotFound
    return job


def _may_open(request: Request, job: Any) -> bool:
    return job.person_id == request.actor.person_id and clock.now() - job.printed_at < OPEN_FOR
