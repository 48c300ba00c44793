from tests.company import Trade, founding
from tests.orders.intake import again, open_reasons, take_in
from tests.orders.told import told
from zhanggui.inventory.models import Balance
from zhanggui.inventory.operations.count_stock import CountRow, count_stock
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.shorten_orders import shorten_orders


def test_an_order_that_lost_its_goods_is_short_and_back_in_review(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    approve_orders(trade.company.reviewer, [order.pk])
    count_stock(founding(), [CountRow(trade.north, trade.skus["A1"], 0)])

    shorten_orders(founding(), [order.pk])

    assert (again(order).review, again(order).fulfilment) == ("waiting", "short")
    assert open_reasons(order) == ["short"]
    assert Balance.objects.get(sku=trade.skus["A1"]).reserved == 0
