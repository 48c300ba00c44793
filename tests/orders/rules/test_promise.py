"""When an order has to leave, and how near that is."""

from datetime import UTC, datetime, timedelta

import pytest

from zhanggui.orders.rules.promise import due_bucket, end_of_day, ship_by

# Friday 20 November 2026, 20:00 in Shanghai.
FRIDAY_EVENING = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_platform_promise_comes_first():
    promised = FRIDAY_EVENING + timedelta(hours=10)
    assert ship_by(promised, FRIDAY_EVENING, 48) == promised
    assert ship_by(None, FRIDAY_EVENING, 48) == FRIDAY_EVENING + timedelta(hours=48)
    assert ship_by(None, None, 48) is None


@pytest.mark.parametrize(
    ("hours", "bucket"),
    [
        (-1, "overdue"),
        (0, "overdue"),
        (0.5, "in_2h"),
        (2, "in_2h"),
        (3, "today"),
        (4, "later"),
        (30, "later"),
    ],
)
def test_bucket_ends_with_the_day_in_shanghai(hours, bucket):
    assert due_bucket(FRIDAY_EVENING + timedelta(hours=hours), FRIDAY_EVENING) == bucket


def test_without_a_promise_it_is_later():
    assert due_bucket(None, FRIDAY_EVENING) == "later"


def test_day_ends_at_midnight_in_shanghai():
    assert end_of_day(FRIDAY_EVENING) == datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
