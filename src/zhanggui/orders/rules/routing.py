"""Which warehouse sends an order and which courier carries it, by ordered rules for a whole set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

RouteReason = Literal["rules", "no_warehouse_rule", "no_courier_rule", "no_rule"]


@dataclass(frozen=True, slots=True)
class RoutingOrder:
    """What routing looks at; `areas` are the known codes and names from county to province."""

    order_id: int
    shop_id: int
    areas: frozenset[str]
    weight_grams: int
    sku_ids: frozenset[int]
    memo: str = ""


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """One line of the table; an empty condition is met by every order, and all conditions must be met.

    `areas` are division codes or names of any level. The weight lies in `min_grams` ≤ weight < `max_grams`.
    `any_sku` needs one of the SKUs. In `suspended` areas the courier does not go: the rule is passed over.
    """

    rule_id: int
    position: int
    warehouse_id: int | None = None
    courier_id: int | None = None
    shop_ids: frozenset[int] = frozenset()
    areas: frozenset[str] = frozenset()
    min_grams: int = 0
    max_grams: int | None = None
    any_sku: frozenset[int] = frozenset()
    memo_word: str = ""
    suspended: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Route:
    """The choice for one order with the rules that made it; `why` says what no rule decided."""

    order_id: int
    warehouse_id: int | None
    courier_id: int | None
    warehouse_rule_id: int | None
    courier_rule_id: int | None
    why: RouteReason


def route(orders: Sequence[RoutingOrder], rules: Sequence[RoutingRule]) -> list[Route]:
    """Choose for every order; the first matching rule wins, for warehouse and courier separately."""
    ordered = sorted(rules, key=lambda rule: (rule.position, rule.rule_id))
    for_warehouse = [rule for rule in ordered if rule.warehouse_id is not None]
    for_courier = [rule for rule in ordered if rule.courier_id is not None]
    return [_route(order, for_warehouse, for_courier) for order in orders]


def rule_from(
    rule_id: int,
    position: int,
    conditions: Mapping[str, Any],
    *,
    warehouse_id: int | None = None,
    courier_id: int | None = None,
    suspended: Iterable[str] = (),
) -> RoutingRule:
    """A rule from stored conditions, named as the fields of `RoutingRule` and all optional."""
    return RoutingRule(
        rule_id,
        position,
        warehouse_id,
        courier_id,
        frozenset(conditions.get("shop_ids", ())),
        frozenset(conditions.get("areas", ())),
        conditions.get("min_grams") or 0,
        conditions.get("max_grams"),
        frozenset(conditions.get("any_sku", ())),
        conditions.get("memo_word", ""),
        frozenset(suspended),
    )


def _route(order: RoutingOrder, for_warehouse: Sequence[RoutingRule], for_courier: Sequence[RoutingRule]) -> Route:
    house = next((rule for rule in for_warehouse if _matches(rule, order)), None)
    courier = next((rule for rule in for_courier if _matches(rule, order)), None)
    return Route(
        order.order_id,
        house.warehouse_id if house else None,
        courier.courier_id if courier else None,
        house.rule_id if house else None,
        courier.rule_id if courier else None,
        _why(house, courier),
    )


def _why(house: RoutingRule | None, courier: RoutingRule | None) -> RouteReason:
    if house and courier:
        return "rules"
    if house:
        return "no_courier_rule"
    return "no_warehouse_rule" if courier else "no_rule"


def _matches(rule: RoutingRule, order: RoutingOrder) -> bool:
    if rule.shop_ids and order.shop_id not in rule.shop_ids:
        return False
    if rule.areas and rule.areas.isdisjoint(order.areas):
        return False
    if rule.suspended and not rule.suspended.isdisjoint(order.areas):
        return False
    if order.weight_grams < rule.min_grams:
        return False
    if rule.max_grams is not None and order.weight_grams >= rule.max_grams:
        return False
    if rule.any_sku and rule.any_sku.isdisjoint(order.sku_ids):
        return False
    return not rule.memo_word or rule.memo_word in order.memo
