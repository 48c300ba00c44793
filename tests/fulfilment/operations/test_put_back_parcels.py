from tests.company import founding
from tests.fulfilment.floor import Floor, codes, order_of
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.put_back_parcels import put_back_parcels
from zhanggui.fulfilment.operations.stop_orders import stop_orders


def test_goods_are_put_back_once(floor: Floor) -> None:
    (parcel,) = floor.packed()
    stop_orders(founding(), [order_of(parcel)])
    assert Parcel.objects.get(pk=parcel).put_back_at is None
    assert list(put_back_parcels(floor.packer, [parcel]).done) == [parcel]
    assert Parcel.objects.get(pk=parcel).put_back_at is not None
    assert codes(put_back_parcels(floor.packer, [parcel])) == {parcel: "nothing_to_put_back"}
