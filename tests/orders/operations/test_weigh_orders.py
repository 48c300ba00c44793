from tests.company import Trade, founding
from tests.orders.intake import again, take_in
from tests.orders.told import line, told
from zhanggui.orders.operations.set_couriers import CourierRow, set_couriers
from zhanggui.orders.operations.set_routing_rules import RoutingRow, set_routing_rules
from zhanggui.orders.operations.weigh_orders import weigh_orders


def test_heavy_orders_take_another_courier(trade: Trade) -> None:
    (order,) = take_in(trade, told("1", line("A1", 9)))
    freight = set_couriers(founding(), [CourierRow("debang", "德邦")]).one()
    set_routing_rules(
        founding(),
        [RoutingRow("重货", courier=freight, min_grams=3000), RoutingRow("全部", trade.north, trade.courier)],
    )

    weigh_orders(founding(), [order.pk])

    now = again(order)
    assert (now.weight_grams, now.courier_id, now.warehouse_id) == (4500, freight, trade.north)
