"""The rules in force, as the pure rules want them."""

from collections.abc import Collection

from zhanggui.orders.models import Courier, ReviewSetting, RoutingRule
from zhanggui.orders.rules import routing
from zhanggui.orders.rules.review import default_settings
from zhanggui.orders.rules.review_values import RuleSetting
from zhanggui.shops.queries.shops import shops_by_id


def review_settings() -> list[RuleSetting]:
    """The review rules in force: as shipped, unless the company has set them otherwise."""
    rows = {row.code: row for row in ReviewSetting.objects.filter(until=None)}
    return [_setting(rows[shipped.code]) if shipped.code in rows else shipped for shipped in default_settings()]


def routing_rules() -> list[routing.RoutingRule]:
    """The routing rules in force, in their order; areas where the courier does not go come along."""
    rows = RoutingRule.objects.filter(active=True).select_related("courier").order_by("rank", "pk")
    return [_rule(row) for row in rows]


def ship_by_hours(shop_ids: Collection[int]) -> dict[int, int]:
    """Within how many hours of payment the shops promise to ship."""
    return {pk: shop.ship_within_hours for pk, shop in shops_by_id(shop_ids).items()}


def courier_areas() -> dict[int, frozenset[str]]:
    """Where couriers do not go: division codes by courier."""
    rows = Courier.objects.exclude(suspended_areas=[]).values_list("pk", "suspended_areas")
    return {pk: frozenset(areas) for pk, areas in rows}


def _setting(row: ReviewSetting) -> RuleSetting:
    return RuleSetting(row.code, row.version, row.active, row.owner, row.minutes, row.parameters, tuple(row.blocks))


def _rule(row: RoutingRule) -> routing.RoutingRule:
    return routing.rule_from(
        row.pk,
        row.rank,
        row.conditions,
        warehouse_id=row.warehouse_id,
        courier_id=row.courier_id,
        suspended=row.courier.suspended_areas if row.courier else (),
    )
