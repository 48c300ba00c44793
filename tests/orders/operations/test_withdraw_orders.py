from tests.company import Trade, founding
from tests.orders.intake import again, take_in
from tests.orders.told import told
from zhanggui.inventory.models import Balance
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.withdraw_orders import withdraw_orders


def test_withdrawn_number_can_come_again(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))

    assert withdraw_orders(founding(), [order.pk]).done == [order.pk]

    assert (again(order).external_no, again(order).review) == ("1~0", "void")
    assert Balance.objects.get(sku=trade.skus["A1"]).reserved == 0
    assert len(take_in(trade, told("1"))) == 1


def test_moved_order_stays(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    approve_orders(trade.company.reviewer, [order.pk])

    assert withdraw_orders(founding(), [order.pk]).refused[order.pk].code == "moved_on"
