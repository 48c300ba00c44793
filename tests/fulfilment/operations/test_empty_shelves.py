from datetime import timedelta

from tests.fulfilment.floor import Floor, codes, open_floor, order_of, parcels_of, states
from tests.inventory.house import books_agree
from tests.orders.told import PAID_AT, line, told
from zhanggui.fulfilment.operations.empty_shelves import ShelfRow, empty_shelves
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.inventory.models import Balance


def test_the_order_that_leaves_last_loses_its_goods(db: None) -> None:
    floor = open_floor(stock=3)
    orders = floor.orders(*(told(str(n), line("A1"), paid_at=PAID_AT + timedelta(hours=n)) for n in range(3)))
    parcels = parcels_of(orders)
    make_waves(floor.clerk, parcels)
    outcome = empty_shelves(floor.picker, [ShelfRow(floor.trade.north, floor.trade.skus["A1"], 2)])
    assert outcome.result["cut"] == [orders[2]]
    assert states(parcels) == ["waved", "waved", "stopped"]
    balance = Balance.objects.get(sku=floor.trade.skus["A1"])
    assert (balance.on_hand, balance.reserved) == (2, 2)
    assert books_agree()


def test_goods_in_packed_parcels_are_not_missing(db: None) -> None:
    floor = open_floor(stock=2)
    (packed,) = floor.packed(1, line("A1"), start=1)
    (waiting,) = floor.waiting(1, line("A1"), start=2)
    empty_shelves(floor.picker, [ShelfRow(floor.trade.north, floor.trade.skus["A1"], 0)])
    assert Balance.objects.get(sku=floor.trade.skus["A1"]).on_hand == 1
    assert states([packed, waiting]) == ["packed", "stopped"]
    assert order_of(waiting)


def test_a_shelf_that_holds_what_the_books_say_is_refused(floor: Floor) -> None:
    row = ShelfRow(floor.trade.north, floor.trade.skus["A1"], 1000)
    assert codes(empty_shelves(floor.picker, [row])) == {1: "as_booked"}
