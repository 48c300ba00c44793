from tests.company import Trade, founding, open_trade
from tests.orders.intake import again, open_reasons, said, take_in
from tests.orders.told import line, told
from zhanggui.inventory.models import Balance
from zhanggui.inventory.operations.receive_stock import ReceiptRow, receive_stock
from zhanggui.orders.models import OrderHold
from zhanggui.orders.operations.reserve_orders import reserve_orders
from zhanggui.shops.operations.change_shops import change_shops
from zhanggui.shops.vocabulary import Allocation


def test_short_order_goes_on_when_goods_are_there(db: None) -> None:
    trade = open_trade(stock=1)
    first, second = take_in(trade, told("1"), told("2"))
    assert (again(first).fulfilment, again(second).fulfilment) == ("reserved", "short")
    receive_stock(founding(), [ReceiptRow(trade.north, "A1", 5)])

    assert reserve_orders(founding(), [second.pk]).done == [second.pk]

    assert again(second).fulfilment == "reserved"
    assert open_reasons(second) == []
    assert said(second)[-2:] == ["orders.reserved", "orders.hold_lifted"]


def test_still_short_names_what_is_missing_now(db: None) -> None:
    trade = open_trade(stock=1)
    (order,) = take_in(trade, told("1", line("A1", 4)))
    receive_stock(founding(), [ReceiptRow(trade.north, "A1", 1)])

    reserve_orders(founding(), [order.pk])

    hold = OrderHold.objects.get(order=order, released_at=None)
    assert hold.details["missing"] == "A1 × 2"


def test_partial_shop_takes_what_is_there(db: None) -> None:
    trade = open_trade(stock=3)
    change_shops(founding(), [trade.taobao], allocation=Allocation.PARTIAL)

    (order,) = take_in(trade, told("1", line("A1", 2), line("B1", 9, 600)))

    assert order.fulfilment == "short"
    assert dict(Balance.objects.values_list("sku__code", "reserved"))["A1"] == 2


def test_served_order_claims_nothing_more(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))

    assert reserve_orders(founding(), [order.pk]).refused[order.pk].code == "nothing_wanted"
