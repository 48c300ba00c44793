from datetime import UTC, datetime, timedelta

from zhanggui.foundation import clock

PAST = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_business_time_stands_still_only_inside() -> None:
    with clock.at(PAST):
        assert clock.now() == PAST
        with clock.at(PAST + timedelta(days=1)):
            assert clock.now() == PAST + timedelta(days=1)
        assert clock.now() == PAST
    assert datetime.now(UTC) - clock.now() < timedelta(minutes=1)


def test_the_day_is_that_of_the_companys_wall_clock() -> None:
    with clock.at(datetime(2026, 2, 3, 16, 0, tzinfo=UTC)):
        assert clock.today().isoformat() == "2026-02-04"
