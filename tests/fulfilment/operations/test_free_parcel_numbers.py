from tests.fulfilment.floor import Floor, number_states, statements_of
from zhanggui.foundation.models import Event
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.free_parcel_numbers import free_parcel_numbers
from zhanggui.fulfilment.operations.withdraw_waybills import withdraw_waybills


def test_a_number_that_left_the_house_stays(floor: Floor) -> None:
    manifest, parcels = floor.listed(2)
    close_manifests(floor.logistics, [manifest])
    assert free_parcel_numbers(floor.clerk, parcels) == []
    assert number_states(parcels) == ["handed_over"] * 2


def test_each_end_is_told(floor: Floor) -> None:
    withdraw_waybills(floor.clerk, floor.printed(2))
    ends = Event.objects.filter(kind="fulfilment.number_ended").values_list("before", "after")
    assert list(ends) == [("printed", "to_cancel")] * 2


def test_statements_do_not_grow(floor: Floor) -> None:
    one, many = floor.printed(1, start=1), floor.printed(20, start=100)
    assert statements_of(lambda: withdraw_waybills(floor.clerk, one)) == statements_of(
        lambda: withdraw_waybills(floor.clerk, many)
    )
