"""Dialogs that change an order: where it goes, what it holds, which holds an approval lifts."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.people import duty_sentence
from zhanggui.foundation.web.requests import Request, require
from zhanggui.orders.queries.lists import orders_open_to
from zhanggui.orders.queries.order_page import LineShown, lines_shown, order_shown
from zhanggui.orders.queries.shown import liftable_holds
from zhanggui.orders.queues import ORDERS
from zhanggui.orders.vocabulary import MODIFY, REVIEW
from zhanggui.org.rules.contact_line import split_contact

MOST_ASKED = 2000
PLACE = ("name", "phone", "province", "city", "district", "detail")


@require_GET
def liftable(request: Request) -> HttpResponse:
    """Which holds stand against the chosen orders: those an approval may lift, and those that end by themselves."""
    require(request.actor, REVIEW)
    sent = request.GET
    if sent.get("all") == "1":
        chosen = ORDERS.records(request.actor, QueryDict(sent.get("match", "")))
    else:
        ids = [int(member) for given in sent.getlist("ids") for member in given.split(",") if member.isdecimal()]
        chosen = orders_open_to(request.actor).filter(pk__in=ids[:MOST_ASKED])
    may, must_end = liftable_holds(chosen.order_by())
    return render(request, "orders/parts/liftable.html", {"may": may, "must_end": must_end})


@require_GET
def address(request: Request, order_id: int) -> HttpResponse:
    """The form in which a clerk corrects the receiver; region filled in, the rest stays as it is when left blank."""
    order = _changeable(request, order_id)
    receiver = order.receiver
    values = {name: getattr(receiver, name) for name in ("province", "city", "district")} if receiver else {}
    return _address_form(request, order, values, "orders/forms/address.html")


@require_POST
def split_address(request: Request, order_id: int) -> HttpResponse:
    """Fill the fields of the address form from one pasted line."""
    order = _changeable(request, order_id)
    return _address_form(request, order, split_line(request.POST.get("line", "")), "orders/parts/address_fields.html")


@require_GET
def lines(request: Request, order_id: int) -> HttpResponse:
    """The form in which lines get another SKU or quantity, or are left out."""
    order = _changeable(request, order_id)
    living = (each for each in lines_shown(order) if not each.line.cancelled)
    shown = [_line_fields(at, each) for at, each in enumerate(living)]
    context = {
        "order": order,
        "lines": shown,
        "hidden": {"key": uuid4().hex, "from_form": "1", "rows-count": len(shown)},
        "duty": duty_sentence(request.actor, MODIFY),
    }
    return render(request, "orders/forms/lines.html", context)


def split_line(line: str) -> dict[str, str]:
    """What a pasted line says, by the names of the fields."""
    said = split_contact(line)
    place = said.address
    return {
        "name": said.name,
        "phone": said.phone,
        "province": place.province,
        "city": place.city,
        "district": place.district,
        "detail": f"{place.town}{place.detail}",
    }


def place_fields(values: dict[str, str], prefix: str, hints: dict[str, str]) -> list[dict[str, Any]]:
    """The fields of a receiver; `hints` stand in grey where nothing is filled in."""
    labels = {
        "name": gettext("Receiver"), "phone": gettext("Phone"), "province": gettext("Province"),
        "city": gettext("City"), "district": gettext("District"), "detail": gettext("Street and number"),
    }  # fmt: skip
    return [
        {
            "kind": "text", "name": f"{prefix}{name}", "label": labels[name], "value": values.get(name, ""),
            "placeholder": hints.get(name, ""),
        }
        for name in PLACE
    ]  # fmt: skip


def _line_fields(at: int, each: LineShown) -> dict[str, Any]:
    sku = {"kind": "lookup", "name": f"rows-{at}-sku", "label": gettext("SKU"), "url": reverse("lookup", args=["sku"])}
    known = {"value": each.line.sku_id or "", "shown": f"{each.code} {each.name}" if each.line.sku_id else ""}
    quantity = {"kind": "integer", "name": f"rows-{at}-quantity", "label": gettext("Quantity"), "minimum": 0}
    counted = quantity | {"value": each.line.quantity}
    return {"prefix": f"rows-{at}", "line": each, "sku": sku | known, "quantity": counted}


def _address_form(request: Request, order: Any, values: dict[str, str], template: str) -> HttpResponse:
    receiver = order.receiver
    unchanged = gettext("unchanged")
    hints = {"name": receiver.name_hint, "phone": receiver.phone_hint, "detail": unchanged} if receiver else {}
    context = {
        "order": order,
        "fields": place_fields(values, "rows-0-", hints),
        "hidden": {"key": uuid4().hex, "from_form": "1", "rows-count": 1, "rows-0-order": order.pk},
        "duty": duty_sentence(request.actor, MODIFY),
    }
    return render(request, template, context)


def _changeable(request: Request, order_id: int) -> Any:
    require(request.actor, MODIFY)
    order = order_shown(request.actor, order_id)
    if order is None:
        raise NotFound
    return order
