from tests.company import Trade, founding
from tests.orders.intake import open_reasons, said, take_in
from tests.orders.told import told
from zhanggui.orders.models import OrderHold
from zhanggui.orders.operations.place_holds import place_holds
from zhanggui.orders.rules.holding import placing


def test_a_reason_stands_once_with_owner_and_clock(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))

    place_holds(founding(), [placing("locked", order.pk)])
    place_holds(founding(), [placing("locked", order.pk)])

    hold = OrderHold.objects.get(order=order)
    assert (hold.owner, hold.blocks) == ("orders.review", ["approve", "print", "ship"])
    assert (hold.due_at - hold.placed_at).total_seconds() == 240 * 60
    assert open_reasons(order) == ["locked"]
    assert said(order).count("orders.held") == 1
