"""Couriers' numbers: the pools, and the list of numbers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from zhanggui.foundation.paging import capped, page_of
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request, require
from zhanggui.fulfilment.queries.pools import number_pools
from zhanggui.fulfilment.queues import WAYBILLS
from zhanggui.fulfilment.vocabulary import WAYBILL, WAYBILL_STATES, WaybillState
from zhanggui.fulfilment.web.filters import choice
from zhanggui.orders.queries.lookups import courier_choices


def waybills(request: Request) -> HttpResponse:
    """How far each pool reaches, and the numbers themselves."""
    require(request.actor, WAYBILL)
    matching = WAYBILLS.records(request.actor, request.GET)
    page = page_of(matching, request.GET, sorts={"id": "id"}, default="-id")
    states = [(state.value, gettext(title)) for state, title in WAYBILL_STATES.items()]
    context = {
        "pools": number_pools(request.actor),
        "page": page,
        "rows": [{"waybill": w, "state": gettext(WAYBILL_STATES[WaybillState(w.state)])} for w in page.rows],
        "total": capped(matching),
        "filters": [
            {"name": "q", "label": gettext("Waybill number"), "kind": "text", "value": request.GET.get("q", "")},
            choice(request, "state", gettext("State"), states),
            choice(request, "courier", gettext("Courier"), courier_choices(request.actor)),
        ],
        "adding": buttons_for(request.actor, "", names=("add_waybill_numbers", "bind_waybills")),
        "buttons": buttons_for(request.actor, "waybill", listing="waybills"),
    }
    return render(request, "fulfilment/waybills.html", context)


def waybills_count(request: Request) -> HttpResponse:
    """How many match, exactly."""
    require(request.actor, WAYBILL)
    return HttpResponse(str(WAYBILLS.records(request.actor, request.GET).count()))
