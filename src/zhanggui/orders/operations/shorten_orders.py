"""A shelf held less than was promised: the orders that lost their goods are short again."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.release_stock import release_stock
from zhanggui.inventory.vocabulary import STOCK_CHECK
from zhanggui.orders.models import Order
from zhanggui.orders.operations.reserve_orders import reserve_orders
from zhanggui.orders.queries.locks import lock_orders
from zhanggui.orders.vocabulary import UNRESERVED, Fulfilment, Review

LOSING = (Fulfilment.RESERVED, Fulfilment.RELEASED, Fulfilment.SHORT)


@operation(needs=STOCK_CHECK, title=_("Make orders short"), of="order", emits=(UNRESERVED,), internal=True)
def shorten_orders(actor: Actor, order_ids: Ids) -> Outcome:
    """Give back what these orders still hold, take them back to review, and let them claim what is left."""
    lock_orders(order_ids)
    rows = Order.objects.filter(pk__any=order_ids, fulfilment__in=LOSING).exclude(review=Review.VOID)
    columns = ("pk", "fulfilment", "shop_id", "warehouse_id")
    found = {pk: (state, shop, house) for pk, state, shop, house in rows.values_list(*columns)}
    release_stock(actor.delegate(), list(found))
    done = update_rows(
        Order,
        list(found),
        values={"fulfilment": Fulfilment.OPEN, "review": Review.WAITING},
        expect={"fulfilment": Each(row[0] for row in found.values())},
    )
    data = {"review": Review.WAITING}
    facts = [Fact(pk, found[pk][0], Fulfilment.OPEN, found[pk][1], found[pk][2], data) for pk in done]
    record(actor, UNRESERVED, facts)
    reserve_orders(actor.delegate(), done)
    return Outcome(done)
