from tests.fulfilment.floor import Floor, codes, hold, statements_of, states
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.pack_parcels import pack_parcels


def test_packing_wants_every_piece_scanned(floor: Floor) -> None:
    (parcel,) = floor.printed()
    outcome = pack_parcels(floor.packer, [parcel])
    assert codes(outcome) == {parcel: "unscanned"}
    assert states([parcel]) == ["waved"]


def test_by_eye_it_is_packed_and_says_by_whom(floor: Floor) -> None:
    (parcel,) = floor.printed()
    assert list(pack_parcels(floor.packer, [parcel], without_scan=True).done) == [parcel]
    packed = Parcel.objects.get(pk=parcel)
    assert (packed.state, packed.packed_by_id) == ("packed", floor.trade.company.person("packer"))


def test_a_held_parcel_is_not_packed(floor: Floor) -> None:
    (parcel,) = floor.printed()
    hold(parcel)
    assert codes(pack_parcels(floor.packer, [parcel], without_scan=True)) == {parcel: "held"}


def test_statements_do_not_grow(floor: Floor) -> None:
    one, many = floor.printed(1, start=1), floor.printed(30, start=100)
    assert statements_of(lambda: pack_parcels(floor.packer, one, without_scan=True)) == statements_of(
        lambda: pack_parcels(floor.packer, many, without_scan=True)
    )
