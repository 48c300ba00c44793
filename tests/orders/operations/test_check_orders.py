from tests.company import Trade
from tests.orders.intake import open_reasons, said, take_in
from tests.orders.told import receiver, told
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.check_orders import check_orders
from zhanggui.orders.operations.set_review_rules import RuleRow, set_review_rules


def test_a_rule_taken_out_of_force_lets_go_at_the_next_check(trade: Trade) -> None:
    (order,) = take_in(trade, told("1", receiver=receiver("1", phone="1380000")))
    assert open_reasons(order) == ["phone_malformed"]
    set_review_rules(trade.company.manager, [RuleRow("phone_invalid", active=False)])

    assert check_orders(trade.company.reviewer, [order.pk]).done == [order.pk]

    assert open_reasons(order) == []
    assert said(order)[-2:] == ["orders.checked", "orders.hold_lifted"] or "orders.hold_lifted" in said(order)


def test_approved_order_is_not_looked_at_again(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    approve_orders(trade.company.reviewer, [order.pk])

    assert check_orders(trade.company.reviewer, [order.pk]).refused[order.pk].code == "not_in_review"
