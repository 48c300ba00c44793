"""What the list of orders may be narrowed by. All of it stands in the address; what it says wrongly is passed over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.words import _
from zhanggui.inventory.queries.warehouses import warehouse_choices
from zhanggui.orders.models import Order, OrderText
from zhanggui.orders.queries.lists import ALL_SORTS, HAND_SORTS, NEAR, SETS, in_hand, orders_seen
from zhanggui.orders.queries.lookups import courier_choices
from zhanggui.orders.queries.orders import open_holds
from zhanggui.orders.queries.search import about_goods, named, with_only_skus, with_skus
from zhanggui.orders.rules.holding import REASONS
from zhanggui.orders.rules.review import RULES
from zhanggui.orders.vocabulary import AFTER_SALES, FULFILMENTS, PAYMENTS, REVIEWS, SOURCES
from zhanggui.org.rules.divisions import default_divisions
from zhanggui.shops.queries.shops_seen import shop_choices

type Condition = Callable[[Actor, str], Q]
type Choices = Callable[[Actor], Sequence[tuple[Any, str]]]

ALL = "all"


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow the list. Ranges compare `column` with NAME_from and NAME_to; other kinds have a `condition`.

    `kind` is one of text, choice, flag, numbers, dates; `scale` is what a shown number is multiplied by.
    """

    name: str
    label: str
    kind: str
    condition: Condition | None = None
    choices: Choices | None = None
    column: str = ""
    scale: int = 1


def orders_matching(actor: Actor, query: QueryDict) -> QuerySet[Order]:
    """The orders that the list's address names: one of the sets, the orders in hand, or all of them, then narrowed."""
    found = _set_of(actor, query)
    for each in FILTERS:
        found = found.filter(_narrowing(actor, each, query))
    return found


def is_about_all(query: QueryDict) -> bool:
    """Whether the address looks beyond the orders in hand: it says so, or it asks for a number."""
    chosen = query.get("queue", "")
    return chosen == ALL or (chosen not in SETS and bool(query.get("q", "").strip()))


def sorting(query: QueryDict) -> tuple[Mapping[str, str], str]:
    """By what the list may be sorted, and by what it is when the address does not say."""
    return (ALL_SORTS, "-received") if is_about_all(query) else (HAND_SORTS, "due")


def _set_of(actor: Actor, query: QueryDict) -> QuerySet[Order]:
    chosen = SETS.get(query.get("queue", ""))
    if chosen is not None:
        return chosen(actor)
    seen = orders_seen(actor)
    return seen if is_about_all(query) else seen.filter(in_hand())


def _narrowing(actor: Actor, each: Filter, query: QueryDict) -> Q:
    if each.column:
        least = _bound(each, query.get(f"{each.name}_from", ""), last=False)
        most = _bound(each, query.get(f"{each.name}_to", ""), last=True)
        low = Q() if least is None else Q(**{f"{each.column}__gte": least})
        return low if most is None else low & Q(**{f"{each.column}__lte": most})
    given = query.get(each.name, "").strip()
    return each.condition(actor, given) if given and each.condition else Q()


def _bound(each: Filter, text: str, *, last: bool) -> Any:
    try:
        if each.kind == "dates":
            day = date.fromisoformat(text.strip())
            return clock.end_of(day) - timedelta(microseconds=1) if last else clock.start_of(day)
        number = int(float(text) * each.scale)
    except (ValueError, OverflowError):
        return None
    return max(-(2**31), min(2**31 - 1, number))


def _equals(column: str) -> Condition:
    return lambda actor, value: Q(**{column: value})


def _is_record(column: str) -> Condition:
    return lambda actor, value: Q(**{column: int(value)}) if _is_id(value) else Q()


def _is_id(value: str) -> bool:
    return value.isdecimal() and len(value) < 10


def _states(titles: Mapping[Any, str]) -> Choices:
    return lambda actor: [(str(state), gettext(title)) for state, title in titles.items()]


def _held_for(actor: Actor, code: str) -> Q:
    holds = open_holds().filter(order=OuterRef("pk"))
    return Q(Exists(holds.filter(details__rule=code) if code in RULES else holds.filter(reason=code)))


def _reasons(actor: Actor) -> list[tuple[str, str]]:
    others = [(code, gettext(reason.title)) for code, reason in REASONS.items()]
    return [*((code, gettext(rule.title)) for code, rule in RULES.items()), *others]


