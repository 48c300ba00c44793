from tests.company import Trade, founding
from tests.orders.intake import take_in
from tests.orders.told import receiver, told
from zhanggui.orders.models import RoutingRule
from zhanggui.orders.operations.set_routing_rules import RoutingRow, set_routing_rules


def test_the_first_rule_that_fits_decides_and_is_remembered(trade: Trade) -> None:
    south, rest = set_routing_rules(
        founding(),
        [RoutingRow("华南", trade.south, areas="广东省、海南省"), RoutingRow("其余", trade.north, trade.courier)],
    ).done

    far = receiver("2", province="广东省", city="深圳市", district="南山区")
    near, away = take_in(trade, told("1"), told("2", receiver=far))

    assert (near.warehouse_id, near.warehouse_rule_id) == (trade.north, rest)
    assert (away.warehouse_id, away.warehouse_rule_id, away.courier_rule_id) == (trade.south, south, rest)
    assert RoutingRule.objects.filter(active=False).count() == 1
