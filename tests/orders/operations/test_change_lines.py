from tests.company import Trade
from tests.orders.intake import again, take_in
from tests.orders.told import line, told
from zhanggui.inventory.models import Balance
from zhanggui.orders.models import OrderLine
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.change_lines import LineChange, change_lines


def reserved() -> dict[str, int]:
    return {code: count for code, count in Balance.objects.values_list("sku__code", "reserved") if count}


def test_other_goods_are_claimed_instead(trade: Trade) -> None:
    (order,) = take_in(trade, told("1", line("A1", 2)))
    only = OrderLine.objects.get(order=order)

    outcome = change_lines(trade.company.service, [LineChange(only.pk, sku=trade.skus["B1"], quantity=3)])

    assert outcome.done == [order.pk]
    assert reserved() == {"B1": 3}
    assert (again(order).fulfilment, again(order).pieces, again(order).weight_grams) == ("reserved", 3, 450)


def test_quantity_nought_leaves_the_line_out(trade: Trade) -> None:
    (order,) = take_in(trade, told("1", line("A1"), line("B1")))
    second = OrderLine.objects.get(order=order, position=2)

    change_lines(trade.company.service, [LineChange(second.pk, quantity=0)])

    assert reserved() == {"A1": 1}
    assert OrderLine.objects.get(pk=second.pk).cancelled


def test_after_release_lines_stay_as_they_are(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    approve_orders(trade.company.reviewer, [order.pk])
    only = OrderLine.objects.get(order=order)

    assert change_lines(trade.company.service, [LineChange(only.pk, quantity=2)]).refused[only.pk].code == "not_now"
