from dataclasses import replace

from tests.company import Trade
from tests.orders.intake import hear, open_reasons, take_in
from tests.orders.told import told
from zhanggui.orders.operations.settle_holds import settle_holds
from zhanggui.orders.rules.external import RefundState


def test_a_changed_memo_is_taken_note_of(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    hear(trade, told("1", seller_memo="发顺丰"))
    assert open_reasons(order) == ["memo_changed"]

    assert settle_holds(trade.company.reviewer, [order.pk], lift="memo_changed").done == [order.pk]

    assert open_reasons(order) == []


def test_a_refund_ends_only_with_its_cause(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    hear(trade, replace(told("1"), refund_state=RefundState.ASKED))

    outcome = settle_holds(trade.company.reviewer, [order.pk], lift="refund_asked")

    assert outcome.refused[order.pk].code == "nothing_to_lift"
    assert open_reasons(order) == ["refund_asked"]
