"""The page on which a clerk enters an order, with the buyer on the phone or from a note."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhanggui.foundation.fields import Rows
from zhanggui.foundation.outcome import Invalid, Refusal
from zhanggui.foundation.people import duty_sentence
from zhanggui.foundation.registry import carry_out
from zhanggui.foundation.web.forms import fields_for, rows_field, typed, typed_rows
from zhanggui.foundation.web.requests import Request, require
from zhanggui.orders.operations.enter_orders import EntryRow, enter_orders
from zhanggui.orders.vocabulary import ENTRY
from zhanggui.orders.web.changes import PLACE, place_fields, split_line

ROWS = "rows"
HEAD = Rows(label="", row=EntryRow)
GOODS = ("sku", "quantity", "price_fen")
REST = ("freight_fen", "discount_fen", "message", "memo")
type Errors = Mapping[str, Refusal]


def enter(request: Request) -> HttpResponse:
    """The form; once the order is in, its page."""
    require(request.actor, ENTRY)
    if request.method != "POST":
        return _form(request, [], {})
    rows = typed_rows(ROWS, HEAD, request.POST) or []
    arguments = typed(enter_orders.parameters, request.POST)
    try:
        outcome = carry_out(request.actor, enter_orders, rows, arguments, key=request.POST.get("key", ""))
    except Invalid as invalid:
        return _form(request, rows, invalid.fields)
    if outcome.refused:
        return _form(request, rows, {f"{number}.": why for number, why in outcome.refused.items()})
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = reverse("order", args=[outcome.done[0]])
    return answer


@require_POST
def split(request: Request) -> HttpResponse:
    """Fill the receiver's fields from one pasted line."""
    require(request.actor, ENTRY)
    fields = place_fields(split_line(request.POST.get("line", "")), "rows-0-", {})
    return render(request, "orders/parts/place.html", {"place": fields})


def _form(request: Request, rows: list[dict[str, Any]], errors: Errors) -> HttpResponse:
    head = rows[0] if rows else {}
    table = rows_field(request.actor, ROWS, HEAD, rows, errors)
    first = {name: why for name in HEAD.columns if (why := errors.get(f"1.{name}"))}
    kinds = {f"rows-0-{name}": kind for name, kind in HEAD.columns.items()}
    drawn = fields_for(
        request.actor, kinds, defaults=dict.fromkeys(kinds),
        values={f"rows-0-{name}": value for name, value in head.items()},
        errors={f"rows-0-{name}": why for name, why in first.items()},
    )  # fmt: skip
    fields = {field["name"].removeprefix("rows-0-"): field for field in drawn}
    context = {
        "shop": [{**fields["shop"], "required": True}, fields["number"]],
        "how": fields_for(request.actor, enter_orders.parameters, values=_how(request), defaults=enter_orders.defaults),
        "place": [{**each, "errors": fields[name]["errors"]} for each, name in zip(_place(head), PLACE, strict=True)],
        "goods": {**table, "columns": [c for c in table["columns"] if c["name"] in GOODS]},
        "rest": [fields[name] for name in REST],
        "errors": _unplaced(errors),
        "key": uuid4().hex,
        "duty": duty_sentence(request.actor, ENTRY),
    }
    template = "orders/parts/entry.html" if request.htmx else "orders/enter.html"
    return render(request, template, context, status=422 if errors else 200)


def _how(request: Request) -> dict[str, str]:
    return {name: request.POST[name] for name in enter_orders.parameters if request.POST.get(name)}


def _place(head: Mapping[str, Any]) -> list[dict[str, Any]]:
    return place_fields({name: str(head.get(name) or "") for name in PLACE}, "rows-0-", {})


def _unplaced(errors: Errors) -> list[str]:
    """What belongs to a whole order or to a later line's head, in the words of its row."""
    shown = {f"1.{name}" for name in HEAD.columns}
    return [
        gettext("Row {number}: {reason}").format(number=name.partition(".")[0], reason=why.sentence())
        if name.partition(".")[0].isdecimal()
        else why.sentence()
        for name, why in errors.items()
        if name not in shown and name.rpartition(".")[2] not in GOODS
    ]
