from tests.company import Trade
from tests.orders.intake import again, take_in
from tests.orders.told import told
from zhanggui.orders.operations.restore_orders import restore_orders
from zhanggui.orders.operations.void_orders import void_orders
from zhanggui.orders.rules.external import ExternalStatus
from zhanggui.orders.vocabulary import VoidReason


def test_restored_order_claims_goods_again(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    void_orders(trade.company.reviewer, [order.pk], reason=VoidReason.TEST)

    assert restore_orders(trade.company.reviewer, [order.pk]).done == [order.pk]

    assert (again(order).review, again(order).fulfilment) == ("waiting", "reserved")


def test_paid_back_order_stays_void(trade: Trade) -> None:
    (order,) = take_in(trade, told("1", status=ExternalStatus.CLOSED_REFUNDED_BEFORE_SHIPPING))

    assert restore_orders(trade.company.reviewer, [order.pk]).refused[order.pk].code == "paid_back"


def test_living_order_needs_no_restoring(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))

    assert restore_orders(trade.company.reviewer, [order.pk]).refused[order.pk].code == "not_void"
