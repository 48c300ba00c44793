from tests.company import founding
from tests.fulfilment.floor import Floor, number_states, order_of, states
from tests.fulfilment.operations.test_take_out import merged, order_host
from zhanggui.fulfilment.models import Parcel
from zhanggui.orders.models import Order
from zhanggui.orders.operations.readdress_orders import Readdressing, readdress_orders
from zhanggui.orders.rules.sealing import Contact

NEW = Contact("王小明", "13900001111", "江苏省", "南京市", "玄武区", "", "中山路8号2幢501室")


def test_a_printed_label_with_the_old_address_ends(floor: Floor) -> None:
    (parcel,) = floor.printed()
    readdress_orders(founding(), [Readdressing(order_of(parcel), NEW, False)], by_platform=False)
    kept = Parcel.objects.get(pk=parcel)
    assert kept.receiver_id == Order.objects.get(pk=order_of(parcel)).receiver_id
    assert (kept.printed, number_states([parcel])) == (0, ["to_cancel"])


def test_a_merged_order_travels_alone_then(floor: Floor) -> None:
    orders, host = merged(floor)
    readdress_orders(founding(), [Readdressing(orders[1], NEW, False)], by_platform=False)
    fresh = order_host(orders[1])
    assert fresh != host
    assert states([host, fresh]) == ["waiting", "waiting"]
    assert Parcel.objects.get(pk=fresh).receiver_id == Order.objects.get(pk=orders[1]).receiver_id
    assert Parcel.objects.get(pk=host).receiver_id != Parcel.objects.get(pk=fresh).receiver_id
