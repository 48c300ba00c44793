"""The list of parcels, the page of one, and the goods to put back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import capped, capped_counts, page_of
from zhanggui.foundation.queue import queues_of
from zhanggui.foundation.registry import operation_named
from zhanggui.foundation.timeline import events_of
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.dialogs import form
from zhanggui.foundation.web.requests import Request, require
from zhanggui.foundation.web.saved_views import save_url, views_of
from zhanggui.fulfilment.queries.floor import SETS, shown
from zhanggui.fulfilment.queries.parcel_page import lines_shown, numbers_shown, parcel_of
from zhanggui.fulfilment.queries.parcels import FLOOR
from zhanggui.fulfilment.queues import PARCELS
from zhanggui.fulfilment.vocabulary import (
    PICK_PACK,
    REPORT_STATES,
    WAYBILL_STATES,
    ParcelState,
    ReportState,
    WaybillState,
)
from zhanggui.fulfilment.web.filters import filters_of
from zhanggui.fulfilment.web.tones import parcel_rows, state_of

SORTS = {"due": "ship_by", "made": "made_at", "place": "wave_position", "weight": "weight_grams"}


def parcels(request: Request) -> HttpResponse:
    """Parcels in the house, or whatever the address asks for."""
    require(request.actor, *FLOOR)
    matching = PARCELS.records(request.actor, request.GET)
    page = page_of(shown(matching), request.GET, sorts=SORTS, default="due")
    context = {
        "page": page,
        "rows": parcel_rows(page.rows),
        "total": capped(matching),
        "queues": _tabs(request),
        "buttons": buttons_for(request.actor, "parcel", listing="parcels"),
        "filters": filters_of(request),
        "views": views_of(request, "parcels"),
        "save_url": save_url("parcels"),
    }
    return render(request, "fulfilment/parcels.html", context)


def parcels_count(request: Request) -> HttpResponse:
    """How many match, exactly."""
    require(request.actor, *FLOOR)
    return HttpResponse(str(PARCELS.records(request.actor, request.GET).count()))


def parcel(request: Request, parcel_id: int) -> HttpResponse:
    """One parcel: what is in it, where it is, who did what."""
    require(request.actor, *FLOOR)
    found = parcel_of(request.actor, parcel_id)
    if found is None:
        raise NotFound
    context = {
        "parcel": found,
        **state_of(found.state),
        "facts": _facts(found),
        "lines": lines_shown(found),
        "numbers": [
            {"number": n.number, "courier": n.courier.name, "state": gettext(WAYBILL_STATES[WaybillState(n.state)])}
            for n in numbers_shown(parcel_id)
        ],
        "buttons": buttons_for(request.actor, "parcel", ids=[parcel_id]),
        "may_split": found.state == ParcelState.WAITING and request.actor.may(operation_named("split_parcels").needs),
        "events": events_of(request.actor, "parcel", parcel_id, since=found.made_at),
    }
    return render(request, "fulfilment/parcel.html", context)


def split(request: Request, parcel_id: int) -> HttpResponse:
    """The form that splits a parcel, with a row for each of its lines."""
    operation = operation_named("split_parcels")
    require(request.actor, operation.needs)
    found = parcel_of(request.actor, parcel_id)
    if found is None:
        raise NotFound
    lines = {each["line"].line_id: each for each in lines_shown(found)}
    rows = [{"parcel": parcel_id, "line": line_id, "quantity": ""} for line_id in lines]
    return form(request, operation, rows)


def put_back(request: Request) -> HttpResponse:
    """Stopped parcels whose goods lie about, each with the shelves that they belong on."""
    require(request.actor, PICK_PACK)
    page = page_of(shown(SETS["to_put_back"](request.actor)), request.GET, sorts=SORTS, default="due")
    context = {
        "page": page,
        "rows": [{"parcel": each, "lines": lines_shown(each)} for each in page.rows],
        "total": capped(SETS["to_put_back"](request.actor)),
        "buttons": buttons_for(request.actor, "parcel", names=("put_back_parcels",)),
    }
    return render(request, "fulfilment/put_back.html", context)


def _tabs(request: Request) -> list[dict[str, Any]]:
    """The sets that the person's duties wait for, all counted in one query."""
    mine = [queue for queue in queues_of(request.actor) if queue.name in SETS]
    counts = capped_counts({queue.name: SETS[queue.name](request.actor) for queue in mine})
    chosen = request.GET.get("queue", "")
    return [
        {"label": gettext("In the house"), "url": "/parcels/", "active": chosen not in SETS},
        *(
            {"label": gettext(queue.title), "url": f"/parcels/?queue={queue.name}", "count": counts[queue.name],
             "active": chosen == queue.name}
            for queue in mine
        ),
    ]  # fmt: skip


def _facts(found: Any) -> list[dict[str, Any]]:
    receiver = found.receiver
    hint = f"{receiver.name_hint} {receiver.phone_hint} {receiver.province}{receiver.city}" if receiver else ""
    place = (
        gettext("{wave}, place {position}").format(wave=found.wave, position=found.wave_position) if found.wave else ""
    )
    facts = [
        {"label": gettext("Shop"), "value": found.shop.name},
        {"label": gettext("Receiver"), "value": hint},
        {"label": gettext("Warehouse"), "value": found.warehouse.name},
        {"label": gettext("Courier"), "value": found.courier.name if found.courier else gettext("none")},
        {"label": gettext("Waybill number"), "value": found.number or gettext("none")},
        {"label": gettext("Wave"), "value": place, "url": f"/waves/{found.wave_id}/" if found.wave else ""},
        {"label": gettext("Printed"), "value": gettext("{count} times").format(count=found.printed)},
        {"label": gettext("Weight"), "value": f"{found.weight_grams / 1000:.2f} kg"},
    ]
    if found.shipped_at:
        report = gettext(REPORT_STATES[ReportState(found.report)])
        facts.append({"label": gettext("Platform"), "value": f"{report} {found.report_reason}".strip()})
    return facts
