from tests.company import founding
from tests.fulfilment.floor import Floor, parcels_of, statements_of
from tests.orders.told import line, told
from zhanggui.foundation.models import Event
from zhanggui.fulfilment.models import Parcel, ParcelLine
from zhanggui.fulfilment.operations.release_orders import release_orders
from zhanggui.orders.models import Order
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.take_in_orders import take_in_orders
from zhanggui.orders.rules.intake import Incoming


def test_an_approved_order_becomes_a_parcel(floor: Floor) -> None:
    (order,) = floor.orders(told("1", line("A1", 2), line("A2", 1, 900)))
    (parcel,) = Parcel.objects.filter(pk__in=parcels_of([order]))
    kept = Order.objects.get(pk=order)
    assert kept.fulfilment == "released"
    assert (parcel.state, parcel.kinds, parcel.pieces, parcel.weight_grams) == ("waiting", 2, 3, 1200)
    assert (parcel.shop_id, parcel.warehouse_id, parcel.courier_id) == (
        kept.shop_id,
        kept.warehouse_id,
        kept.courier_id,
    )
    assert (parcel.receiver_id, parcel.ship_by) == (kept.receiver_id, kept.ship_by)
    events = Event.objects.filter(subject_kind="parcel", subject_id=parcel.pk)
    assert list(events.values_list("kind", "before", "after")) == [("fulfilment.released", "", "waiting")]


def test_a_bundle_travels_as_its_parts(floor: Floor) -> None:
    (order,) = floor.orders(told("1", line("K1", 3)))
    rows = ParcelLine.objects.filter(order=order).order_by("sku__code").values_list("sku__code", "quantity", "of_line")
    assert list(rows) == [("A1", 3, 3), ("A2", 6, 3)]


def test_what_needs_no_stock_travels_too(floor: Floor) -> None:
    (order,) = floor.orders(told("1", line("A1"), line("V1", 2, 100)))
    rows = ParcelLine.objects.filter(order=order).order_by("sku__code").values_list("sku__code", "quantity")
    assert list(rows) == [("A1", 1), ("V1", 2)]


def test_an_order_is_released_once(floor: Floor) -> None:
    orders = floor.orders(told("1"))
    assert release_orders(founding(), orders).done == ()
    assert Parcel.objects.count() == 1


def test_what_is_not_approved_gets_no_parcel(floor: Floor) -> None:
    orders = take_in_orders(founding(), [Incoming(floor.trade.taobao, told("1"))]).done
    assert release_orders(founding(), orders).done == ()
    assert Parcel.objects.count() == 0


def test_statements_do_not_grow(floor: Floor) -> None:
    few, many = (
        list(take_in_orders(founding(), [Incoming(floor.trade.taobao, told(f"{start}{n}")) for n in range(count)]).done)
        for start, count in (("a", 1), ("b", 40))
    )
    assert statements_of(lambda: approve_orders(founding(), few)) == statements_of(
        lambda: approve_orders(founding(), many)
    )
    assert Parcel.objects.count() == 41
