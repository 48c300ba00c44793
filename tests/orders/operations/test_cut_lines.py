from tests.company import Trade, founding
from tests.orders.intake import said, take_in
from tests.orders.told import line, told
from zhanggui.inventory.models import Balance
from zhanggui.orders.models import OrderLine
from zhanggui.orders.operations.cut_lines import cut_lines


def test_cut_line_gives_its_goods_back_once(trade: Trade) -> None:
    (order,) = take_in(trade, told("1", line("A1"), line("B1")))
    second = OrderLine.objects.get(order=order, position=2)

    cut_lines(founding(), [(order.pk, second.pk)])
    cut_lines(founding(), [(order.pk, second.pk)])

    assert Balance.objects.get(sku=trade.skus["B1"]).reserved == 0
    assert said(order).count("orders.lines_cut") == 1
