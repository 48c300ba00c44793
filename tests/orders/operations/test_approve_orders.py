import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.company import Trade, hire
from tests.orders.intake import again, open_reasons, said, take_in
from tests.orders.told import receiver, told
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.rules.external import RefundState


def test_clear_order_is_approved_by_the_duty_of_the_reviewer(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))

    outcome = approve_orders(trade.company.reviewer, [order.pk])

    assert outcome.done == [order.pk]
    assert (again(order).review, again(order).fulfilment) == ("approved", "released")
    assert "orders.approved" in said(order)


def test_held_order_is_refused_with_the_reason_unless_it_is_named(trade: Trade) -> None:
    (order,) = take_in(trade, told("1", receiver=receiver("1", phone="1380000")))
    reviewer = trade.company.reviewer

    refusal = approve_orders(reviewer, [order.pk]).refused[order.pk]
    assert refusal.code == "still_held"
    assert approve_orders(reviewer, [order.pk], lift=",".join(open_reasons(order))).done == [order.pk]
    assert open_reasons(order) == []


def test_a_refund_is_never_lifted_by_a_reviewer(trade: Trade) -> None:
    (order,) = take_in(trade, told("1", refund_state=RefundState.ASKED))

    outcome = approve_orders(trade.company.reviewer, [order.pk], lift="refund_asked")

    assert outcome.refused[order.pk].code == "still_held"
    assert again(order).review == "waiting"


def test_twice_is_refused_the_second_time(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    approve_orders(trade.company.reviewer, [order.pk])

    assert approve_orders(trade.company.reviewer, [order.pk]).refused[order.pk].code == "not_waiting"


def test_without_stock_nothing_is_approved(trade: Trade) -> None:
    (order,) = take_in(trade, told("1", balance_unpaid=True))

    outcome = approve_orders(trade.company.reviewer, [order.pk])

    assert outcome.refused[order.pk].code in ("still_held", "no_stock_reserved")


def test_picker_has_no_duty_to_approve(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))

    with pytest.raises(NotAllowed):
        approve_orders(trade.company.picker, [order.pk])


def test_order_of_another_shop_does_not_exist(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    stranger = hire("stranger", "S1.REVIEWER", shops=(trade.pdd,))

    assert approve_orders(stranger, [order.pk]).refused[order.pk].code == "not_found"


def test_statements_do_not_grow_with_the_set(trade: Trade) -> None:
    orders = [order.pk for order in take_in(trade, *(told(str(number)) for number in range(61)))]

    def statements(ids: list[int]) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(approve_orders(trade.company.reviewer, ids).done) == len(ids)
        return len(captured)

    assert statements(orders[:1]) == statements(orders[1:])
