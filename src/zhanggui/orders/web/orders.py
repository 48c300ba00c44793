"""The list of orders: every queue of them is a tab, every state of it stands in the address."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.paging import Slice, capped_counts, page_of
from zhanggui.foundation.queue import Queue, all_queues
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request, require
from zhanggui.foundation.web.saved_views import save_url, views_of
from zhanggui.orders.queries.filters import ALL, is_about_all, sorting
from zhanggui.orders.queries.lists import SEEING, SETS, in_hand, near_due, orders_seen
from zhanggui.orders.queries.shown import shown
from zhanggui.orders.queues import ORDERS
from zhanggui.orders.vocabulary import ENTRY
from zhanggui.orders.web.filters import filter_fields

IN_HAND = ("approve_orders", "hold_orders", "settle_holds", "void_orders", "remark_orders")


def orders(request: Request) -> HttpResponse:
    """The orders that match the address, a page at a time."""
    require(request.actor, *ORDERS.needs)
    page, total, tabs = _listed(request)
    queue = _queue(request.actor, request.GET)
    context = {
        "page": page,
        "rows": page.rows,
        "empty": not page.rows,
        "total": total,
        "tabs": tabs,
        "queue": queue,
        "about_all": is_about_all(request.GET),
        "filters": filter_fields(request.actor, request.GET),
        "views": views_of(request, "orders"),
        "save_url": save_url("orders"),
        "buttons": buttons_for(request.actor, "order", names=_operations(queue, request.GET), listing="orders"),
        "may_enter": request.actor.may(ENTRY),
    }
    return render(request, "orders/list.html", context)


def orders_count(request: Request) -> HttpResponse:
    """How many match, exactly."""
    require(request.actor, *ORDERS.needs)
    return HttpResponse(str(ORDERS.records(request.actor, request.GET).count()))


def _listed(request: Request) -> tuple[Slice, int, list[dict[str, Any]]]:
    """The page, how many match, and the tabs with their counts: two queries."""
    actor, query = request.actor, request.GET
    queues = _queues(actor)
    lists = {queue.name: SETS[queue.name](actor) for queue in queues}
    lists |= {f"{name}:near": near_due(found) for name, found in lists.items()}
    if any(map(actor.may, SEEING)):
        lists["hand"] = orders_seen(actor).filter(in_hand())
    counts = capped_counts({**lists, "shown": ORDERS.records(actor, query)})
    sorts, default = sorting(query)
    page = page_of(shown(ORDERS.records(actor, query)), query, sorts=sorts, default=default)
    return page, counts["shown"], _tabs(actor, query, queues, counts)


def _tabs(actor: Actor, query: QueryDict, queues: Sequence[Queue], counts: dict[str, int]) -> list[dict[str, Any]]:
    about_all = is_about_all(query)
    chosen = query.get("queue", "")
    tabs = [
        {
            "label": gettext(queue.title),
            "url": f"?queue={queue.name}",
            "count": counts[queue.name],
            "urgent": 0 if queue.name in ("due_soon", "overdue") else counts[f"{queue.name}:near"],
            "active": chosen == queue.name,
        }
        for queue in queues
    ]
    if "hand" not in counts:
        return tabs
    hand = {
        "label": gettext("In hand"),
        "url": "/orders/",
        "count": counts["hand"],
        "active": chosen not in SETS and not about_all,
    }
    everything = {"label": gettext("All orders"), "url": f"?queue={ALL}", "count": "", "active": about_all}
    return [hand, *tabs, everything]


def _operations(queue: Queue | None, query: QueryDict) -> tuple[str, ...]:
    """A queue says what is done there; orders in hand are reviewed; everything is offered where everything is shown."""
    return queue.operations or IN_HAND if queue else () if is_about_all(query) else IN_HAND


def _queues(actor: Actor) -> list[Queue]:
    return [queue for name, queue in all_queues().items() if name in SETS and actor.may(queue.needs)]


def _queue(actor: Actor, query: QueryDict) -> Queue | None:
    return next((queue for queue in _queues(actor) if queue.name == query.get("queue")), None)
