"""The rules of the day as their pages show them: in words, with versions and authors."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from zhanggui.catalog.queries.goods import sku_labels
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import all_capabilities
from zhanggui.orders.models import Blacklisted, Courier, ReviewSetting, RoutingRule
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.rules.parameters import write_parameters
from zhanggui.orders.rules.review import RULES
from zhanggui.orders.rules.review_values import Rule, RuleSetting
from zhanggui.orders.vocabulary import BLOCKS, FLAG
from zhanggui.org.rules.divisions import default_divisions
from zhanggui.shops.queries.shops import shops_by_id


@dataclass(frozen=True, slots=True)
class ParameterShown:
    """A number or list that the company may set, as it is written."""

    name: str
    title: str
    written: str


@dataclass(frozen=True, slots=True)
class RuleShown:
    """One version of a review rule in words."""

    code: str
    title: str
    version: int
    active: bool
    owner: str
    duty: str
    minutes: int
    blocks: str
    parameters: Sequence[ParameterShown]
    text: str
    author_id: int | None
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class RoutingShown:
    """One line of the routing table: its conditions in words, and how it stands in the form."""

    rank: int
    name: str
    conditions: Sequence[str]
    warehouse: str
    courier: str
    author_id: int | None
    since: datetime
    typed: dict[str, Any] = field(repr=False)


def review_rules() -> list[RuleShown]:
    """The rules in force, in the order in which the house ships them; one that nobody has set is as shipped."""
    rows = {row.code: row for row in ReviewSetting.objects.filter(until=None)}
    return [_rule(rows[code]) if code in rows else _shipped(rule) for code, rule in RULES.items()]


def rule_versions(code: str) -> list[RuleShown]:
    """Every version of a rule, the newest first down to the one that was shipped; none for an unknown code."""
    if code not in RULES:
        return []
    set_here = [_rule(row) for row in ReviewSetting.objects.filter(code=code).order_by("-version")]
    shipped = replace(_shipped(RULES[code]), until=set_here[-1].since if set_here else None)
    return set_here if any(each.version == shipped.version for each in set_here) else [*set_here, shipped]


def routing_table(actor: Actor) -> list[RoutingShown]:
    """The routing rules in force, in their order; three queries."""
    rows = list(RoutingRule.objects.filter(active=True).select_related("warehouse", "courier").order_by("rank", "pk"))
    shops = {pk: shop.code for pk, shop in shops_by_id().items()}
    skus = sku_labels(actor, [sku for row in rows for sku in row.conditions.get("any_sku", ())])
    return [_routing(row, shops, skus) for row in rows]


def courier_rows() -> list[Courier]:
    """Every courier, those in use first."""
    return list(Courier.objects.order_by("-active", "code"))


def blacklisted(actor: Actor) -> QuerySet[Blacklisted]:
    """Whom the company does not serve unasked, as far as the orders behind it are in range."""
    behind = Q(order=None) | Q(order__in=visible_to(actor, FLAG))
    return Blacklisted.objects.filter(behind).select_related("order", "order__receiver", "order__shop")


def _shipped(rule: Rule) -> RuleShown:
    setting = rule.default_setting()
    return _shown(setting, None, None, None)


def _rule(row: ReviewSetting) -> RuleShown:
    setting = RuleSetting(row.code, row.version, row.active, row.owner, row.minutes, row.parameters, tuple(row.blocks))
    return _shown(setting, row.author_id, row.since, row.until)


def _shown(setting: RuleSetting, author_id: int | None, since: datetime | None, until: datetime | None) -> RuleShown:
    rule = RULES[setting.code]
    text = write_parameters(rule, dict(setting.parameters))
    written = dict(line.partition(": ")[::2] for line in text.splitlines())
    known = all_capabilities().get(setting.owner_duty)
    return RuleShown(
        setting.code, gettext(rule.title), setting.version, setting.active, setting.owner_duty,
        gettext(known.title) if known else setting.owner_duty, setting.minutes_to_act,
        "、".join(gettext(BLOCKS[block]) for block in BLOCKS if block in setting.blocks),
        [ParameterShown(p.name, gettext(p.title), _words(p.kind, written.get(p.name, ""))) for p in rule.parameters],
        text, author_id, since, until,
    )  # fmt: skip


def _words(kind: str, written: str) -> str:
    if kind == "flag":
        return gettext("yes") if written == "True" else gettext("no")
    return f"¥{written}" if kind == "fen" else written


def _routing(row: RoutingRule, shops: dict[int, str], skus: dict[int, str]) -> RoutingShown:
    given = row.conditions
    shop_codes = [shops.get(shop, str(shop)) for shop in given.get("shop_ids", ())]
    sku_codes = [skus.get(sku, str(sku)) for sku in given.get("any_sku", ())]
    warehouse = row.warehouse.name if row.warehouse else ""
    courier = row.courier.name if row.courier else ""
    typed = {
        "name": row.name, "warehouse": row.warehouse_id, "courier": row.courier_id, "shops": ",".join(shop_codes),
        "areas": ",".join(given.get("areas", ())), "min_grams": given.get("min_grams", 0),
        "max_grams": given.get("max_grams") or "", "skus": ",".join(sku_codes), "memo_word": given.get("memo_word", ""),
        "warehouse-text": warehouse, "courier-text": courier,
    }  # fmt: skip
    conditions = _conditions(given, shop_codes, sku_codes)
    return RoutingShown(row.rank, row.name, conditions, warehouse, courier, row.author_id, row.since, typed)


def _conditions(given: dict[str, Any], shops: Sequence[str], skus: Sequence[str]) -> list[str]:
    words = []
    if shops:
        words.append(gettext("Shop {names}").format(names="、".join(shops)))
    if given.get("areas"):
        words.append(gettext("To {names}").format(names="、".join(map(_area, given["areas"]))))
    if given.get("min_grams"):
        words.append(gettext("From {grams} g").format(grams=given["min_grams"]))
    if given.get("max_grams"):
        words.append(gettext("Below {grams} g").format(grams=given["max_grams"]))
    if skus:
        words.append(gettext("With one of {codes}").format(codes="、".join(skus)))
    if given.get("memo_word"):
        words.append(gettext("Memo says “{word}”").format(word=given["memo_word"]))
    return words


def _area(area: str) -> str:
    row = default_divisions().rows.get(area)
    return row.name if row else area
