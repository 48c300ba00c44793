"""A run as the progress component shows it."""

from typing import Any

from django.urls import reverse

from zhanggui.foundation.models import Run
from zhanggui.foundation.receipts import title_of


def progress(run: Run) -> dict[str, Any]:
    """How far the run is, where to ask again while it goes on, and where its receipt lies."""
    finished = run.finished_at is not None
    return {
        "label": title_of(run),
        "total": run.total,
        "done": run.done,
        "refused": run.refused,
        "finished": finished,
        "url": "" if finished else reverse("run_progress", args=[run.pk]),
        "receipt_url": reverse("run", args=[run.pk]),
        "started_at": run.created_at,
    }
