"""Paid orders get the goods that are there: earliest payment first, never beyond what is there."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from zhanggui.orders.rules.allocation import Allocation, Claim, Need, allocate

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def plain(line_id, sku, count):
    return Need(line_id, ((sku, 1),), count)


def claim(order_id, *needs, minute=None, partial=False, warehouse=1):
    paid_at = NOON + timedelta(minutes=order_id if minute is None else minute)
    return Claim(order_id, warehouse, paid_at, needs, partial)


def test_earlier_payment_gets_the_last_piece():
    late, early = claim(1, plain(11, 7, 1), minute=9), claim(2, plain(21, 7, 1), minute=3)
    assert allocate([late, early], {(1, 7): 1}) == [
        Allocation(2, {(21, 1, 7): 1}, {}),
        Allocation(1, {}, {(11, 7): 1}),
    ]


def test_whole_order_that_cannot_be_served_leaves_its_goods_to_the_next():
    big, small = claim(1, plain(11, 7, 2), plain(12, 8, 1)), claim(2, plain(21, 7, 2))
    first, second = allocate([big, small], {(1, 7): 2})
    assert first == Allocation(1, {}, {(12, 8): 1})
    assert second.is_complete


def test_partial_order_takes_what_is_there():
    (answer,) = allocate([claim(1, plain(11, 7, 3), plain(12, 8, 1), partial=True)], {(1, 7): 2})
    assert answer == Allocation(1, {(11, 1, 7): 2}, {(11, 7): 1, (12, 8): 1})


def test_bundle_is_served_in_whole_sets():
    bundle = Need(11, ((7, 2), (8, 1)), 3)
    (answer,) = allocate([claim(1, bundle, partial=True)], {(1, 7): 5, (1, 8): 9})
    assert answer.taken == {(11, 1, 7): 4, (11, 1, 8): 2}
    # One piece of SKU 7 is still on the shelf, so one more makes the third set.
    assert answer.short == {(11, 7): 1}


def test_lines_of_one_order_do_not_count_the_same_piece_twice():
    (answer,) = allocate([claim(1, plain(11, 7, 1), plain(12, 7, 1))], {(1, 7): 1})
    assert answer == Allocation(1, {}, {(12, 7): 1})


def test_other_warehouse_does_not_help():
    (answer,) = allocate([claim(1, plain(11, 7, 1), warehouse=2)], {(1, 7): 9})
    assert answer.short == {(11, 7): 1}


NEEDS = st.lists(
    st.tuples(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3)), min_size=1, max_size=3), st.integers(1, 4)),
    min_size=1,
    max_size=3,
)
CLAIMS = st.lists(st.tuples(NEEDS, st.integers(0, 5), st.booleans(), st.integers(1, 2)), max_size=8)
STOCK = st.dictionaries(st.tuples(st.integers(1, 2), st.integers(1, 4)), st.integers(-2, 12))


def claims_of(rows):
    result = []
    for order_id, (needs, minute, partial, warehouse) in enumerate(rows):
        made = [
            Need(order_id * 10 + at, tuple(dict(components).items()), sets)
            for at, (components, sets) in enumerate(needs)
        ]
        result.append(claim(order_id, *made, minute=minute, partial=partial, warehouse=warehouse))
    return result


@settings(deadline=None)
@given(CLAIMS, STOCK)
def test_never_more_than_there_is_and_never_less_than_nothing(rows, stock):
    used = Counter()
    for answer in allocate(claims_of(rows), stock):
        for (_line, warehouse, sku), count in answer.taken.items():
            assert count > 0
            used[(warehouse, sku)] += count
        assert all(count > 0 for count in answer.short.values())
    assert all(count <= max(0, stock.get(key, 0)) for key, count in used.items())


@settings(deadline=None)
@given(CLAIMS, STOCK, st.randoms())
def test_order_of_the_input_does_not_matter(rows, stock, random):
    claims = claims_of(rows)
    shuffled = random.sample(claims, len(claims))
    assert allocate(claims, stock) == allocate(shuffled, stock)


@settings(deadline=None)
@given(CLAIMS, STOCK)
def test_whole_orders_are_served_whole_or_not_at_all(rows, stock):
    claims = {entry.order_id: entry for entry in claims_of(rows)}
    for answer in allocate(claims.values(), stock):
        entry = claims[answer.order_id]
        if entry.partial:
            continue
        wanted = {
            (need.line_id, entry.warehouse_id, sku): each * need.sets
            for need in entry.needs
            for sku, each in need.components
        }
        assert (answer.taken == wanted) if answer.is_complete else not answer.taken


@settings(deadline=None)
@given(CLAIMS, STOCK)
def test_bundles_are_served_in_whole_sets(rows, stock):
    claims = {entry.order_id: entry for entry in claims_of(rows)}
    for answer in allocate(claims.values(), stock):
        entry = claims[answer.order_id]
        for need in entry.needs:
            sets = {
                answer.taken.get((need.line_id, entry.warehouse_id, sku), 0) / each for sku, each in need.components
            }
            assert len(sets) == 1
            assert sets.pop().is_integer()


@settings(deadline=None)
@given(CLAIMS, STOCK)
def test_earlier_payment_is_served_as_if_nobody_came_later(rows, stock):
    claims = claims_of(rows)
    whole = allocate(claims, stock)
    in_order = sorted(claims, key=lambda entry: (entry.paid_at, entry.order_id))
    for count in range(len(in_order)):
        assert allocate(in_order[:count], stock) == whole[:count]
