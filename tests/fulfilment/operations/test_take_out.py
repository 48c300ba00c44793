from tests.company import founding
from tests.fulfilment.floor import Floor, order_of, parcels_of, states
from tests.orders.told import line, receiver, told
from zhanggui.fulfilment.models import Parcel, ParcelLine
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.fulfilment.operations.merge_parcels import merge_parcels
from zhanggui.fulfilment.operations.pack_parcels import pack_parcels
from zhanggui.fulfilment.operations.stop_orders import stop_orders


def test_of_a_merged_parcel_only_the_stopped_order_comes_out(floor: Floor) -> None:
    orders, host = merged(floor)
    make_waves(floor.clerk, [host])
    pack_parcels(floor.packer, [host], without_scan=True)
    (fresh,) = stop_orders(founding(), [orders[1]]).done
    assert states([host, fresh]) == ["picked", "stopped"]
    assert {order_of(host), order_of(fresh)} == set(orders)
    kept, out = Parcel.objects.get(pk=host), Parcel.objects.get(pk=fresh)
    assert (kept.pieces, out.pieces, out.put_back_at, kept.packed_at) == (2, 1, None, None)


def test_out_of_a_waiting_parcel_nothing_has_to_be_put_back(floor: Floor) -> None:
    orders, host = merged(floor)
    (fresh,) = stop_orders(founding(), [orders[0]]).done
    assert states([host, fresh]) == ["waiting", "stopped"]
    assert Parcel.objects.get(pk=fresh).put_back_at is not None
    assert ParcelLine.objects.filter(parcel=host).count() == 1


def merged(floor: Floor) -> tuple[list[int], int]:
    """Two orders of one receiver in one parcel, and that parcel."""
    same = receiver("one")
    orders = floor.orders(told("1", line("A1", 2), receiver=same), told("2", line("B1"), receiver=same))
    outcome = merge_parcels(floor.clerk, parcels_of(orders))
    assert not outcome.refused
    return orders, order_host(orders[0])


def order_host(order: int) -> int:
    return int(ParcelLine.objects.filter(order=order).values_list("parcel_id", flat=True)[0])
