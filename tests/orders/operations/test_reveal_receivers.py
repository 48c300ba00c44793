from tests.company import Trade
from tests.orders.intake import said, take_in
from tests.orders.told import told
from zhanggui.foundation.models import Event
from zhanggui.orders.operations.reveal_receivers import reveal_receivers


def test_every_look_is_written_down_without_the_name(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))

    reveal_receivers(trade.company.service, [order.pk])

    assert said(order)[-1] == "orders.revealed"
    event = Event.objects.get(kind="orders.revealed")
    assert (event.person_id, event.data) == (trade.company.person("service"), None)
