from tests.fulfilment.floor import Floor, codes, states
from zhanggui.fulfilment.models import Parcel, Wave
from zhanggui.fulfilment.operations.unwave_parcels import unwave_parcels


def test_a_parcel_leaves_its_wave(floor: Floor) -> None:
    first, second = floor.waved(2)
    assert list(unwave_parcels(floor.clerk, [first]).done) == [first]
    assert states([first, second]) == ["waiting", "waved"]
    assert Parcel.objects.get(pk=first).wave_id is None
    assert Wave.objects.get().parcels == 1


def test_a_packed_parcel_stays(floor: Floor) -> None:
    (parcel,) = floor.packed()
    assert codes(unwave_parcels(floor.clerk, [parcel])) == {parcel: "in_state"}
