"""Lines that were refunded or taken out leave their parcels, in the transaction that cut them."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.words import _
from zhanggui.fulfilment.operations.stop_carriers import stop_carriers
from zhanggui.fulfilment.operations.take_out import take_out
from zhanggui.fulfilment.queries.manifests import left_whole
from zhanggui.fulfilment.queries.stopping import carriers_of
from zhanggui.fulfilment.vocabulary import NUMBER_ENDED, OPENED_AGAIN, STOPPED, ParcelState
from zhanggui.orders.operations.progress_orders import Progress, progress_orders
from zhanggui.orders.vocabulary import MODIFY, PROGRESSED, Fulfilment


@operation(needs=MODIFY, title=_("Stop lines"), emits=(STOPPED, OPENED_AGAIN, NUMBER_ENDED, PROGRESSED), internal=True)
def stop_lines(actor: Actor, line_ids: Ids) -> Outcome:
    """Take the goods of order lines out of parcels in the house. Done are the stopped parcels that hold them now.

    An order of which all the rest has left is shipped.
    """
    carriers = carriers_of(line_ids, "line_id")
    stopped = stop_carriers(actor, [carrier for carrier in carriers if not carrier.stays])
    shared = [carrier for carrier in carriers if carrier.stays]
    taken_out = take_out(actor, shared, line_ids, "line_id", ParcelState.STOPPED)
    orders = sorted({order_id for carrier in carriers for order_id in carrier.order_ids})
    progress_orders(actor.delegate(), [Progress(order_id, Fulfilment.SHIPPED) for order_id in left_whole(orders)])
    return Outcome([*stopped, *taken_out])
