from tests.company import Trade, founding
from tests.orders.intake import again, said, take_in
from tests.orders.told import told
from zhanggui.orders.operations.progress_orders import Progress, progress_orders
from zhanggui.orders.vocabulary import Fulfilment


def test_only_moves_of_the_table_are_made(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))

    assert progress_orders(founding(), [Progress(order.pk, Fulfilment.SHIPPED)]).done == []
    assert progress_orders(founding(), [Progress(order.pk, Fulfilment.RELEASED)]).done == [order.pk]

    assert again(order).fulfilment == "released"
    assert said(order)[-1] == "orders.progressed"
