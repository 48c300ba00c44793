"""Parcels move on, and with them the orders that they serve."""

from collections.abc import Sequence
from typing import NamedTuple

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, settle
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.models import Order
from zhanggui.orders.vocabulary import FULFILMENT_MOVES, PROGRESSED, TRACK, Fulfilment


class Progress(NamedTuple):
    """The state that an order has reached by its least advanced parcel."""

    order_id: int
    after: Fulfilment


@operation(needs=TRACK, title=_("Move orders on"), of="order", emits=(PROGRESSED,), internal=True)
def progress_orders(actor: Actor, rows: Sequence[Progress]) -> Outcome:
    """Write where the parcels of orders have got to; moves that the table does not allow are left alone."""
    wanted = {row.order_id: row.after for row in rows}
    columns = ("pk", "fulfilment", "shop_id", "warehouse_id")
    found = {pk: rest for pk, *rest in Order.objects.filter(pk__any=list(wanted)).values_list(*columns)}
    moving = [pk for pk in found if FULFILMENT_MOVES.may(Fulfilment(found[pk][0]), wanted[pk])]
    done = update_rows(
        Order,
        moving,
        values={"fulfilment": Each(wanted[pk] for pk in moving)},
        expect={"fulfilment": Each(found[pk][0] for pk in moving)},
    )
    record(actor, PROGRESSED, [Fact(pk, found[pk][0], wanted[pk], found[pk][1], found[pk][2]) for pk in done])
    return settle(moving, done, {})
