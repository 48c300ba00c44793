"""Stock for machines."""

from typing import Any

from ninja import Router

from zhanggui.foundation.api.pages import api_page
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import page_of
from zhanggui.foundation.web.requests import Request, require
from zhanggui.inventory.queries.warehouses import (
    SEEING,
    balance_page,
    last_moves,
    warehouses_visible_to,
)
from zhanggui.inventory.queues import STOCK_LIST
from zhanggui.inventory.vocabulary import STOCK

router = Router(tags=["inventory"])


@router.get("/warehouses", summary="Warehouses in range")
def warehouses(request: Request) -> dict[str, Any]:
    """Warehouses."""
    require(request.actor, STOCK)
    page = page_of(warehouses_visible_to(request.actor, STOCK), request.GET, sorts={"code": "code"}, default="code")
    return api_page(page, lambda row: {"id": row.pk, "code": row.code, "name": row.name, "active": row.active})


@router.get("/balances", summary="What lies where")
def balances(request: Request) -> dict[str, Any]:
    """Balances in range; filters as on the page (`q`, `warehouse`, `state`, `below`)."""
    require(request.actor, *SEEING)
    matching = STOCK_LIST.records(request.actor, request.GET)
    return api_page(page_of(matching, request.GET, sorts={"id": "id", "bin": "bin"}, default="id"), _balance)


@router.get("/balances/{balance_id}", summary="One balance with its last moves")
def balance(request: Request, balance_id: int) -> dict[str, Any]:
    """A balance and the moves that explain it, newest first."""
    require(request.actor, *SEEING)
    shown = balance_page(request.actor, balance_id)
    if shown is None:
        raise NotFound
    return {**_balance(shown), "moves": [_move(move) for move in last_moves(shown.warehouse_id, shown.sku_id)]}


def _balance(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "warehouse_id": row.warehouse_id,
        "warehouse": row.warehouse.code,
        "sku_id": row.sku_id,
        "sku": row.sku.code,
        "on_hand": row.on_hand,
        "reserved": row.reserved,
        "available": row.on_hand - row.reserved,
        "bin": row.bin,
        "expected_on": row.expected_on,
    }


def _move(move: Any) -> dict[str, Any]:
    names = ("id", "recorded_at", "quantity", "reason", "unit_cost_fen", "cause_kind", "cause_id", "note")
    return {name: getattr(move, name) for name in names}
