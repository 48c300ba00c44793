"""The close of the day: what came in, what became of it, and who signed for it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from zhanggui.foundation import clock
from zhanggui.foundation.people import people_names
from zhanggui.foundation.registry import operation_named
from zhanggui.foundation.web.dialogs import form
from zhanggui.foundation.web.requests import Request, require
from zhanggui.fulfilment.queries.day import (
    DayKey,
    closes_visible_to,
    day_figures,
    orders_in_class,
    orders_without_warehouse,
)
from zhanggui.fulfilment.queries.parcels import FLOOR
from zhanggui.fulfilment.vocabulary import DAY_CLASSES, DISPATCH, PROMISE, DayClass
from zhanggui.inventory.queries.warehouses import warehouse_choices
from zhanggui.orders.vocabulary import FULFILMENTS, Fulfilment
from zhanggui.shops.queries.shops_seen import shop_choices

TONES = {
    DayClass.VOID: "plain", DayClass.HELD: "danger", DayClass.SHORT: "warn", DayClass.WAITING: "accent",
    DayClass.PRINTED: "info", DayClass.PACKED: "info", DayClass.HANDED_OVER: "ok", DayClass.ELSEWHERE: "ink",
}  # fmt: skip


def day(request: Request) -> HttpResponse:
    """A shop's day in a warehouse: the bar, the list of one class, the signatures."""
    require(request.actor, PROMISE, DISPATCH)
    key = _key(request)
    context: dict[str, Any] = {"key": key, "filters": _filters(request, key), "buttons": []}
    if key is not None:
        context |= _figures(request, key)
    return render(request, "fulfilment/day.html", context)


def sign(request: Request) -> HttpResponse:
    """The form that signs the day that is shown."""
    operation = operation_named("sign_days")
    require(request.actor, operation.needs)
    key = _key(request)
    rows = [{"shop": key[0], "warehouse": key[1], "day": key[2]}] if key else []
    return form(request, operation, rows)


def _figures(request: Request, key: DayKey) -> dict[str, Any]:
    figures = day_figures([key])[key]
    named = request.GET.get("class", "")
    chosen = DayClass(named) if named in DayClass._value2member_map_ else _first(figures)
    address = f"?shop={key[0]}&warehouse={key[1]}&day={key[2]}"
    close = closes_visible_to(request.actor).filter(shop=key[0], warehouse=key[1], day=key[2]).first()
    names = people_names({i for i in (close.outgoing_id, close.incoming_id) if i}) if close else {}
    return {
        "figures": figures,
        "parts": [
            {"label": gettext(title), "value": figures[name], "tone": TONES[name], "url": f"{address}&class={name}"}
            for name, title in DAY_CLASSES.items()
        ],
        "chosen": gettext(DAY_CLASSES[chosen]),
        "orders": [
            {"order": order, "fulfilment": gettext(FULFILMENTS[Fulfilment(order.fulfilment)])}
            for order in orders_in_class(key, chosen)
        ],
        "unplaced": orders_without_warehouse(key[0], key[2]),
        "close": close,
        "outgoing": names.get(close.outgoing_id, "") if close else "",
        "incoming": names.get(close.incoming_id or 0, "") if close else "",
        "sign_url": f"/day/sign{address}" if request.actor.may(DISPATCH) and not (close and close.incoming_id) else "",
    }


def _first(figures: dict[str, int]) -> DayClass:
    """The class that somebody should look at first."""
    urgent = (DayClass.HELD, DayClass.SHORT, DayClass.WAITING, DayClass.PRINTED, DayClass.PACKED)
    return next((name for name in urgent if figures[name]), DayClass.HANDED_OVER)


def _key(request: Request) -> DayKey | None:
    """The day that the address names, else today in the first shop and warehouse in range."""
    require(request.actor, *FLOOR)
    shops, places = dict(shop_choices(request.actor)), dict(warehouse_choices(request.actor))
    shop, place = _chosen(request.GET.get("shop", ""), shops), _chosen(request.GET.get("warehouse", ""), places)
    try:
        on = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        on = clock.today()
    return (shop, place, on) if shop and place else None


def _chosen(value: str, offered: dict[Any, str]) -> int | None:
    if value.isdecimal() and len(value) < 10 and int(value) in offered:
        return int(value)
    return next(iter(offered), None)


def _filters(request: Request, key: DayKey | None) -> list[dict[str, Any]]:
    """What is shown is chosen here, also where the address names no shop and no warehouse."""
    value = str(key[2]) if key else ""
    return [
        _shown("shop", gettext("Shop"), shop_choices(request.actor), key and key[0]),
        _shown("warehouse", gettext("Warehouse"), warehouse_choices(request.actor), key and key[1]),
        {"name": "day", "label": gettext("Day"), "kind": "date", "value": value, "text": value},
    ]


def _shown(name: str, label: str, choices: Sequence[tuple[Any, str]], chosen: int | None) -> dict[str, Any]:
    named = [(str(value), title) for value, title in choices]
    value = "" if chosen is None else str(chosen)
    return {
        "name": name, "label": label, "kind": "choice", "choices": named, "value": value,
        "text": dict(named).get(value, ""),
    }  # fmt: skip
