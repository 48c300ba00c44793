from tests.company import Trade, founding
from tests.orders.intake import again, said, take_in
from tests.orders.told import told
from zhanggui.orders.operations.close_orders import Closing, close_orders


def test_elsewhere_and_void_differ_only_in_their_axis(trade: Trade) -> None:
    first, second = take_in(trade, told("1"), told("2"))

    outcome = close_orders(
        founding(), [Closing(first.pk, True, "shipped_elsewhere"), Closing(second.pk, False, "test")]
    )

    assert sorted(outcome.done) == [first.pk, second.pk]
    assert (again(first).review, again(first).fulfilment) == ("waiting", "elsewhere")
    assert (again(second).review, again(second).fulfilment) == ("void", "open")
    assert (said(first)[-1], said(second)[-1]) == ("orders.left_elsewhere", "orders.voided")


def test_closed_twice_is_refused(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    close_orders(founding(), [Closing(order.pk, False, "test")])

    assert list(close_orders(founding(), [Closing(order.pk, False, "test")]).refused) == [order.pk]
