from tests.company import founding
from tests.fulfilment.floor import Floor, codes
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.change_couriers import change_couriers
from zhanggui.orders.operations.set_couriers import CourierRow, set_couriers


def test_only_a_parcel_without_a_number_changes(floor: Floor) -> None:
    other = set_couriers(founding(), [CourierRow("sf", "顺丰速运")]).one()
    numbered, plain = floor.printed(1, start=1) + floor.waved(1, start=2)
    outcome = change_couriers(floor.clerk, [numbered, plain], courier=other)
    assert (list(outcome.done), codes(outcome)) == ([plain], {numbered: "numbered"})
    assert Parcel.objects.get(pk=plain).courier_id == other
