from tests.company import founding
from tests.fulfilment.floor import Floor, codes, number_states, statements_of
from zhanggui.fulfilment.models import Parcel, Waybill
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.orders.operations.set_couriers import CourierRow, set_couriers


def test_numbers_are_given_in_order(floor: Floor) -> None:
    parcels = floor.waved(3)
    floor.numbers(5)
    assert list(assign_waybills(floor.clerk, parcels).done) == parcels
    given = dict(Waybill.objects.exclude(parcel=None).values_list("parcel_id", "number"))
    assert [given[parcel] for parcel in parcels] == ["753100001000", "753100001001", "753100001002"]
    assert number_states(parcels) == ["assigned"] * 3


def test_a_parcel_wears_one_number(floor: Floor) -> None:
    parcels = floor.waved()
    floor.numbers(2)
    assign_waybills(floor.clerk, parcels)
    assert codes(assign_waybills(floor.clerk, parcels)) == {parcels[0]: "numbered"}
    assert Waybill.objects.filter(state="free").count() == 1


def test_an_empty_pool_is_said(floor: Floor) -> None:
    first, second = floor.waved(2)
    floor.numbers(1)
    outcome = assign_waybills(floor.clerk, [first, second])
    assert (list(outcome.done), codes(outcome)) == ([first], {second: "no_free_number"})


def test_each_courier_has_its_own_pool(floor: Floor) -> None:
    first, second = floor.waved(2)
    other = set_couriers(founding(), [CourierRow("sf", "顺丰速运")]).one()
    Parcel.objects.filter(pk=second).update(courier=other)
    floor.numbers(2)
    assert codes(assign_waybills(floor.clerk, [first, second])) == {second: "no_free_number"}


def test_statements_do_not_grow(floor: Floor) -> None:
    one, many = floor.waved(1, start=1), floor.waved(30, start=100)
    floor.numbers(31)
    assert statements_of(lambda: assign_waybills(floor.clerk, one)) == statements_of(
        lambda: assign_waybills(floor.clerk, many)
    )
