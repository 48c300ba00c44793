from tests.company import Trade
from tests.orders.intake import open_reasons, take_in
from tests.orders.told import receiver, told
from zhanggui.orders.models import Blacklisted
from zhanggui.orders.operations.clear_blacklisted import clear_blacklisted
from zhanggui.orders.operations.void_orders import void_orders
from zhanggui.orders.vocabulary import VoidReason


def test_a_cleared_receiver_is_served_again(trade: Trade) -> None:
    door = receiver("the same")
    (order,) = take_in(trade, told("1", receiver=door))
    void_orders(trade.company.reviewer, [order.pk], reason=VoidReason.TEST, blacklist=True)
    entry = Blacklisted.objects.get().pk

    assert clear_blacklisted(trade.company.reviewer, [entry, 0]).done == [entry]

    (next_one,) = take_in(trade, told("2", receiver=door))
    assert open_reasons(next_one) == []
