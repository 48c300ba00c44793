"""Warehouse and courier by ordered rules."""

import pytest

from zhanggui.orders.rules.routing import Route, RoutingOrder, RoutingRule, route, rule_from


def order(**changes):
    values = {
        "order_id": 1,
        "shop_id": 3,
        "areas": frozenset({"330106", "330100", "330000", "浙江省"}),
        "weight_grams": 800,
        "sku_ids": frozenset({7}),
    }
    return RoutingOrder(**{**values, **changes})


def test_first_rule_wins_for_warehouse_and_courier_apart():
    rules = [
        RoutingRule(10, 3, warehouse_id=1, courier_id=5),
        RoutingRule(11, 1, courier_id=6, min_grams=3000),
        RoutingRule(12, 2, warehouse_id=2, areas=frozenset({"330000"})),
    ]
    assert route([order(), order(order_id=2, areas=frozenset({"110000"}), weight_grams=3000)], rules) == [
        Route(1, 2, 5, 12, 10, "rules"),
        Route(2, 1, 6, 10, 11, "rules"),
    ]


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        ([], "no_rule"),
        ([RoutingRule(1, 1, warehouse_id=1)], "no_courier_rule"),
        ([RoutingRule(1, 1, courier_id=1)], "no_warehouse_rule"),
    ],
)
def test_missing_choice_says_why(rules, why):
    (answer,) = route([order()], rules)
    assert answer.why == why


@pytest.mark.parametrize(
    ("conditions", "fits"),
    [
        ({}, True),
        ({"shop_ids": [3]}, True),
        ({"shop_ids": [4]}, False),
        ({"areas": ["浙江省"]}, True),
        ({"areas": ["330106"]}, True),
        ({"areas": ["110000"]}, False),
        ({"min_grams": 800}, True),
        ({"min_grams": 801}, False),
        ({"max_grams": 801}, True),
        ({"max_grams": 800}, False),
        ({"any_sku": [7, 9]}, True),
        ({"any_sku": [9]}, False),
        ({"memo_word": "顺丰"}, True),
        ({"memo_word": "京东"}, False),
        ({"shop_ids": [3], "any_sku": [9]}, False),
    ],
)
def test_condition(conditions, fits):
    (answer,) = route([order(memo="请发顺丰")], [rule_from(1, 1, conditions, courier_id=5)])
    assert (answer.courier_id == 5) is fits


def test_courier_is_passed_over_where_he_does_not_go():
    rules = [
        rule_from(1, 1, {}, courier_id=5, suspended=["330100"]),
        rule_from(2, 2, {}, courier_id=6),
    ]
    (answer,) = route([order()], rules)
    assert (answer.courier_id, answer.courier_rule_id) == (6, 2)
