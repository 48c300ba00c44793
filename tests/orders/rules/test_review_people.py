"""Review of what a buyer did elsewhere."""

from datetime import timedelta

import pytest

from tests.orders.rules.building import NOON, line, order, reasons
from zhanggui.orders.rules.review_values import ReviewFacts, sightings

MINUTE = timedelta(minutes=1)


def seen(*orders):
    return ReviewFacts(by_phone=sightings(orders, "phone_key"), by_address=sightings(orders, "address_key"))


def test_later_order_of_the_same_goods_is_a_duplicate():
    first = order(order_id=1)
    again = order(order_id=2, created_at=NOON + 60 * MINUTE)
    other_goods = order(order_id=3, created_at=NOON + 60 * MINUTE, lines=(line(sku_id=8),))
    next_week = order(order_id=4, created_at=NOON + timedelta(days=7))
    everything = (first, again, other_goods, next_week)
    assert reasons("duplicate", *everything, facts=seen(*everything)) == [
        "passed",
        "duplicate",
        "passed",
        "passed",
    ]


def test_many_open_orders_of_one_receiver():
    facts = ReviewFacts(open_orders={"receiver": 4, "other": 3})
    assert reasons("many_open", order(), order(receiver_key="other"), order(receiver_key=None), facts=facts) == [
        "many_open",
        "passed",
        "unchecked: masked",
    ]


@pytest.mark.parametrize(
    ("gap", "names", "answer"),
    [
        (10, ["甲", "乙", "丙", "丁"], "burst"),
        (10, ["甲", "甲", "甲", "甲"], "passed"),
        (10, [None, None, None, "甲"], "passed"),
        (21, ["甲", "乙", "丙", "丁"], "passed"),
        (10, ["甲", "乙", "丙"], "passed"),
    ],
)
def test_burst_is_many_orders_in_an_hour_under_several_names(gap, names, answer):
    orders = [
        order(order_id=at, created_at=NOON + at * gap * MINUTE, name_key=name, phone_key=f"phone {at}")
        for at, name in enumerate(names)
    ]
    assert set(reasons("burst", *orders, facts=seen(*orders))) == {answer}


def test_blacklisted_by_phone_door_or_account():
    facts = ReviewFacts(blacklist={"door": "拒收三次"})
    hidden = order(phone_key=None, address_key=None, buyer_key=None, receiver_key=None)
    assert reasons("blacklist", order(), order(address_key="elsewhere"), hidden, facts=facts) == [
        "blacklisted",
        "passed",
        "unchecked: masked",
    ]


@pytest.mark.parametrize(
    ("delivered", "refused", "answer"),
    [
        (0, 1, "passed"),
        (0, 2, "refused_before"),
        (9, 2, "refused_before"),
        (1, 1, "passed"),
        (5, 0, "passed"),
    ],
)
def test_refusals_of_cash_on_delivery(delivered, refused, answer):
    facts = ReviewFacts(cod_delivered={"phone": delivered}, cod_refused={"phone": refused})
    assert reasons("cod_refusals", order(cod=True), order(), facts=facts) == [answer, "passed"]


def test_share_of_refusals():
    facts = ReviewFacts(cod_delivered={"phone": 2}, cod_refused={"phone": 1})
    assert reasons("cod_refusals", order(cod=True), facts=facts, refusals=9) == ["refused_before"]


def test_big_first_order_on_delivery():
    known = ReviewFacts(finished_orders={"phone": 1})
    big = order(cod=True, payable_fen=50_000)
    many = order(cod=True, lines=(line(quantity=20),))
    assert reasons("first_cod", big, many, order(cod=True), order(payable_fen=50_000)) == [
        "first_cod_big",
        "first_cod_big",
        "passed",
        "passed",
    ]
    assert reasons("first_cod", big, facts=known) == ["passed"]
