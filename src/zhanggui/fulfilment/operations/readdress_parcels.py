"""An order got another receiver: its parcel must not travel to the old one."""

from collections.abc import Sequence
from typing import NamedTuple

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.free_parcel_numbers import free_parcel_numbers
from zhanggui.fulfilment.operations.take_out import take_out
from zhanggui.fulfilment.queries.stopping import carriers_of
from zhanggui.fulfilment.vocabulary import LIVE_IN_HOUSE, NUMBER_ENDED, OPENED_AGAIN, RELEASED, ParcelState
from zhanggui.orders.vocabulary import MODIFY


class NewReceiver(NamedTuple):
    """The receiver that an order has now."""

    order_id: int
    receiver_id: int


@operation(needs=MODIFY, title=_("Readdress parcels"), emits=(NUMBER_ENDED, OPENED_AGAIN, RELEASED), internal=True)
def readdress_parcels(actor: Actor, rows: Sequence[NewReceiver]) -> Outcome:
    """Point parcels in the house to the new receiver; labels and numbers that name the old one end.

    An order that was merged with others comes out into a parcel of its own, which waits for a wave.
    """
    receivers = {row.order_id: row.receiver_id for row in rows}
    carriers = carriers_of(list(receivers), "order_id")
    shared = [carrier for carrier in carriers if carrier.stays or len(carrier.order_ids) > 1]
    fresh = take_out(actor, shared, list(receivers), "order_id", ParcelState.WAITING)
    own = {c.parcel_id: receivers[c.order_ids[0]] for c in carriers if c not in shared}
    own |= {i: receivers[c.order_ids[0]] for i, c in zip(fresh, shared, strict=True)}
    done = update_rows(
        Parcel,
        list(own),
        values={"receiver_id": Each(list(own.values())), "printed": 0},
        expect={"state": LIVE_IN_HOUSE},
    )
    free_parcel_numbers(actor, done)
    return Outcome(done)
