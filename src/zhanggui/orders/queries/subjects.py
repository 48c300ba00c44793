"""How receipts, timelines and machines call orders, rules and couriers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.subject import Subject
from zhanggui.foundation.words import _
from zhanggui.orders.models import Blacklisted, Courier, ReviewSetting, RoutingRule
from zhanggui.orders.queries.holds import title_of
from zhanggui.orders.queries.lists import orders_open_to
from zhanggui.orders.rules.review import REASONS as RULE_REASONS
from zhanggui.orders.rules.review import RULES
from zhanggui.orders.vocabulary import AFTER_SALES, FULFILMENTS, PAYMENTS, REVIEWS, SOURCES, VOID_REASONS

STATES: Mapping[Any, str] = {**FULFILMENTS, **PAYMENTS, **AFTER_SALES, **REVIEWS}
_RULE_OF = {reason: rule.code for rule in RULES.values() for reason in rule.reasons}
VOID_TITLES: Mapping[Any, str] = VOID_REASONS
_FIELDS = {"remark": _("Remark")}


def order_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """The platform's numbers of the orders in range."""
    return dict(orders_open_to(actor).filter(pk__any=ids).values_list("pk", "external_no"))


def order_note(kind: str, data: Mapping[str, Any]) -> str:
    """What an event of an order tells beyond its kind: reason, note, source."""
    words = [_reason(kind, str(data["reason"])) if data.get("reason") else ""]
    words += [gettext(_FIELDS[name]) for name in data.get("fields", ()) if name in _FIELDS]
    came_by = SOURCES.get(data.get("source", ""))
    words.append(gettext(came_by) if came_by else "")
    words.append(str(data.get("note") or ""))
    return " · ".join(word for word in words if word)


def _reason(kind: str, reason: str) -> str:
    if reason in VOID_TITLES:
        return gettext(VOID_TITLES[reason])
    sentence = RULE_REASONS.get(reason, "{}")
    shown = title_of(reason, _RULE_OF.get(reason, "")) if "{" in sentence else sentence
    return gettext(shown)


def _order_url(order_id: int) -> str:
    return f"/orders/{order_id}/"


def _setting_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    rows = ReviewSetting.objects.filter(pk__any=ids).values_list("pk", "code", "version")
    return {pk: f"{gettext(RULES[code].title)} v{version}" for pk, code, version in rows if code in RULES}


def _routing_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    return dict(RoutingRule.objects.filter(pk__any=ids).values_list("pk", "name"))


def _courier_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    return dict(Courier.objects.filter(pk__any=ids).values_list("pk", "name"))


ORDER = Subject("order", _("Order"), order_labels, _order_url, STATES, order_note)


def _blacklist_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    rows = Blacklisted.objects.filter(pk__any=ids).values_list("pk", "reason")
    return {pk: gettext(reason) for pk, reason in rows}


BLACKLISTED = Subject("blacklisted", _("Blacklist"), _blacklist_labels, lambda _entry_id: "/orders/blacklist/")
RULE = Subject("rule", _("Review rule"), _setting_labels, lambda _rule_id: "/orders/rules/")
ROUTING = Subject("routing_rule", _("Routing rule"), _routing_labels, lambda _rule_id: "/orders/routing/")
COURIER = Subject("courier", _("Courier"), _courier_labels, lambda _courier_id: "/orders/couriers/")
