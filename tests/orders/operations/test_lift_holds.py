from tests.company import Trade, founding
from tests.orders.intake import open_reasons, take_in
from tests.orders.told import told
from zhanggui.orders.models import OrderHold
from zhanggui.orders.operations.lift_holds import Lifting, lift_holds
from zhanggui.orders.operations.place_holds import place_holds
from zhanggui.orders.rules.holding import placing


def test_lifting_names_who_and_why_and_leaves_other_reasons(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    place_holds(founding(), [placing("locked", order.pk), placing("risk_review", order.pk)])

    lift_holds(trade.company.reviewer, [Lifting(order.pk, "locked")], note="平台已解锁")

    hold = OrderHold.objects.get(order=order, reason="locked")
    assert (hold.released_by, hold.release_note) == (trade.company.person("reviewer"), "平台已解锁")
    assert open_reasons(order) == ["risk_review"]
