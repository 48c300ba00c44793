"""The stock list, and a page for each balance: what lies there, who has a claim on it, how it came to be."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.money import yuan
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import capped, page_of
from zhanggui.foundation.registry import operation_named
from zhanggui.foundation.sheets import write_sheet
from zhanggui.foundation.subject import subject_named
from zhanggui.foundation.timeline import events_of
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.dialogs import form
from zhanggui.foundation.web.requests import Request, require
from zhanggui.foundation.web.saved_views import save_url, views_of
from zhanggui.foundation.words import _
from zhanggui.inventory.queries.warehouses import (
    SEEING,
    balance_page,
    last_moves,
    open_claims,
    warehouse_choices,
)
from zhanggui.inventory.queues import STOCK_LIST
from zhanggui.inventory.vocabulary import REASONS, Reason

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SORTS = {"bin": "bin", "hand": "on_hand", "reserved": "reserved", "expected": "expected_on"}
COLUMNS = (
    _("Warehouse"), _("Merchant code"), _("Name"), _("Shelf"), _("On hand"), _("Reserved"), _("Available"),
    _("Expected on"), _("Cost"),
)  # fmt: skip
ON_THE_LIST = ("receive_stock", "adjust_stock", "count_stock", "place_bins", "announce_arrivals", "open_stock")
ON_THE_PAGE = ("receive_stock", "adjust_stock", "count_stock", "place_bins", "announce_arrivals")


def stock(request: Request) -> HttpResponse:
    """What lies where: on hand, reserved, free, shelf and what is expected."""
    require(request.actor, *SEEING)
    matching = STOCK_LIST.records(request.actor, request.GET)
    page = page_of(matching, request.GET, sorts=SORTS, default="bin")
    context = {
        "page": page,
        "rows": page.rows,
        "total": capped(matching),
        "buttons": buttons_for(request.actor, "", names=ON_THE_LIST),
        "filters": _filters(request),
        "views": views_of(request, "stock"),
        "save_url": save_url("stock"),
        "sheet_url": f"{reverse('stock_sheet')}?{request.GET.urlencode()}",
    }
    return render(request, "inventory/stock.html", context)


def stock_count(request: Request) -> HttpResponse:
    """How many match, exactly."""
    require(request.actor, *SEEING)
    return HttpResponse(str(STOCK_LIST.records(request.actor, request.GET).count()))


def stock_sheet(request: Request) -> HttpResponse:
    """The list as a table for people's own work."""
    require(request.actor, *SEEING)
    title = gettext("Stock")
    columns = [gettext(word) for word in COLUMNS]
    content = write_sheet(title, columns, _cells(request))
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{title} {clock.today()}.xlsx")
    return answer


def balance(request: Request, balance_id: int) -> HttpResponse:
    """One balance: its moves, the claims on it, and what happened."""
    require(request.actor, *SEEING)
    shown = balance_page(request.actor, balance_id)
    if shown is None:
        raise NotFound
    context = {
        "shown": shown,
        "facts": _facts(shown),
        "buttons": _buttons(request.actor, balance_id),
        "claims": _claims(request.actor, open_claims(shown.warehouse_id, shown.sku_id)),
        "moves": _moves(request.actor, last_moves(shown.warehouse_id, shown.sku_id), shown.on_hand),
        "events": events_of(request.actor, "balance", balance_id),
    }
    return render(request, "inventory/balance.html", context)


def ask(request: Request, balance_id: int, name: str) -> HttpResponse:
    """The form of an operation on stock with this balance filled in."""
    shown = balance_page(request.actor, balance_id)
    if shown is None or name not in ON_THE_PAGE:
        raise NotFound
    operation = operation_named(name)
    require(request.actor, operation.needs)
    known = {
        "warehouse": shown.warehouse_id,
        "sku": shown.sku_id,
        "code": shown.sku.code,
        "bin": shown.bin,
        "expected_on": shown.expected_on,
    }
    assert operation.rows is not None, "operations on stock take rows"
    return form(request, operation, [{n: known[n] for n in operation.rows.columns if n in known}])


