"""A listing has got its meaning: every waiting line under it is repaired and its order looked at again."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.models import OrderLine
from zhanggui.orders.operations.check_orders import check_orders
from zhanggui.orders.operations.reserve_orders import reserve_orders
from zhanggui.orders.operations.weigh_orders import weigh_orders
from zhanggui.orders.vocabulary import CORRECTED, IN_HOUSE, MODIFY
from zhanggui.shops.queries.listings import skus_of_listings


@operation(needs=MODIFY, title=_("Repair lines"), of="listing", emits=(CORRECTED,), internal=True)
def map_lines(actor: Actor, listing_ids: Ids) -> Outcome:
    """Give waiting lines of these listings their SKU; `done` are the orders, which claim stock and are checked anew."""
    meant = skus_of_listings(listing_ids)
    rows = OrderLine.objects.filter(listing_id__any=list(meant), sku=None, order__fulfilment__in=IN_HOUSE)
    lines = {pk: rest for pk, *rest in rows.values_list("pk", "listing_id", "order_id", "order__shop_id")}
    update_rows(OrderLine, list(lines), values={"sku_id": Each(meant[row[0]] for row in lines.values())})
    shops = {row[1]: row[2] for row in lines.values()}
    record(actor, CORRECTED, [Fact(pk, shop_id=shop, data={"fields": ["sku"]}) for pk, shop in shops.items()])
    orders = sorted(shops)
    weigh_orders(actor.delegate(), orders)
    reserve_orders(actor.delegate(), orders)
    check_orders(actor.delegate(), orders)
    return Outcome(orders)
