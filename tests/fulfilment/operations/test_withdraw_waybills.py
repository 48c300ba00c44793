from tests.fulfilment.floor import Floor, codes, number_states
from zhanggui.fulfilment.models import Parcel, Waybill
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.fulfilment.operations.withdraw_waybills import withdraw_waybills


def test_a_printed_number_is_to_be_cancelled_and_the_parcel_may_get_another(floor: Floor) -> None:
    (parcel,) = floor.printed()
    assert list(withdraw_waybills(floor.clerk, [parcel]).done) == [parcel]
    assert number_states([parcel]) == ["to_cancel"]
    assert Parcel.objects.get(pk=parcel).printed == 0
    floor.numbers(1, start=5000)
    assert list(assign_waybills(floor.clerk, [parcel]).done) == [parcel]


def test_a_number_that_is_on_no_paper_is_free_again(floor: Floor) -> None:
    parcels = floor.waved()
    floor.numbers(1)
    assign_waybills(floor.clerk, parcels)
    withdraw_waybills(floor.clerk, parcels)
    assert Waybill.objects.get().state == "free"


def test_a_parcel_on_a_manifest_keeps_its_number(floor: Floor) -> None:
    _manifest, (parcel,) = floor.listed()
    assert codes(withdraw_waybills(floor.clerk, [parcel])) == {parcel: "in_state"}
    assert number_states([parcel]) == ["printed"]
