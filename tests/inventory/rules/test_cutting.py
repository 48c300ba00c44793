from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zhanggui.inventory.rules.cutting import Held, claimants_to_cut

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
KEY, OTHER = (1, 1), (1, 2)


def _held(claimant: int, quantity: int, hours: int | None, key: tuple[int, int] = KEY) -> Held:
    return Held(claimant, key, quantity, None if hours is None else NOON + timedelta(hours=hours))


def test_the_latest_loses_first_and_only_as_many_as_needed() -> None:
    claims = [_held(1, 2, 1), _held(2, 2, 3), _held(3, 2, 2)]
    assert claimants_to_cut(claims, {KEY: 2}) == {KEY: [2]}
    assert claimants_to_cut(claims, {KEY: 3}) == {KEY: [2, 3]}


def test_no_ship_by_is_later_than_any() -> None:
    assert claimants_to_cut([_held(1, 2, None), _held(2, 2, 99)], {KEY: 1}) == {KEY: [1]}


def test_of_equals_the_youngest_loses() -> None:
    assert claimants_to_cut([_held(5, 1, 1), _held(9, 1, 1)], {KEY: 1}) == {KEY: [9]}


def test_an_order_that_loses_for_one_sku_helps_the_other() -> None:
    claims = [_held(1, 1, 9), _held(1, 1, 9, OTHER), _held(2, 1, 5, OTHER)]
    assert claimants_to_cut(claims, {KEY: 1, OTHER: 1}) == {KEY: [1], OTHER: [1]}


def test_who_holds_nothing_scarce_keeps_it() -> None:
    assert claimants_to_cut([_held(1, 5, 9, OTHER), _held(2, 1, 1)], {KEY: 1}) == {KEY: [2]}


held = st.builds(
    _held, st.integers(1, 8), st.integers(1, 5), st.one_of(st.none(), st.integers(0, 5)), st.sampled_from([KEY, OTHER])
)


@given(st.lists(held, max_size=12), st.integers(0, 30))
def test_what_lacks_is_always_covered(claims: list[Held], wanted: int) -> None:
    there = sum(claim.quantity for claim in claims if claim.key == KEY)
    lacking = min(wanted, there)
    losers = {claimant for cut in claimants_to_cut(claims, {KEY: lacking}).values() for claimant in cut}
    assert sum(claim.quantity for claim in claims if claim.claimant_id in losers and claim.key == KEY) >= lacking
