"""What the company decides once for many orders, on a page each: review rules, routing, couriers, the blacklist."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from zhanggui.foundation.fields import Rows, Whole, columns_of
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import capped, page_of
from zhanggui.foundation.people import duty_sentence, holders, people_names
from zhanggui.foundation.web.answers import answer
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.dialogs import form
from zhanggui.foundation.web.forms import fields_for, rows_field, typed_rows
from zhanggui.foundation.web.requests import Request, require
from zhanggui.foundation.words import _
from zhanggui.orders.operations.set_couriers import set_couriers
from zhanggui.orders.operations.set_review_rules import RuleRow
from zhanggui.orders.operations.set_routing_rules import RoutingRow, set_routing_rules
from zhanggui.orders.queries.rulebook import blacklisted, courier_rows, review_rules, routing_table, rule_versions
from zhanggui.orders.vocabulary import CARRIER, FLAG, PROCESS, REVIEW


def rules(request: Request) -> HttpResponse:
    """Every review rule as it is in force."""
    require(request.actor, PROCESS, REVIEW)
    shown = review_rules()
    authors = people_names({rule.author_id for rule in shown if rule.author_id})
    context = {
        "rules": [{"shown": rule, "author": authors.get(rule.author_id or 0, "")} for rule in shown],
        "holders": holders(),
        "may_set": request.actor.may(PROCESS),
    }
    return render(request, "orders/rules.html", context)


def rule(request: Request, code: str) -> HttpResponse:
    """One rule with all the versions that it had."""
    require(request.actor, PROCESS, REVIEW)
    versions = rule_versions(code)
    if not versions:
        raise NotFound
    authors = people_names({each.author_id for each in versions if each.author_id})
    context = {
        "versions": [{"shown": each, "author": authors.get(each.author_id or 0, "")} for each in versions],
        "now": versions[0],
        "may_set": request.actor.may(PROCESS),
    }
    return render(request, "orders/rule.html", context)


def change_rule(request: Request, code: str) -> HttpResponse:
    """The form that gives a rule another version, filled with what is in force."""
    require(request.actor, PROCESS)
    versions = rule_versions(code)
    if not versions:
        raise NotFound
    now = versions[0]
    kinds = {f"rows-0-{name}": kind for name, kind in columns_of(RuleRow).items() if name != "code"}
    values = {"rows-0-active": "1" if now.active else "0", "rows-0-minutes": now.minutes, "rows-0-parameters": now.text}
    drawn = fields_for(request.actor, kinds, values=values, defaults=dict.fromkeys(kinds))
    fields = [_yes_or_no(field) if field["kind"] == "switch" else field for field in drawn]
    hidden = {"key": uuid4().hex, "from_form": "1", "rows-count": 1, "rows-0-code": code}
    context = {"now": now, "fields": fields, "hidden": hidden, "duty": duty_sentence(request.actor, PROCESS)}
    return render(request, "orders/forms/rule.html", context)


def routing(request: Request) -> HttpResponse:
    """The routing table in its order."""
    require(request.actor, PROCESS)
    table = routing_table(request.actor)
    context = {
        "rows": table,
        "empty": not table,
        "authors": people_names({row.author_id for row in table if row.author_id}),
    }
    return render(request, "orders/routing.html", context)


@require_GET
def change_routing(request: Request) -> HttpResponse:
    """The form that replaces the routing table, filled with the rules in force."""
    require(request.actor, PROCESS)
    typed = [{**row.typed, "place": row.rank, "errors": {}} for row in routing_table(request.actor)]
    drawn = rows_field(request.actor, ROWS, TABLE, [], {})["columns"]
    columns = [column | ({"kind": "text", "width": "s"} if column["name"] in SHORT else {}) for column in drawn]
    columns.sort(key=lambda column: column["name"] != "place")
    context = {
        "fields": [{"kind": "rows", "name": ROWS, "label": "", "columns": columns, "rows": typed, "errors": []}],
        "hidden": {"key": uuid4().hex, "from_form": "1", "next": reverse("routing_rules")},
        "duty": duty_sentence(request.actor, PROCESS),
    }
    return render(request, "orders/routing_form.html", context)


@require_POST
def set_routing(request: Request) -> HttpResponse:
    """Put the table that was typed in force, in the order of its places."""
    require(request.actor, PROCESS)
    rows = typed_rows(ROWS, TABLE, request.POST) or []
    rows.sort(key=lambda row: _place(str(row["place"])))
    for row in rows:
        del row["place"]
    return answer(request, set_routing_rules, rows, {}, key=request.POST.get("key", ""))


def couriers(request: Request) -> HttpResponse:
    """The couriers that the company works with."""
    require(request.actor, CARRIER, PROCESS)
    rows = courier_rows()
    context = {"rows": rows, "empty": not rows, "may_set": request.actor.may(CARRIER)}
    return render(request, "orders/couriers.html", context)


def change_couriers(request: Request) -> HttpResponse:
    """The form that changes couriers or adds some."""
    require(request.actor, CARRIER)
    return form(request, set_couriers, [_typed(row) for row in courier_rows()])


def blacklist(request: Request) -> HttpResponse:
    """Whom the company does not serve unasked, and because of which order."""
    require(request.actor, FLAG)
    matching = blacklisted(request.actor)
    page = page_of(matching, request.GET, sorts={"added": "added_at"}, default="-added")
    context = {
        "page": page,
        "rows": page.rows,
        "empty": not page.rows,
        "total": capped(matching),
        "people": people_names({row.added_by_id for row in page.rows if row.added_by_id}),
        "kinds": {kind: gettext(title) for kind, title in KINDS.items()},
        "buttons": buttons_for(request.actor, "blacklisted"),
    }
    return render(request, "orders/blacklist.html", context)


@dataclass(frozen=True, slots=True)
class _Placed(RoutingRow):
    """A routing rule with the place that somebody typed before it."""

    place: Annotated[int, Whole(_("Place"))] = 0


KINDS = {"receiver": _("Receiver"), "phone": _("Phone"), "door": _("Address"), "buyer": _("Buyer")}
ROWS = "rows"
TABLE = Rows(label="", row=_Placed)
# Several codes may be named at once, which a look-up field of a table cannot.
SHORT = ("shops", "skus", "memo_word")


def _place(text: str) -> float:
    return float(text) if text.strip().isdecimal() else float("inf")


def _yes_or_no(field: dict[str, Any]) -> dict[str, Any]:
    """A switch that is off sends nothing, and in a row nothing means what stands there by default: so two words."""
    choices = [("1", gettext("yes")), ("0", gettext("no"))]
    return {**field, "kind": "choice", "choices": choices, "required": True}


def _typed(row: Any) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "number_pattern": row.number_pattern,
        "aliases": ",".join(row.aliases),
        "suspended_areas": ",".join(row.suspended_areas),
        "cod": "1" if row.cod else "0",
        "active": "1" if row.active else "0",
    }
