"""Which orders travel together, and how quantities divide over parcels."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhanggui.orders.rules.merging import (
    MergeGroup,
    MergeOrder,
    merge_candidates,
    split_by_stock,
    split_fault,
    split_quantities,
)

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
STARS = ("钱**", "139****1234", "虚构路***")


def order(order_id, **changes):
    values = {
        "shop_id": 3,
        "paid_at": NOON - timedelta(minutes=order_id),
        "warehouse_id": 1,
        "receiver_key": "a",
    }
    return MergeOrder(order_id, **{**values, **changes})


def test_orders_of_one_receiver_go_together_earliest_payment_first():
    assert merge_candidates([order(1), order(2), order(3, receiver_key="b")]) == [MergeGroup((2, 1), False)]


@pytest.mark.parametrize(
    "changes",
    [
        {"cod": True},
        {"warehouse_id": 2},
        {"courier_id": 5},
        {"service": "2026-11-28"},
        {"shop_id": 4},
        {"receiver_key": None},
    ],
)
def test_order_with_another_condition_travels_alone(changes):
    assert merge_candidates([order(1), order(2, **changes)]) == []


def test_cash_on_delivery_is_sealed_even_from_its_like():
    assert merge_candidates([order(1, cod=True), order(2, cod=True)]) == []


def test_shops_may_share_a_parcel_where_the_company_wants_it():
    orders = [order(1), order(2, shop_id=4)]
    assert merge_candidates(orders, across_shops=True) == [MergeGroup((2, 1), False)]


def test_token_is_the_key_where_there_is_one():
    orders = [order(1, token="t"), order(2, token="t", receiver_key="b"), order(3, token="u")]
    assert merge_candidates(orders) == [MergeGroup((2, 1), False)]
    assert merge_candidates([order(1, token="t"), order(2, token="t", shop_id=4)], across_shops=True) == []


def test_masked_receivers_need_a_person():
    def masked(order_id, **changes):
        return order(order_id, **{"receiver_key": None, "buyer_id": "会员7502", "masked_receiver": STARS, **changes})

    assert merge_candidates([masked(1), masked(2)]) == [MergeGroup((2, 1), True)]
    assert merge_candidates([masked(1), masked(2, buyer_id="会员1")]) == []
    assert merge_candidates([masked(1), masked(2, shop_id=4)], across_shops=True) == []
    assert merge_candidates([masked(1), masked(2, buyer_id="")]) == []


def test_split_adds_a_parcel_for_the_rest():
    assert split_quantities({1: 3, 2: 1}, [{1: 2}]) == [{1: 2}, {1: 1, 2: 1}]
    assert split_quantities({1: 3}, [{1: 1}, {1: 2}]) == [{1: 1}, {1: 2}]


@pytest.mark.parametrize(
    ("parcels", "fault"),
    [
        ([{1: 2}], None),
        ([{1: 2}, {1: 2}], "more_than_ordered"),
        ([{9: 1}], "unknown_line"),
        ([{1: -1}], "not_positive"),
        ([{1: 0}], "nothing_in_parcel"),
        ([{}], "nothing_in_parcel"),
    ],
)
def test_split_that_cannot_be(parcels, fault):
    assert split_fault({1: 3, 2: 1}, parcels) == fault


def test_split_by_stock():
    assert split_by_stock({1: 3, 2: 1}, {1: 2, 2: 1}) == [{1: 2, 2: 1}, {1: 1}]
    assert split_by_stock({1: 3}, {1: 9}) == [{1: 3}]
    assert split_by_stock({1: 3}, {}) == [{1: 3}]


LINES = st.dictionaries(st.integers(1, 4), st.integers(1, 9), min_size=1)


@settings(deadline=None)
@given(LINES, st.lists(st.dictionaries(st.integers(1, 4), st.integers(0, 5), min_size=1), max_size=3))
def test_split_loses_and_adds_nothing(ordered, parcels):
    if split_fault(ordered, parcels) is not None:
        return
    made = split_quantities(ordered, parcels)
    assert all(count > 0 for parcel in made for count in parcel.values())
    assert {line: sum(parcel.get(line, 0) for parcel in made) for line in ordered} == ordered
