"""Picking on the phone: one shelf after the other, goods scanned, empty shelves told."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.registry import operation_named
from zhanggui.foundation.web.dialogs import form
from zhanggui.foundation.web.requests import Request, require
from zhanggui.fulfilment.operations.pick_waves import pick_waves
from zhanggui.fulfilment.queries.scanning import meaning_of
from zhanggui.fulfilment.queries.wave_pages import Shelf, walk_of
from zhanggui.fulfilment.queries.waving import waves_visible_to
from zhanggui.fulfilment.vocabulary import PICK_PACK, WaveState

# Which shelf was walked past without all pieces: the picker comes back to it or tells that it is empty.
NONE_LEFT = "skip"


def pick(request: Request, wave_id: int) -> HttpResponse:
    """The walk through the shelves of a wave."""
    wave = _wave(request, wave_id)
    context = {"wave": wave, **_walk(request, wave), "result": None}
    return render(request, "fulfilment/pick.html", context)


@require_POST
def scan(request: Request, wave_id: int) -> HttpResponse:
    """A goods code at the shelf; with the last piece of the last shelf the wave is picked."""
    wave = _wave(request, wave_id)
    walk, picked = walk_of(wave_id), _picked(request, wave_id)
    stop = _next(walk, picked)
    result = _scanned(request.POST.get("code", "").strip(), stop, picked)
    request.session[_key(wave_id)] = picked
    if _next(walk, picked) is None and wave.state == WaveState.OPEN:
        pick_waves(request.actor, [wave_id])
        request.session.pop(_key(wave_id), None)
        result = {"state": "done", "say": gettext("Wave {wave} is picked").format(wave=wave.number), "detail": ""}
        return render(request, "fulfilment/parts/pick.html", {"wave": wave, "result": result, "stop": None})
    return render(request, "fulfilment/parts/pick.html", {"wave": wave, "result": result, **_walk(request, wave)})


def empty(request: Request, wave_id: int, sku_id: int) -> HttpResponse:
    """The form in which the picker says how much lies on the shelf."""
    wave = _wave(request, wave_id)
    return form(
        request, operation_named("empty_shelves"), [{"warehouse": wave.warehouse_id, "sku": sku_id, "counted": 0}]
    )


def _wave(request: Request, wave_id: int) -> Any:
    require(request.actor, PICK_PACK)
    wave = waves_visible_to(request.actor, PICK_PACK).filter(pk=wave_id).select_related("warehouse").first()
    if wave is None:
        raise NotFound
    return wave


def _walk(request: Request, wave: Any) -> dict[str, Any]:
    """The next shelf, those that follow, those behind."""
    walk, picked = walk_of(wave.pk), _picked(request, wave.pk)
    stop = _next(walk, picked)
    total, done = sum(each.quantity for each in walk), sum(_done(each, picked) for each in walk)
    places = (
        "、".join(f"{place}×{count}" if count > 1 else str(place) for place, count in stop.shares[:8]) if stop else ""
    )
    return {
        "stop": stop,
        "done": _done(stop, picked) if stop else 0,
        "places": places + ("…" if stop and len(stop.shares) > 8 else ""),
        "ahead": [each for each in walk if each is not stop and _done(each, picked) < each.quantity],
        "behind": [each for each in walk if _done(each, picked) >= each.quantity],
        "total": total,
        "picked": done,
        "share": 100 * done // total if total else 0,
    }


def _scanned(code: str, stop: Shelf | None, picked: dict[str, int]) -> dict[str, str]:
    """Count the pieces; what the screen says."""
    if stop is None:
        return {"state": "wrong", "say": gettext("Nothing is left to pick"), "detail": ""}
    if code == NONE_LEFT:
        picked[str(stop.sku_id)] = stop.quantity
        return {"state": "ok", "say": gettext("Taken"), "detail": stop.code}
    sku_id, pieces = meaning_of([code]).get(code, (0, 0))
    if sku_id != stop.sku_id:
        return {
            "state": "wrong",
            "say": gettext("Wrong goods"),
            "detail": gettext("Take {code}").format(code=stop.code),
        }
    if _done(stop, picked) + pieces > stop.quantity:
        return {"state": "wrong", "say": gettext("Too many"), "detail": f"{_done(stop, picked)} / {stop.quantity}"}
    picked[str(sku_id)] = _done(stop, picked) + pieces
    return {"state": "ok", "say": f"{picked[str(sku_id)]} / {stop.quantity}", "detail": stop.code}


def _next(walk: list[Shelf], picked: Mapping[str, int]) -> Shelf | None:
    return next((stop for stop in walk if _done(stop, picked) < stop.quantity), None)


def _done(stop: Shelf, picked: Mapping[str, int]) -> int:
    return min(stop.quantity, picked.get(str(stop.sku_id), 0))


def _picked(request: Request, wave_id: int) -> dict[str, int]:
    """Pieces by SKU that this person has taken; kept with the session, so that a reload loses nothing."""
    return dict(request.session.get(_key(wave_id), {}))


def _key(wave_id: int) -> str:
    return f"picked_{wave_id}"
