"""The whole of review: verdicts over a set, settings as data, masked buyers."""

import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.orders.rules.building import line, order
from zhanggui.orders.rules.review import REASONS, RULES, WHY_UNCHECKED, default_settings, evaluate
from zhanggui.orders.rules.review_values import Hit, ReviewFacts, RuleSetting, sightings


def test_plain_order_passes_every_rule():
    (verdict,) = evaluate([order()], default_settings(), ReviewFacts())
    assert verdict.is_clear
    assert verdict.passed == tuple(RULES)
    assert verdict.unchecked == ()


def test_every_rule_says_who_acts_and_by_when():
    for rule in RULES.values():
        assert rule.reasons
        assert rule.owner_duty.count(".") == 1
        assert rule.minutes_to_act > 0
        assert rule.blocks
        assert {parameter.name for parameter in rule.parameters} == set(rule.defaults)


def test_reasons_are_named_once():
    named = [reason for rule in RULES.values() for reason in rule.reasons]
    assert sorted(named) == sorted(REASONS)


def test_hit_carries_the_setting_it_came_from():
    setting = RuleSetting("amount_high", 4, True, "finance.refund", 90, {"limit_fen": 5000}, ("ship",))
    (verdict,) = evaluate([order()], [setting], ReviewFacts())
    assert verdict.held == (
        Hit("amount_high", "amount_high", {"amount": "¥59.00"}, None, "finance.refund", 90, ("ship",), 4),
    )
    assert verdict.passed == ()


def test_inactive_rule_says_nothing():
    setting = RuleSetting("amount_high", active=False, parameters={"limit_fen": 1})
    (verdict,) = evaluate([order()], [setting], ReviewFacts())
    assert (verdict.passed, verdict.held, verdict.unchecked) == ((), (), ())


def test_parameter_that_is_not_set_keeps_its_default():
    (verdict,) = evaluate([order(payable_fen=500_000)], [RuleSetting("amount_high")], ReviewFacts())
    assert [hit.code for hit in verdict.held] == ["amount_high"]


def test_unknown_rule_is_an_error():
    with pytest.raises(KeyError):
        evaluate([order()], [RuleSetting("no_such_rule")], ReviewFacts())


def test_verdicts_keep_the_order_of_the_orders():
    orders = [order(order_id=number, phone="1" if number % 2 else "13900001234") for number in range(9, 0, -1)]
    verdicts = evaluate(orders, default_settings(), ReviewFacts())
    assert [verdict.order_id for verdict in verdicts] == list(range(9, 0, -1))
    assert [verdict.is_clear for verdict in verdicts] == [number % 2 == 0 for number in range(9, 0, -1)]


def test_masked_buyer_is_never_held():
    masked = order(
        name="钱**",
        phone="139****1234",
        detail="虚构路***",
        receiver_key=None,
        phone_key=None,
        address_key=None,
        name_key=None,
        buyer_key=None,
    )
    (verdict,) = evaluate([masked], default_settings(), ReviewFacts())
    assert verdict.held == ()
    unchecked = dict(verdict.unchecked)
    assert set(unchecked.values()) == {"masked"}
    assert {"address_incomplete", "phone_invalid", "nonsense", "duplicate", "blacklist"} <= set(unchecked)
    assert "address_unknown" in verdict.passed


def test_file_without_receiver_columns_is_not_checkable():
    bare = order(
        name="", phone="", province="", city="", district="", detail="", receiver_given=False,
        receiver_key=None, phone_key=None, address_key=None, buyer_key=None,
    )  # fmt: skip
    (verdict,) = evaluate([bare], default_settings(), ReviewFacts())
    assert verdict.held == ()
    assert {why for _code, why in verdict.unchecked} == {"not_in_file"}


def test_order_may_be_held_by_several_rules_and_lines():
    bad = order(phone="123", lines=(line(line_id=4, sku_id=None), line(line_id=5, sku_id=None)), payable_fen=11800)
    (verdict,) = evaluate([replace(bad, paid_fen=11800)], default_settings(), ReviewFacts())
    assert [(hit.code, hit.line_id) for hit in verdict.held] == [
        ("phone_invalid", None),
        ("sku_unmapped", 4),
        ("sku_unmapped", 5),
    ]


TEXT = st.text(alphabet="张*测试村路1号138-省市区 ", max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT, st.booleans(), st.booleans()), max_size=6))
def test_every_rule_answers_once_for_every_order(rows):
    orders = [
        order(
            order_id=at,
            name=name,
            phone=phone,
            province=province,
            detail=detail,
            cod=cod,
            receiver_given=given_,
        )
        for at, (name, phone, province, detail, cod, given_) in enumerate(rows)
    ]
    facts = ReviewFacts(by_phone=sightings(orders, "phone_key"), by_address=sightings(orders, "address_key"))
    for verdict in evaluate(orders, default_settings(), facts):
        answered = [
            *verdict.passed,
            *{hit.code for hit in verdict.held},
            *(code for code, _ in verdict.unchecked),
        ]
        assert sorted(answered) == sorted(RULES)
        for hit in verdict.held:
            fields = {name for _, name, _, _ in string.Formatter().parse(REASONS[hit.reason_code]) if name}
            assert fields <= set(hit.params)
        assert {why for _, why in verdict.unchecked} <= set(WHY_UNCHECKED)
