from tests.company import founding
from tests.fulfilment.floor import Floor, number_states, order_of, statements_of, states
from tests.inventory.house import books_agree
from zhanggui.fulfilment.models import Parcel, Wave
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.stop_orders import stop_orders
from zhanggui.orders.operations.reopen_orders import reopen_orders
from zhanggui.orders.operations.void_orders import void_orders
from zhanggui.orders.vocabulary import VoidReason


def test_a_void_order_stops_its_parcel_and_frees_its_number(floor: Floor) -> None:
    parcels = floor.packed(2)
    void_orders(founding(), [order_of(parcels[0])], reason=VoidReason.CANCELLED)
    assert states(parcels) == ["stopped", "packed"]
    assert number_states(parcels) == ["to_cancel", "printed"]
    assert Wave.objects.get().parcels == 1
    assert Parcel.objects.get(pk=parcels[0]).put_back_at is None
    assert books_agree()


def test_what_nobody_touched_need_not_be_put_back(floor: Floor) -> None:
    (parcel,) = floor.waiting()
    reopen_orders(founding(), [order_of(parcel)])
    assert states([parcel]) == ["stopped"]
    assert Parcel.objects.get(pk=parcel).put_back_at is not None


def test_what_left_the_house_stays_shipped(floor: Floor) -> None:
    manifest, parcels = floor.listed()
    close_manifests(floor.logistics, [manifest])
    assert stop_orders(founding(), [order_of(parcels[0])]).done == []
    assert states(parcels) == ["shipped"]


def test_statements_do_not_grow(floor: Floor) -> None:
    one, many = floor.printed(1, start=1), floor.printed(30, start=100)
    first, rest = [order_of(parcel) for parcel in one], [order_of(parcel) for parcel in many]
    assert statements_of(lambda: stop_orders(founding(), first)) == statements_of(lambda: stop_orders(founding(), rest))
