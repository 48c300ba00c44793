from tests.company import founding, open_trade
from tests.orders.intake import again, take_in
from tests.orders.told import line, told
from zhanggui.inventory.operations.receive_stock import ReceiptRow, receive_stock
from zhanggui.orders.operations.serve_short_orders import serve_short_orders


def test_bundle_orders_wait_for_parts_too(db: None) -> None:
    trade = open_trade(stock=1)
    (order,) = take_in(trade, told("1", line("K1")))
    assert order.fulfilment == "short"
    receive_stock(founding(), [ReceiptRow(trade.north, "A2", 5)])

    serve_short_orders(founding(), [trade.skus["A2"]])

    assert again(order).fulfilment == "reserved"


def test_nobody_waits(db: None) -> None:
    trade = open_trade()

    assert serve_short_orders(founding(), [trade.skus["A1"]]).done == ()
