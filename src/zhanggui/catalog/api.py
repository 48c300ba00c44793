"""Goods for machines."""

from typing import Any

from ninja import Router

from zhanggui.catalog.queries.goods import barcodes_by_sku, parts_by_bundle, sku_page
from zhanggui.catalog.queues import SKUS
from zhanggui.catalog.vocabulary import PRODUCT
from zhanggui.foundation.api.pages import api_page
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import page_of
from zhanggui.foundation.web.requests import Request, require

router = Router(tags=["catalog"])


@router.get("/skus", summary="SKUs")
def skus(request: Request) -> dict[str, Any]:
    """SKUs with barcodes and parts; filters and sorting as on the page (`q`, `kind`, `state`, `sort`)."""
    require(request.actor, PRODUCT)
    matching = SKUS.records(request.actor, request.GET)
    page = page_of(matching, request.GET, sorts={"code": "code", "name": "name"}, default="code")
    ids = [sku.pk for sku in page.rows]
    barcodes, parts = barcodes_by_sku(ids), parts_by_bundle(ids)
    return api_page(page, lambda sku: _sku(sku, barcodes.get(sku.pk, {}), parts.get(sku.pk, {})))


@router.get("/skus/{sku_id}", summary="One SKU")
def sku(request: Request, sku_id: int) -> dict[str, Any]:
    """A SKU with barcodes and parts."""
    require(request.actor, PRODUCT)
    shown = sku_page(sku_id)
    if shown is None:
        raise NotFound
    return _sku(shown, barcodes_by_sku([sku_id]).get(sku_id, {}), parts_by_bundle([sku_id]).get(sku_id, {}))


def _sku(sku: Any, barcodes: dict[str, int], parts: dict[str, int]) -> dict[str, Any]:
    return {
        "id": sku.pk,
        "code": sku.code,
        "name": sku.name,
        "product": sku.product.code,
        "kind": sku.kind,
        "weight_grams": sku.weight_grams,
        "cost_fen": sku.cost_fen,
        "floor_fen": sku.floor_fen,
        "active": sku.active,
        "barcodes": barcodes,
        "parts": parts,
    }
