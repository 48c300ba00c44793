"""Manifests: the list, the page of one, and the station at which parcels are scanned onto it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhanggui.foundation.outcome import NotFound, Refused
from zhanggui.foundation.paging import capped, page_of
from zhanggui.foundation.people import people_names
from zhanggui.foundation.timeline import events_of
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request, require
from zhanggui.fulfilment.operations.scan_onto_manifest import LabelScan, scan_onto_manifest
from zhanggui.fulfilment.queries.floor import SETS, parcels_matching, shown
from zhanggui.fulfilment.queries.manifest_pages import counts_on, last_listed, manifests_shown
from zhanggui.fulfilment.queries.scanning import on_table
from zhanggui.fulfilment.vocabulary import DISPATCH
from zhanggui.fulfilment.web.tones import parcel_rows

STOPPING = {"stopped", "held"}


def manifests(request: Request) -> HttpResponse:
    """Manifests, the newest first."""
    require(request.actor, DISPATCH)
    matching = manifests_shown(request.actor)
    page = page_of(matching, request.GET, sorts={"opened": "opened_at"}, default="-opened")
    counts = counts_on([each.pk for each in page.rows if each.closed_at is None])
    context = {
        "page": page,
        "rows": [
            {"manifest": each, "count": each.parcels if each.closed_at else counts.get(each.pk, 0)}
            for each in page.rows
        ],
        "total": capped(matching),
        "waiting": capped(SETS["to_hand_over"](request.actor)),
        "opening": buttons_for(request.actor, "", names=("open_manifests",)),
        "buttons": buttons_for(request.actor, "manifest"),
    }  # fmt: skip
    return render(request, "fulfilment/manifests.html", context)


def manifest(request: Request, manifest_id: int) -> HttpResponse:
    """One manifest with its parcels."""
    found = _manifest(request, manifest_id)
    matching = manifest_parcels(request, manifest_id)
    page = page_of(shown(matching), request.GET, sorts={"due": "ship_by"}, default="due", size=200)
    names = people_names({i for i in (found.opened_by_id, found.closed_by_id) if i})
    context = {
        "manifest": found,
        "opener": names.get(found.opened_by_id or 0, ""),
        "closer": names.get(found.closed_by_id or 0, ""),
        "page": page,
        "rows": parcel_rows(page.rows),
        "total": capped(matching),
        "buttons": buttons_for(request.actor, "parcel", names=("unlist_parcels",)) if not found.closed_at else [],
        "manifest_buttons": buttons_for(request.actor, "manifest", ids=[manifest_id]) if not found.closed_at else [],
        "events": events_of(request.actor, "manifest", manifest_id, since=found.opened_at),
    }
    return render(request, "fulfilment/manifest.html", context)


def manifest_parcels(request: Request, manifest_id: int) -> Any:
    """The parcels on a manifest, whatever has become of them."""
    query = request.GET.copy()
    query["q"] = query["queue"] = ""
    query["manifest"] = str(manifest_id)
    return parcels_matching(request.actor, query)


def scanning(request: Request, manifest_id: int) -> HttpResponse:
    """The station at which the courier's parcels are scanned."""
    found = _manifest(request, manifest_id)
    context = {"manifest": found, "count": counts_on([manifest_id]).get(manifest_id, 0), "result": None}
    return render(request, "fulfilment/manifest_scan.html", {**context, "last": last_listed(manifest_id)})


@require_POST
def scan(request: Request, manifest_id: int) -> HttpResponse:
    """A label: onto the manifest, or the reason why not; red for a parcel that must stay."""
    found = _manifest(request, manifest_id)
    code = request.POST.get("code", "").strip()
    result = _scanned(request, manifest_id, code)
    context = {"manifest": found, "count": counts_on([manifest_id]).get(manifest_id, 0), "result": result}
    return render(request, "fulfilment/parts/manifest_scan.html", {**context, "last": last_listed(manifest_id)})


def _scanned(request: Request, manifest_id: int, code: str) -> dict[str, str]:
    try:
        outcome = scan_onto_manifest(request.actor, [LabelScan(code)], manifest=manifest_id)
    except Refused as refused:
        return {"state": "wrong", "say": refused.refusal.sentence(), "detail": code}
    if not outcome.refused:
        return {"state": "ok", "say": code, "detail": ""}
    refusal, parcel_id = outcome.refused[1], outcome.result["parcels"].get("1")
    if refusal.code not in STOPPING or parcel_id is None:
        return {"state": "wrong", "say": refusal.sentence(), "detail": code}
    table = on_table(request.actor, DISPATCH, [parcel_id]).get(parcel_id)
    shelves = "、".join(dict.fromkeys(line.shelf for line in table.lines if line.shelf)) if table else ""
    detail = gettext("Goods go back to {shelves}").format(shelves=shelves) if shelves else gettext("Put it aside")
    return {"state": "stop", "say": refusal.sentence(), "detail": detail}


def _manifest(request: Request, manifest_id: int) -> Any:
    require(request.actor, DISPATCH)
    found = manifests_shown(request.actor).filter(pk=manifest_id).first()
    if found is None:
        raise NotFound
    return found