def _buttons(actor: Actor, balance_id: int) -> list[dict[str, Any]]:
    """The buttons of the operations, opening forms that know the balance already."""
    return [
        {**button, "dialog": reverse("ask_balance", args=[balance_id, button["name"]])}
        for button in buttons_for(actor, "", names=ON_THE_PAGE)
    ]


def _cells(request: Request) -> Iterator[Sequence[Any]]:
    rows = STOCK_LIST.records(request.actor, request.GET).order_by("warehouse_id", "bin", "sku__code")
    for row in rows.iterator(chunk_size=2000):
        yield (
            row.warehouse.name, row.sku.code, row.sku.name, row.bin, row.on_hand, row.reserved, row.free,
            row.expected_on, row.sku.cost_fen / 100,
        )  # fmt: skip


def _facts(shown: Any) -> list[dict[str, Any]]:
    free = shown.on_hand - shown.reserved
    return [
        {"label": gettext("SKU"), "value": f"{shown.sku.code} {shown.sku.name}", "url": f"/goods/{shown.sku_id}/"},
        {"label": gettext("Warehouse"), "value": shown.warehouse.name},
        {"label": gettext("Shelf"), "value": shown.bin or gettext("none")},
        {"label": gettext("On hand"), "value": f"{shown.on_hand:,}"},
        {"label": gettext("Reserved"), "value": f"{shown.reserved:,}"},
        {"label": gettext("Available"), "value": f"{free:,}", "tone": "" if free else "danger"},
        {"label": gettext("Expected on"), "value": shown.expected_on or gettext("nothing announced")},
    ]


def _claims(actor: Actor, claims: Sequence[Any]) -> list[dict[str, Any]]:
    names = _named(actor, [(claim.claimant_kind, claim.claimant_id) for claim in claims])
    return [{"claim": claim, **names[claim.claimant_kind, claim.claimant_id]} for claim in claims]


def _moves(actor: Actor, moves: Sequence[Any], on_hand: int) -> list[dict[str, Any]]:
    """The moves, newest first, each with what lay there after it."""
    lines = []
    for move in moves:
        lines.append(
            {
                "at": move.recorded_at,
                "what": f"{move.quantity:+,} · {gettext(REASONS[Reason(move.reason)])}",
                "who": gettext("{count} after it").format(count=f"{on_hand:,}"),
                "note": " · ".join(part for part in (yuan(move.unit_cost_fen), move.note) if part),
                "tone": "ok" if move.quantity > 0 else "",
            }
        )
        on_hand -= move.quantity
    return lines


def _named(actor: Actor, records: Sequence[tuple[str, int]]) -> Mapping[tuple[str, int], dict[str, str]]:
    """Label and address of records of modules above, as their subjects tell; one query per kind."""
    named = {record: {"label": f"#{record[1]}", "url": ""} for record in records}
    for kind in {kind for kind, _record in records}:
        subject = subject_named(kind)
        if subject is not None:
            labels = subject.labels(actor, [record for other, record in records if other == kind])
            named |= {(kind, i): {"label": label, "url": subject.url(i)} for i, label in labels.items()}
    return named


def _filters(request: Request) -> list[dict[str, Any]]:
    query = request.GET
    states = [("out", gettext("Nothing available")), ("waiting", gettext("Arrival announced"))]
    places = [(str(warehouse_id), name) for warehouse_id, name in warehouse_choices(request.actor)]
    return [
        {"name": "q", "label": gettext("Name, code or shelf"), "kind": "text", "value": query.get("q", "")},
        _choice("warehouse", gettext("Warehouse"), places, query.get("warehouse", "")),
        _choice("state", gettext("State"), states, query.get("state", "")),
        {"name": "below", "label": gettext("Fewer available than"), "kind": "number", "value": query.get("below", "")},
    ]


def _choice(name: str, label: str, choices: list[tuple[str, str]], value: str) -> dict[str, Any]:
    text = dict(choices).get(value, value)
    return {"name": name, "label": label, "kind": "choice", "choices": choices, "value": value, "text": text}
