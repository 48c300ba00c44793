"""Waves: the list, the page of one, and making them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import capped, page_of
from zhanggui.foundation.people import people_names
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request, require
from zhanggui.foundation.words import _
from zhanggui.fulfilment.queries.floor import SETS, parcels_matching, shown
from zhanggui.fulfilment.queries.merging import merge_groups
from zhanggui.fulfilment.queries.wave_pages import STEPS, hot_skus, print_jobs_of, sizes, wave_progress, waves_shown
from zhanggui.fulfilment.queues import WAITING
from zhanggui.fulfilment.vocabulary import PAPER_KINDS, PICK_PACK, PRINT, WAVE_STATES, PaperKind, WaveState
from zhanggui.fulfilment.web.filters import filters_of
from zhanggui.fulfilment.web.tones import parcel_rows

IN_WAVE = ("print_parcels", "assign_waybills", "pack_parcels", "unwave_parcels", "withdraw_waybills")
WHILE_WAITING = ("make_waves", "merge_parcels", "assign_waybills", "change_couriers")
STEP_TITLES = {
    "waved": _("To pick"),
    "picked": _("To pack"),
    "packed": _("Packed"),
    "on_manifest": _("On a manifest"),
    "shipped": _("Shipped"),
}
STEP_TONES = {"waved": "plain", "picked": "info", "packed": "accent", "on_manifest": "warn", "shipped": "ok"}
MOST_IN_WAVE = 500


def waves(request: Request) -> HttpResponse:
    """Waves that are under way, or all of them."""
    require(request.actor, PRINT, PICK_PACK)
    everything = request.GET.get("all") == "1"
    matching = waves_shown(request.actor, done_too=everything)
    page = page_of(matching, request.GET, sorts={"made": "id"}, default="-made")
    progress = wave_progress([wave.pk for wave in page.rows])
    context = {
        "page": page,
        "rows": [_wave_row(wave, progress.get(wave.pk, {})) for wave in page.rows],
        "total": capped(matching),
        "waiting": capped(SETS["to_wave"](request.actor)) if request.actor.may(PRINT) else None,
        "may_make": request.actor.may(PRINT),
        "buttons": buttons_for(request.actor, "wave"),
    }
    return render(request, "fulfilment/waves.html", context)


def wave(request: Request, wave_id: int) -> HttpResponse:
    """One wave: its parcels in order, its papers, how far it is."""
    require(request.actor, PRINT, PICK_PACK)
    found = waves_shown(request.actor, done_too=True).filter(pk=wave_id).first()
    if found is None:
        raise NotFound
    query = request.GET.copy()
    query["wave"], query["q"] = str(wave_id), ""
    matching = parcels_matching(request.actor, query)
    page = page_of(shown(matching), request.GET, sorts={"place": "wave_position"}, default="place", size=MOST_IN_WAVE)
    progress = wave_progress([wave_id]).get(wave_id, {})
    names = people_names({i for i in (found.made_by_id, found.picker_id) if i})
    context = {
        "wave": found,
        "state": gettext(WAVE_STATES[WaveState(found.state)]),
        "maker": names.get(found.made_by_id or 0, ""),
        "picker": names.get(found.picker_id or 0, ""),
        "page": page,
        "rows": parcel_rows(page.rows),
        "total": capped(matching),
        "steps": _steps(progress),
        "printed": progress.get("printed", 0),
        "jobs": [_job(job) for job in print_jobs_of(wave_id)] if request.actor.may(PRINT) else [],
        "buttons": buttons_for(request.actor, "parcel", names=IN_WAVE),
        "wave_buttons": buttons_for(request.actor, "wave", ids=[wave_id]),
        "may_pick": request.actor.may(PICK_PACK) and found.state == WaveState.OPEN,
    }
    return render(request, "fulfilment/wave.html", context)


def new_wave(request: Request) -> HttpResponse:
    """Waiting parcels, to choose a wave from: filters, hot SKUs, what could be merged."""
    require(request.actor, PRINT)
    matching = WAITING.records(request.actor, request.GET)
    page = page_of(shown(matching), request.GET, sorts={"due": "ship_by", "weight": "weight_grams"}, default="due")
    context = {
        "page": page,
        "rows": parcel_rows(page.rows),
        "total": capped(matching),
        "sizes": sizes(matching),
        "hot": hot_skus(matching),
        "groups": [
            {
                "ids": ",".join(map(str, group.order_ids)),
                "count": len(group.order_ids),
                "masked": group.needs_confirmation,
            }
            for group in merge_groups(request.actor)[:20]
        ],
        "buttons": buttons_for(request.actor, "parcel", names=WHILE_WAITING, listing="to_wave"),
        "filters": filters_of(request, states=False),
    }
    return render(request, "fulfilment/new_wave.html", context)


def waiting_count(request: Request) -> HttpResponse:
    """How many wait, exactly."""
    require(request.actor, PRINT)
    return HttpResponse(str(WAITING.records(request.actor, request.GET).count()))


def _wave_row(wave: Any, progress: dict[str, int]) -> dict[str, Any]:
    done = sum(progress.get(step, 0) for step in ("packed", "on_manifest", "shipped"))
    return {
        "wave": wave,
        "state": gettext(WAVE_STATES[WaveState(wave.state)]),
        "printed": progress.get("printed", 0),
        "done": done,
        "share": 100 * done // wave.parcels if wave.parcels else 0,
    }


def _steps(progress: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"label": gettext(STEP_TITLES[step]), "value": progress.get(step, 0), "tone": STEP_TONES[step]}
        for step in STEPS
    ]


def _job(job: Any) -> dict[str, Any]:
    return {"job": job, "kind": gettext(PAPER_KINDS[PaperKind(job.kind)])}
