from tests.company import Trade
from tests.orders.intake import hear, open_reasons, take_in
from tests.orders.told import receiver, told
from zhanggui.orders.operations.accept_changes import accept_changes
from zhanggui.orders.rules.external import RefundState


def test_changes_are_looked_at_but_a_refund_stays(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    moved = receiver("1", city="宁波市", district="海曙区")
    hear(trade, told("1", receiver=moved, seller_memo="加急", refund_state=RefundState.ASKED))
    assert open_reasons(order) == ["address_changed", "memo_changed", "refund_asked"]

    assert accept_changes(trade.company.service, [order.pk]).done == [order.pk]

    assert open_reasons(order) == ["refund_asked"]
    assert accept_changes(trade.company.service, [order.pk]).refused[order.pk].code == "nothing_changed"
