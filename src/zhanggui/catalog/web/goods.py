"""The list of SKUs, and a page for each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from zhanggui.catalog.operations.change_skus import change_skus
from zhanggui.catalog.queries.goods import (
    barcodes_by_sku,
    bundles_with,
    ids_by_code,
    parts_by_bundle,
    sku_page,
)
from zhanggui.catalog.queues import SKUS
from zhanggui.catalog.rules.cells import barcode_cell, part_cell
from zhanggui.catalog.vocabulary import ACTIVE, PRODUCT, RETIRED, SALES, SKU_KINDS, SkuKind
from zhanggui.catalog.web.panels import panels_for
from zhanggui.foundation.money import yuan
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import capped, page_of
from zhanggui.foundation.timeline import events_of
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.dialogs import form
from zhanggui.foundation.web.requests import Request, require
from zhanggui.foundation.web.saved_views import save_url, views_of

SORTS = {"code": "code", "name": "name", "weight": "weight_grams", "cost": "cost_fen", "floor": "floor_fen"}


def skus(request: Request) -> HttpResponse:
    """Every SKU with what is known of it."""
    require(request.actor, PRODUCT)
    matching = SKUS.records(request.actor, request.GET)
    page = page_of(matching, request.GET, sorts=SORTS, default="code")
    ids = [sku.pk for sku in page.rows]
    barcodes, parts = barcodes_by_sku(ids), parts_by_bundle(ids)
    context = {
        "page": page,
        "rows": [_row(sku, barcodes.get(sku.pk, {}), parts.get(sku.pk, {})) for sku in page.rows],
        "total": capped(matching),
        "adding": buttons_for(request.actor, "", names=("add_skus", "change_skus")),
        "buttons": buttons_for(request.actor, "sku", listing="skus"),
        "filters": _filters(request),
        "views": views_of(request, "skus"),
        "save_url": save_url("skus"),
    }
    return render(request, "catalog/skus.html", context)


def skus_count(request: Request) -> HttpResponse:
    """How many match, exactly."""
    require(request.actor, PRODUCT)
    return HttpResponse(str(SKUS.records(request.actor, request.GET).count()))


def sku(request: Request, sku_id: int) -> HttpResponse:
    """One SKU: what it is, what scans as it, what it holds, and the panels of the modules above."""
    panels = panels_for(request.actor, sku_id)
    if not panels:
        require(request.actor, PRODUCT)
    shown = sku_page(sku_id)
    if shown is None:
        raise NotFound
    parts = parts_by_bundle([sku_id]).get(sku_id, {})
    links = ids_by_code(parts)
    context = {
        "shown": shown,
        "facts": _facts(shown),
        "barcodes": barcodes_by_sku([sku_id]).get(sku_id, {}),
        "parts": [{"id": links[code], "code": code, "quantity": quantity} for code, quantity in parts.items()],
        "bundles": bundles_with(sku_id),
        "panels": panels,
        "may_change": request.actor.may(PRODUCT),
        "buttons": _buttons(request, shown),
        "events": events_of(request.actor, "sku", sku_id),
    }
    return render(request, "catalog/sku.html", context)


def change(request: Request, sku_id: int) -> HttpResponse:
    """The form that changes this SKU, filled with what it is."""
    require(request.actor, PRODUCT)
    shown = sku_page(sku_id)
    if shown is None:
        raise NotFound
    values = {
        "sku": sku_id,
        "name": shown.name,
        "weight_grams": shown.weight_grams,
        "cost_fen": shown.cost_fen,
        "floor_fen": shown.floor_fen,
        "barcodes": barcode_cell(barcodes_by_sku([sku_id]).get(sku_id, {})),
        "parts": part_cell(parts_by_bundle([sku_id]).get(sku_id, {})),
    }
    return form(request, change_skus, [values])


def _row(shown: Any, barcodes: dict[str, int], parts: dict[str, int]) -> dict[str, Any]:
    kind = SkuKind(shown.kind)
    return {
        "sku": shown,
        "kind": "" if kind == SkuKind.GOODS else gettext(SKU_KINDS[kind]),
        "barcodes": barcode_cell(barcodes),
        "parts": part_cell(parts),
    }


def _buttons(request: Request, shown: Any) -> list[dict[str, Any]]:
    name = "retire_skus" if shown.active else "restore_skus"
    return buttons_for(request.actor, "sku", names=(name,), ids=[shown.pk])


def _facts(shown: Any) -> list[dict[str, Any]]:
    state = gettext(SALES[ACTIVE]) if shown.active else gettext(SALES[RETIRED])
    return [
        {"label": gettext("Merchant code"), "value": shown.code},
        {"label": gettext("Product"), "value": f"{shown.product.code} {shown.product.name}"},
        {"label": gettext("Kind"), "value": gettext(SKU_KINDS[SkuKind(shown.kind)])},
        {"label": gettext("Weight"), "value": f"{shown.weight_grams:,} g"},
        {"label": gettext("Cost"), "value": yuan(shown.cost_fen)},
        {"label": gettext("Lowest price"), "value": yuan(shown.floor_fen)},
        {"label": gettext("Sale"), "value": state, "tone": "" if shown.active else "danger"},
    ]


def _filters(request: Request) -> list[dict[str, Any]]:
    query = request.GET
    kinds = [(kind.value, gettext(title)) for kind, title in SKU_KINDS.items()]
    states = [*((state, gettext(title)) for state, title in SALES.items()), ("all", gettext("All"))]
    return [
        {"name": "q", "label": gettext("Name, code or barcode"), "kind": "text", "value": query.get("q", "")},
        _choice("kind", gettext("Kind"), kinds, query.get("kind", "")),
        _choice("state", gettext("Sale"), states, query.get("state", "")),
    ]


def _choice(name: str, label: str, choices: list[tuple[str, str]], value: str) -> dict[str, Any]:
    text = dict(choices).get(value, value)
    return {"name": name, "label": label, "kind": "choice", "choices": choices, "value": value, "text": text}
