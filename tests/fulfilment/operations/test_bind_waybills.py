from tests.company import founding
from tests.fulfilment.floor import Floor, codes, number_states, order_of
from zhanggui.fulfilment.models import Parcel, Waybill
from zhanggui.fulfilment.operations.bind_waybills import BindRow, bind_waybills
from zhanggui.fulfilment.operations.stop_orders import stop_orders

NUMBER = "75310000{:04d}"


def test_numbers_come_back_by_order_and_by_parcel(floor: Floor) -> None:
    first, second = floor.waved(2)
    outcome = bind_waybills(floor.clerk, [
        BindRow(_number(first), "中通快递", NUMBER.format(1)), BindRow(f"P{second}", "zto", NUMBER.format(2)),
    ])  # fmt: skip
    assert (list(outcome.done), codes(outcome)) == ([1, 2], {})
    assert number_states([first, second]) == ["assigned", "assigned"]


def test_the_same_file_twice_changes_nothing(floor: Floor) -> None:
    (parcel,) = floor.waved()
    rows = [BindRow(f"P{parcel}", "zto", NUMBER.format(1))]
    bind_waybills(floor.clerk, rows)
    again = bind_waybills(floor.clerk, rows)
    assert (list(again.done), again.result["unchanged"]) == ([1], 1)
    assert Waybill.objects.count() == 1


def test_a_dry_run_changes_nothing(floor: Floor) -> None:
    (parcel,) = floor.waved()
    outcome = bind_waybills(floor.clerk, [BindRow(f"P{parcel}", "zto", NUMBER.format(1))], dry_run=True)
    assert list(outcome.done) == [1]
    assert Waybill.objects.count() == 0


def test_what_cannot_be_bound_is_said_in_words(floor: Floor) -> None:
    first, stopped, third, fourth = floor.waved(4)
    stop_orders(founding(), [order_of(stopped)])
    bind_waybills(floor.clerk, [BindRow(f"P{fourth}", "zto", NUMBER.format(9))])
    outcome = bind_waybills(floor.clerk, [
        BindRow("no such order", "zto", NUMBER.format(1)),
        BindRow(f"P{stopped}", "zto", NUMBER.format(2)),
        BindRow(f"P{first}", "no courier", NUMBER.format(3)),
        BindRow(f"P{first}", "zto", "号码"),
        BindRow(f"P{third}", "zto", NUMBER.format(9)),
        BindRow(f"P{fourth}", "zto", NUMBER.format(4)),
    ])  # fmt: skip
    assert codes(outcome) == {
        1: "unknown_order", 2: "stopped", 3: "unknown_courier", 4: "wrong_shape", 5: "number_taken", 6: "numbered",
    }  # fmt: skip
    assert [refusal.sentence() for refusal in outcome.refused.values()]


def test_one_number_for_two_parcels_is_refused_for_both(floor: Floor) -> None:
    first, second = floor.waved(2)
    rows = [BindRow(f"P{parcel}", "zto", NUMBER.format(1)) for parcel in (first, second)]
    assert codes(bind_waybills(floor.clerk, rows)) == {1: "twice_in_file", 2: "twice_in_file"}
    assert Waybill.objects.count() == 0


def test_what_the_platform_printed_counts_as_printed(floor: Floor) -> None:
    (parcel,) = floor.waved()
    Parcel.objects.get(pk=parcel).receiver.__class__.objects.update(masked=True)
    bind_waybills(floor.clerk, [BindRow(f"P{parcel}", "zto", NUMBER.format(1))])
    assert number_states([parcel]) == ["printed"]
    assert Parcel.objects.get(pk=parcel).printed == 1


def _number(parcel: int) -> str:
    from zhanggui.orders.models import Order

    return Order.objects.get(pk=order_of(parcel)).external_no
