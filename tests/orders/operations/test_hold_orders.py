from tests.company import Trade
from tests.orders.intake import open_reasons, said, take_in
from tests.orders.told import told
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.hold_orders import HoldFor, hold_orders


def test_held_order_waits_for_the_buyer(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    reviewer = trade.company.reviewer

    assert hold_orders(reviewer, [order.pk], reason=HoldFor.ASKED_BUYER, note="颜色").done == [order.pk]

    assert open_reasons(order) == ["asked_buyer"]
    assert approve_orders(reviewer, [order.pk]).refused[order.pk].code == "still_held"
    assert said(order)[-1] == "orders.held"


def test_the_same_reason_stands_once(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    hold_orders(trade.company.reviewer, [order.pk], reason=HoldFor.BY_HAND, note="一")

    outcome = hold_orders(trade.company.reviewer, [order.pk], reason=HoldFor.BY_HAND, note="二")

    assert outcome.refused[order.pk].code == "held_already"
