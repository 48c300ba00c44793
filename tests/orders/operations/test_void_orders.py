from tests.company import Trade
from tests.orders.intake import again, open_reasons, said, take_in
from tests.orders.told import receiver, told
from zhanggui.inventory.models import Balance
from zhanggui.orders.models import Blacklisted
from zhanggui.orders.operations.void_orders import void_orders
from zhanggui.orders.vocabulary import VoidReason


def test_void_order_gives_its_goods_back(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))

    assert void_orders(trade.company.reviewer, [order.pk], reason=VoidReason.MALICIOUS).done == [order.pk]

    assert (again(order).review, again(order).fulfilment) == ("void", "open")
    assert Balance.objects.get(sku=trade.skus["A1"]).reserved == 0
    assert "orders.voided" in said(order)


def test_blacklisted_receiver_is_held_the_next_time(trade: Trade) -> None:
    door = receiver("the same")
    (order,) = take_in(trade, told("1", receiver=door))
    void_orders(trade.company.reviewer, [order.pk], reason=VoidReason.MALICIOUS, blacklist=True)
    assert Blacklisted.objects.count() == 1

    (next_one,) = take_in(trade, told("2", receiver=door))

    assert any(reason.startswith("blacklist") for reason in open_reasons(next_one))


def test_void_twice_is_refused(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    void_orders(trade.company.reviewer, [order.pk], reason=VoidReason.TEST)

    outcome = void_orders(trade.company.reviewer, [order.pk], reason=VoidReason.TEST)
    assert outcome.refused[order.pk].code == "is_void"