def _in_province(actor: Actor, code: str) -> Q:
    return Q(receiver__area_code__startswith=code[:2]) if code in default_divisions().rows else Q()


def _provinces(actor: Actor) -> list[tuple[str, str]]:
    rows = default_divisions().rows.values()
    return [(row.code, row.name) for row in rows if row.level == "province"]


def _has_text(column: str) -> Condition:
    said = OrderText.objects.filter(order=OuterRef("pk")).exclude(**{column: ""})
    return lambda actor, value: Q(Exists(said))


def _due(actor: Actor, when: str) -> Q:
    now = clock.now()
    tomorrow = clock.end_of(clock.today())
    match when:
        case "overdue":
            return Q(ship_by__lt=now)
        case "near":
            return Q(ship_by__gte=now, ship_by__lt=now + NEAR)
        case "today":
            return Q(ship_by__lt=tomorrow)
        case "tomorrow":
            return Q(ship_by__gte=tomorrow, ship_by__lt=clock.end_of(clock.today() + timedelta(days=1)))
        case "none":
            return Q(ship_by=None)
    return Q()


DUES = {
    "overdue": _("Overdue"),
    "near": _("Within two hours"),
    "today": _("By the end of today"),
    "tomorrow": _("Tomorrow"),
    "none": _("Without a ship-by time"),
}
PLATFORM_STATUSES = {
    "unpaid": _("Not paid yet"),
    "to_ship": _("To ship"),
    "part_shipped": _("Partly shipped"),
    "shipped": _("Shipped"),
    "finished": _("Deal completed"),
    "finished_part_refund": _("Deal completed, partly refunded"),
    "closed_unpaid": _("Closed unpaid"),
    "closed_refunded_before_shipping": _("Refunded before shipping"),
    "closed_refunded_after_shipping": _("Refunded after shipping"),
}
FLAGS = {
    "red": _("Red"),
    "yellow": _("Yellow"),
    "green": _("Green"),
    "blue": _("Blue"),
    "purple": _("Purple"),
    "gray": _("Gray"),
}

# Upper modules append their own, such as whether the label is printed. The first three stand in the bar itself.
FILTERS: list[Filter] = [
    Filter("q", _("Number, phone, last 4 digits or name"), "text", named),
    Filter("goods", _("Word of the goods"), "text", about_goods),
    Filter("shop", _("Shop"), "choice", _is_record("shop_id"), shop_choices),
    Filter("due", _("Ship-by"), "choice", _due, _states(DUES)),
    Filter("reason", _("Held because"), "choice", _held_for, _reasons),
    Filter("sku", _("Contains SKU"), "text", with_skus),
    Filter("only", _("Contains only SKU"), "text", with_only_skus),
    Filter("kinds", _("Kinds"), "numbers", column="kinds"),
    Filter("pieces", _("Pieces"), "numbers", column="pieces"),
    Filter("amount", _("Amount (yuan)"), "numbers", column="total_fen", scale=100),
    Filter("warehouse", _("Warehouse"), "choice", _is_record("warehouse_id"), warehouse_choices),
    Filter("courier", _("Courier"), "choice", _is_record("courier_id"), courier_choices),
    Filter("province", _("Province"), "choice", _in_province, _provinces),
    Filter("flag", _("Flag"), "text", _equals("flag")),
    Filter("message", _("With buyer message"), "flag", _has_text("buyer_message")),
    Filter("memo", _("With seller memo"), "flag", _has_text("seller_memo")),
    Filter("review", _("Review"), "choice", _equals("review"), _states(REVIEWS)),
    Filter("payment", _("Payment"), "choice", _equals("payment"), _states(PAYMENTS)),
    Filter("fulfilment", _("Goods"), "choice", _equals("fulfilment"), _states(FULFILMENTS)),
    Filter("after_sales", _("After-sales"), "choice", _equals("after_sales"), _states(AFTER_SALES)),
    Filter("platform", _("On the platform"), "choice", _equals("platform_status"), _states(PLATFORM_STATUSES)),
    Filter("source", _("Came by"), "choice", _equals("source"), _states(SOURCES)),
    Filter("paid", _("Paid on"), "dates", column="paid_at"),
    Filter("received", _("Came in on"), "dates", column="received_at"),
]
