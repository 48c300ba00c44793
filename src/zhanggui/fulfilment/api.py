"""The floor for machines."""

from typing import Any

from ninja import Router

from zhanggui.foundation.api.pages import api_page
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import page_of
from zhanggui.foundation.web.requests import Request, require
from zhanggui.fulfilment.queries.floor import shown
from zhanggui.fulfilment.queries.manifest_pages import manifests_shown
from zhanggui.fulfilment.queries.parcel_page import lines_shown, numbers_shown, parcel_of
from zhanggui.fulfilment.queries.parcels import FLOOR
from zhanggui.fulfilment.queries.wave_pages import waves_shown
from zhanggui.fulfilment.queues import PARCELS, WAYBILLS
from zhanggui.fulfilment.vocabulary import DISPATCH, PICK_PACK, PRINT, WAYBILL

router = Router(tags=["fulfilment"])


@router.get("/parcels", summary="Parcels in the house, or those that the filters name")
def parcels(request: Request) -> dict[str, Any]:
    """Filters as on the page: `queue q state due kinds shop courier warehouse sku wave manifest`."""
    require(request.actor, *FLOOR)
    matching = shown(PARCELS.records(request.actor, request.GET))
    return api_page(page_of(matching, request.GET, sorts={"id": "id", "due": "ship_by"}, default="id"), _parcel)


@router.get("/parcels/{parcel_id}", summary="One parcel with its goods and numbers")
def parcel(request: Request, parcel_id: int) -> dict[str, Any]:
    """A parcel, its lines, and every number that it wears or wore."""
    require(request.actor, *FLOOR)
    found = parcel_of(request.actor, parcel_id)
    if found is None:
        raise NotFound
    return {
        **_parcel(found),
        "lines": [
            {"order_id": each["order"].pk, "line_id": each["line"].line_id, "sku": each["sku"].code,
             "quantity": each["line"].quantity, "packed": each["line"].packed, "shelf": each["shelf"]}
            for each in lines_shown(found)
        ],
        "numbers": [
            {"number": n.number, "courier": n.courier.code, "state": n.state} for n in numbers_shown(parcel_id)
        ],
    }  # fmt: skip


@router.get("/waves", summary="Waves")
def waves(request: Request) -> dict[str, Any]:
    """Waves that are under way; with `all=1` the finished ones, too."""
    require(request.actor, PRINT, PICK_PACK)
    matching = waves_shown(request.actor, done_too=request.GET.get("all") == "1")
    names = ("id", "number", "warehouse_id", "state", "parcels", "made_at")
    return api_page(
        page_of(matching, request.GET, sorts={"id": "id"}, default="-id"),
        lambda row: {n: getattr(row, n) for n in names},
    )


@router.get("/manifests", summary="Manifests")
def manifests(request: Request) -> dict[str, Any]:
    """Manifests, the newest first; `closed_at` null is one that is open."""
    require(request.actor, DISPATCH)
    names = ("id", "number", "warehouse_id", "courier_id", "opened_at", "closed_at", "collector", "parcels")
    page = page_of(manifests_shown(request.actor), request.GET, sorts={"id": "id"}, default="-id")
    return api_page(page, lambda row: {name: getattr(row, name) for name in names})


@router.get("/waybills", summary="Couriers' numbers")
def waybills(request: Request) -> dict[str, Any]:
    """Numbers; filters as on the page: `q state courier`."""
    require(request.actor, WAYBILL)
    page = page_of(WAYBILLS.records(request.actor, request.GET), request.GET, sorts={"id": "id"}, default="id")
    return api_page(page, lambda row: {
        "id": row.pk, "courier": row.courier.code, "number": row.number, "state": row.state, "parcel_id": row.parcel_id,
    })  # fmt: skip


def _parcel(row: Any) -> dict[str, Any]:
    names = (
        "id", "state", "shop_id", "warehouse_id", "courier_id", "wave_id", "wave_position", "manifest_id", "printed",
        "report", "report_reason", "kinds", "pieces", "weight_grams", "ship_by", "made_at", "packed_at", "shipped_at",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names} | {"number": row.number, "orders": row.order_numbers or []}
