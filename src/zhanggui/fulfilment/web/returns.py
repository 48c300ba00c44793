"""Returned parcels: scan the label, then the goods with their condition."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request, require
from zhanggui.fulfilment.operations.receive_returns import ReturnRow, receive_returns
from zhanggui.fulfilment.queries.coming_back import goods_sent
from zhanggui.fulfilment.queries.obstacles import in_state
from zhanggui.fulfilment.queries.parcels import parcels_by_code, places_of
from zhanggui.fulfilment.queries.scanning import meaning_of
from zhanggui.fulfilment.vocabulary import GONE, GRADES, RETURNS_IN, Grade, ParcelState


def station(request: Request) -> HttpResponse:
    """The station, waiting for a label."""
    require(request.actor, RETURNS_IN)
    context = {"code": "", "result": None, "by_hand": buttons_for(request.actor, "", names=("receive_returns",))}
    return render(request, "fulfilment/returns.html", context)


@require_POST
def scan(request: Request) -> HttpResponse:
    """A label, or goods out of the parcel that was opened."""
    require(request.actor, RETURNS_IN)
    code, label = request.POST.get("code", "").strip(), request.POST.get("label", "")
    grade = Grade.DAMAGED if request.POST.get("grade") == Grade.DAMAGED else Grade.GOOD
    if label and code in meaning_of([code]):
        return _goods(request, label, code, grade)
    return _label(request, code, grade)


def _label(request: Request, code: str, grade: Grade) -> HttpResponse:
    parcel_id = parcels_by_code(request.actor, [code], RETURNS_IN).get(code)
    if parcel_id is None:
        return _show(request, "", grade, "wrong", gettext("No parcel wears this code"), code)
    place = places_of(request.actor, RETURNS_IN, [parcel_id])[parcel_id]
    if place.state not in (*GONE, ParcelState.RETURNED):
        return _show(request, "", grade, "wrong", in_state(place.state).sentence(), code)
    return _show(request, code, grade, "ok", f"P{parcel_id}", gettext("Scan the goods"))


def _goods(request: Request, label: str, code: str, grade: Grade) -> HttpResponse:
    sku_id, pieces = meaning_of([code])[code]
    outcome = receive_returns(request.actor, [ReturnRow(label, sku_id, pieces, grade)])
    if outcome.refused:
        return _show(request, label, grade, "wrong", outcome.refused[1].sentence(), code)
    return _show(request, label, grade, "ok", gettext(GRADES[grade]), code)


def _show(request: Request, label: str, grade: Grade, state: str, say: str, detail: str) -> HttpResponse:
    parcel_id = parcels_by_code(request.actor, [label], RETURNS_IN).get(label) if label else None
    context: dict[str, Any] = {
        "label": label,
        "parcel_id": parcel_id,
        "grades": [(each.value, gettext(title), each == grade) for each, title in GRADES.items()],
        "goods": goods_sent(parcel_id) if parcel_id else [],
        "result": {"state": state, "say": say, "detail": detail},
    }
    return render(request, "fulfilment/parts/returns.html", context)
