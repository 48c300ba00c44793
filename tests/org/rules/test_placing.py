from dataclasses import replace
from datetime import date

from zhanggui.org.rules.placing import BEYOND_RANGE, ENDS_BEFORE_START, HELD_ALREADY, Holding, refusal_of

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
NOVEMBER = Holding(1, 2, FIRST, LAST)


def test_free_position_may_be_taken() -> None:
    assert refusal_of(NOVEMBER, [], None, None) is None


def test_same_position_in_the_same_time_is_refused() -> None:
    assert refusal_of(replace(NOVEMBER, starts_on=LAST, ends_on=None), [NOVEMBER], None, None) == HELD_ALREADY
    assert refusal_of(replace(NOVEMBER, starts_on=date(2026, 12, 1), ends_on=None), [NOVEMBER], None, None) is None
    assert refusal_of(replace(NOVEMBER, ends_on=None), [replace(NOVEMBER, starts_on=LAST)], None, None) == HELD_ALREADY


def test_same_position_with_another_range_may_be_held_beside() -> None:
    one = replace(NOVEMBER, shops=frozenset({1}))
    assert refusal_of(replace(one, shops=frozenset({2})), [one], None, None) is None


def test_last_day_before_the_first() -> None:
    assert refusal_of(replace(NOVEMBER, ends_on=date(2026, 10, 31)), [], None, None) == ENDS_BEFORE_START


def test_nobody_gives_more_than_their_own_range() -> None:
    assert refusal_of(replace(NOVEMBER, shops=frozenset({1})), [], [1, 2], None) is None
    assert refusal_of(replace(NOVEMBER, shops=frozenset({1, 3})), [], [1, 2], None) == BEYOND_RANGE
    assert refusal_of(NOVEMBER, [], [1, 2], None) == BEYOND_RANGE
    assert refusal_of(NOVEMBER, [], None, [7]) == BEYOND_RANGE
