"""The packing table: scan the label, then the goods. Wrong goods, a stopped parcel and done look and sound apart."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhanggui.foundation.outcome import Outcome, Refusal
from zhanggui.foundation.web.requests import Request, require
from zhanggui.fulfilment.operations.scan_pieces import PieceScan, scan_pieces
from zhanggui.fulfilment.queries.obstacles import in_state
from zhanggui.fulfilment.queries.parcels import parcels_by_code
from zhanggui.fulfilment.queries.scanning import OnTable, on_table
from zhanggui.fulfilment.vocabulary import PICK_PACK, ParcelState

OPEN = (ParcelState.WAVED, ParcelState.PICKED)
# The screen turns red for these: the parcel must not go on, whatever is scanned.
STOPPING = {"stopped", "held"}


def station(request: Request) -> HttpResponse:
    """The station, waiting for a label."""
    require(request.actor, PICK_PACK)
    return render(request, "fulfilment/pack.html", {"table": None, "result": None})


@require_POST
def scan(request: Request) -> HttpResponse:
    """A label, or goods for the parcel on the table."""
    require(request.actor, PICK_PACK)
    code, lying = request.POST.get("code", "").strip(), request.POST.get("parcel", "")
    if lying.isdecimal():
        return _goods(request, int(lying), code)
    return _label(request, code)


def _label(request: Request, code: str) -> HttpResponse:
    parcel_id = parcels_by_code(request.actor, [code], PICK_PACK).get(code)
    table = on_table(request.actor, PICK_PACK, [parcel_id]).get(parcel_id) if parcel_id else None
    if table is None:
        return _show(request, None, "wrong", gettext("No parcel wears this code"), code)
    if table.held:
        return _stopped(request, table, Refusal("held", "Order {order} is held", {"order": table.held}))
    if table.state == ParcelState.STOPPED:
        return _stopped(request, table, in_state(table.state))
    if table.state not in OPEN:
        return _show(request, None, "wrong", in_state(table.state).sentence(), f"P{parcel_id}")
    place = gettext("place {position}").format(position=table.wave_position) if table.wave_position else ""
    return _show(request, table, "ok", f"P{parcel_id}", place)


def _goods(request: Request, parcel_id: int, code: str) -> HttpResponse:
    outcome = scan_pieces(request.actor, [PieceScan(parcel_id, code)])
    table = on_table(request.actor, PICK_PACK, [parcel_id]).get(parcel_id)
    if outcome.refused:
        return _refused(request, table, outcome, code)
    if parcel_id in outcome.result["packed"]:
        return _show(request, None, "done", gettext("Packed: P{parcel}").format(parcel=parcel_id), "")
    left = sum(line.quantity - line.packed for line in table.lines) if table else 0
    return _show(request, table, "ok", gettext("{pieces} pieces to go").format(pieces=left), code)


def _refused(request: Request, table: OnTable | None, outcome: Outcome, code: str) -> HttpResponse:
    refusal = outcome.refused[1]
    if refusal.code in STOPPING and table is not None:
        return _stopped(request, table, refusal)
    another = parcels_by_code(request.actor, [code], PICK_PACK) if refusal.code == "unknown_code" else {}
    if another:
        say = gettext("Another label: finish this parcel first, or put it aside")
        return _show(request, table, "wrong", say, code)
    return _show(request, table, "wrong", refusal.sentence(), code)


def _stopped(request: Request, table: OnTable, refusal: Refusal) -> HttpResponse:
    """Red, and where the goods go."""
    shelves = "、".join(dict.fromkeys(line.shelf for line in table.lines if line.shelf))
    detail = gettext("Goods go back to {shelves}").format(shelves=shelves) if shelves else gettext("Put it aside")
    context: dict[str, Any] = {"table": None, "stopped": table}
    context["result"] = {"state": "stop", "say": refusal.sentence(), "detail": detail}
    return render(request, "fulfilment/parts/pack.html", context)


def _show(request: Request, table: OnTable | None, state: str, say: str, detail: str) -> HttpResponse:
    context = {"table": table, "result": {"state": state, "say": say, "detail": detail}}
    return render(request, "fulfilment/parts/pack.html", context)
