from tests.fulfilment.floor import Floor, codes
from zhanggui.fulfilment.models import Waybill
from zhanggui.fulfilment.operations.add_waybill_numbers import NumberRow, add_waybill_numbers


def test_a_range_is_filled(floor: Floor) -> None:
    outcome = add_waybill_numbers(floor.clerk, [NumberRow(floor.trade.courier, "ZT0098", "ZT0102")])
    assert outcome.result["added"] == 5
    assert list(Waybill.objects.order_by("pk").values_list("number", flat=True)) == [
        "ZT0098", "ZT0099", "ZT0100", "ZT0101", "ZT0102",
    ]  # fmt: skip


def test_known_numbers_are_passed_over(floor: Floor) -> None:
    add_waybill_numbers(floor.clerk, [NumberRow(floor.trade.courier, "ZT0001", "ZT0003")])
    again = add_waybill_numbers(floor.clerk, [NumberRow(floor.trade.courier, "ZT0001", "ZT0004")])
    assert again.result["added"] == 1
    third = add_waybill_numbers(floor.clerk, [NumberRow(floor.trade.courier, "ZT0001", "ZT0004")])
    assert codes(third) == {1: "known_numbers"}


def test_what_is_no_range_or_no_number_is_refused(floor: Floor) -> None:
    rows = [NumberRow(floor.trade.courier, "ZT0009", "ZT0001"), NumberRow(floor.trade.courier, "快递一号")]
    assert codes(add_waybill_numbers(floor.clerk, rows)) == {1: "no_range", 2: "wrong_shape"}
