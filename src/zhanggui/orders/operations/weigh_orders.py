"""Kinds, pieces, weight, and the warehouse and courier that follow from them, brought up to date."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.models import Order
from zhanggui.orders.queries.goods import goods_of
from zhanggui.orders.queries.measures import measures_of, routing_orders
from zhanggui.orders.queries.settings import routing_rules
from zhanggui.orders.rules.routing import route
from zhanggui.orders.vocabulary import MODIFY, ROUTED


@operation(needs=MODIFY, title=_("Measure and route"), of="order", emits=(ROUTED,), internal=True)
def weigh_orders(actor: Actor, order_ids: Ids) -> Outcome:
    """Count and weigh what is left of each order and choose its warehouse and courier again."""
    lines = measures_of(order_ids)
    goods = goods_of(sku for found in lines.values() for sku, _quantity in found if sku is not None)
    weights = {
        pk: sum(goods[sku].weight_grams * count for sku, count in found if sku in goods) for pk, found in lines.items()
    }
    ids = list(lines)
    routes = {found.order_id: found for found in route(routing_orders(ids, lines, weights), routing_rules())}
    values = {
        "kinds": Each(len({sku for sku, _count in lines[pk]}) for pk in ids),
        "pieces": Each(sum(count for _sku, count in lines[pk]) for pk in ids),
        "weight_grams": Each(weights[pk] for pk in ids),
        "warehouse_id": Each(routes[pk].warehouse_id for pk in ids),
        "courier_id": Each(routes[pk].courier_id for pk in ids),
        "warehouse_rule_id": Each(routes[pk].warehouse_rule_id for pk in ids),
        "courier_rule_id": Each(routes[pk].courier_rule_id for pk in ids),
    }
    done = update_rows(Order, ids, values=values)
    record(
        actor,
        ROUTED,
        [Fact(pk, warehouse_id=routes[pk].warehouse_id, data={"courier": routes[pk].courier_id}) for pk in done],
    )
    return Outcome(done)
