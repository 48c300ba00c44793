from tests.fulfilment.floor import Floor, codes, states
from zhanggui.fulfilment.operations.unlist_parcels import unlist_parcels


def test_a_parcel_comes_off_and_stays_packed(floor: Floor) -> None:
    _manifest, (first, second) = floor.listed(2)
    assert list(unlist_parcels(floor.logistics, [first]).done) == [first]
    assert states([first, second]) == ["packed", "on_manifest"]
    assert codes(unlist_parcels(floor.logistics, [first])) == {first: "in_state"}
