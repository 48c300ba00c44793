from datetime import date

from zhanggui.fulfilment.rules.numbers import daily_numbers, fits, number_range, parcel_id_of


def test_the_day_counts_on() -> None:
    assert daily_numbers("W", date(2026, 11, 22), ["W1122-01", "W1122-09"], 2) == ["W1122-10", "W1122-11"]
    assert daily_numbers("M", date(2026, 1, 2), [], 1) == ["M0102-01"]


def test_ranges_keep_their_zeros() -> None:
    assert number_range("ZT0098", "ZT0101") == ["ZT0098", "ZT0099", "ZT0100", "ZT0101"]
    assert number_range("ZT7", "") == ["ZT7"]
    assert number_range("ZT0001", "YT0002") is None
    assert number_range("1", "999999999") is None


def test_the_courier_says_what_its_numbers_look_like() -> None:
    assert fits(r"7531\d{8}", "753100001234")
    assert not fits(r"7531\d{8}", "853100001234")
    assert not fits("", "号码12345")


def test_our_own_code_is_known() -> None:
    assert parcel_id_of("P123") == 123
    assert parcel_id_of("75310000") is None
    assert parcel_id_of("PX1") is None
