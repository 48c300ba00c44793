from dataclasses import replace

from tests.company import Trade
from tests.orders.intake import again, hear, open_reasons, take_in
from tests.orders.told import line, told
from zhanggui.orders.models import OrderLine, OrderText


def test_articles_that_come_later_are_claimed_and_checked(trade: Trade) -> None:
    whole = told("1", line("A1", 2))
    (order,) = take_in(trade, replace(whole, lines=()))
    assert order.fulfilment == "open"
    assert open_reasons(order) != []

    hear(trade, whole)

    now = again(order)
    assert (now.fulfilment, now.pieces, now.weight_grams) == ("reserved", 2, 1000)
    assert OrderLine.objects.get(order=order).sku_id == trade.skus["A1"]
    assert OrderText.objects.get(order=order).goods == "花洒 银色 ×2"
    assert open_reasons(order) == []
