"""What every program may read: runs, files, events of a record, and the queues of its person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from ninja import File, Router
from ninja.files import UploadedFile

from zhanggui.foundation import downloads
from zhanggui.foundation.event import all_kinds
from zhanggui.foundation.files import receive_file
from zhanggui.foundation.models import Event
from zhanggui.foundation.paging import capped_counts
from zhanggui.foundation.queue import queues_of
from zhanggui.foundation.receipts import refusals_of, run_of, title_of
from zhanggui.foundation.timeline import visible_events

router = Router(tags=["foundation"])


@router.get("/runs/{run_id}", url_name="run", operation_id="run")
def run(request: Any, run_id: int, after: int = 0) -> dict[str, Any]:
    """How far a run is, and the records that it left alone beyond the position `after`."""
    found = run_of(request.actor, run_id)
    refused = refusals_of(request.actor, found, after)
    return {
        "id": found.pk,
        "operation": found.operation,
        "title": title_of(found),
        "total": found.total,
        "done": found.done,
        "refused": found.refused,
        "finished_at": found.finished_at,
        "refusals": [{name: line[name] for name in ("id", "label", "sentence", "position")} for line in refused],
    }


@router.post("/files", url_name="files", operation_id="upload_file")
def upload(request: Any, file: File[UploadedFile]) -> dict[str, Any]:
    """Keep a file until an operation takes its token."""
    return receive_file(request.actor, file, settings.UPLOAD_LIMIT_BYTES)


@router.get("/files/{uuid:token}", url_name="file", operation_id="download_file")
def download(request: Any, token: UUID) -> HttpResponseBase:
    """Hand out a file that the person uploaded or that was made for the person."""
    return downloads.download(downloads.own_file(request.actor, token))


@router.get("/events", operation_id="events")
def events(request: Any, subject: str, id: int, since: datetime | None = None) -> dict[str, Any]:
    """What became of a record, the newest first."""
    return {"items": [_event(event) for event in visible_events(request.actor, subject, id, since=since)]}


@router.get("/queues", operation_id="queues")
def queues(request: Any) -> dict[str, Any]:
    """What waits for the person, counted up to a thousand."""
    mine = queues_of(request.actor)
    counts = capped_counts({queue.name: queue.waiting(request.actor) for queue in mine})
    return {
        "items": [
            {
                "name": queue.name,
                "title": gettext(queue.title),
                "count": counts[queue.name],
                "page": queue.page,
                "operations": list(queue.operations),
            }
            for queue in mine
        ]
    }


def _event(event: Event) -> dict[str, Any]:
    kind = all_kinds().get(event.kind)
    return {
        "id": event.id,
        "recorded_at": event.recorded_at,
        "happened_at": event.happened_at,
        "kind": event.kind,
        "title": gettext(kind.title) if kind else event.kind,
        "axis": event.axis,
        "before": event.before,
        "after": event.after,
        "person_id": event.person_id,
        "position_id": event.position_id,
        "run_id": event.run_id,
        "data": event.data,
    }
