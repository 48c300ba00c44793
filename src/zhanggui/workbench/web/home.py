"""The page that everybody starts on: what waits for them, the most urgent first, and what they may do about it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import select_template
from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.operation import all_operations
from zhanggui.foundation.people import duty_sentence
from zhanggui.foundation.queue import Queue
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request
from zhanggui.workbench.queries.numbers import numbers_open_to
from zhanggui.workbench.queries.waiting import Waiting, rows_of, waiting_for


def home(request: Request) -> HttpResponse:
    """The queues of today's duties as tabs, and the rows of the open one."""
    actor = request.actor
    waiting = waiting_for(actor)
    opened = _opened(waiting, request.GET.get("queue", ""))
    context = {
        "tabs": [_tab(each, opened) for each in waiting],
        "numbers": numbers_open_to(actor),
        "nothing": not any(each.count for each in waiting),
        **(_queue(actor, opened) if opened else {}),
    }
    return render(request, "workbench/home.html", context)


def _opened(waiting: Sequence[Waiting], name: str) -> Waiting | None:
    return next((each for each in waiting if each.queue.name == name), waiting[0] if waiting else None)


def _tab(each: Waiting, opened: Waiting | None) -> dict[str, Any]:
    return {
        "label": gettext(each.queue.title),
        "url": f"?queue={each.queue.name}",
        "count": each.count,
        "urgent": each.urgent,
        "active": each is opened,
    }


def _queue(actor: Actor, opened: Waiting) -> dict[str, Any]:
    queue = opened.queue
    rows = rows_of(actor, queue) if opened.count else []
    return {
        "queue": queue,
        "rows": rows,
        "total": len(rows),
        "empty": not rows,
        "more": opened.count if opened.count > len(rows) else 0,
        "head_template": select_template(_heads(queue)),
        "buttons": buttons_for(actor, "", names=queue.operations) if queue.operations else [],
        "duty": duty_sentence(actor, _needs(queue)),
    }


def _heads(queue: Queue) -> list[str]:
    folder, _apart, row = queue.row.rpartition("/")
    return [f"{folder}/{row.removesuffix('.html')}_head.html", f"{folder}/head.html", "workbench/head.html"]


def _needs(queue: Queue) -> Capability:
    """The capability whose duty is quoted: that of the first button, which the sentence stands under."""
    return all_operations()[queue.operations[0]].needs if queue.operations else queue.needs
