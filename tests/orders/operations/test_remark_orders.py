from tests.company import Trade
from tests.orders.intake import said, take_in
from tests.orders.told import told
from zhanggui.orders.models import OrderText
from zhanggui.orders.operations.remark_orders import remark_orders


def test_remark_stands_beside_what_the_platform_wrote(trade: Trade) -> None:
    (order,) = take_in(trade, told("1", seller_memo="平台备注"))

    remark_orders(trade.company.service, [order.pk], remark="多放一层气泡膜")

    text = OrderText.objects.get(order=order)
    assert (text.remark, text.seller_memo) == ("多放一层气泡膜", "平台备注")
    assert said(order)[-1] == "orders.corrected"
