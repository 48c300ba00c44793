"""Parcels of orders that must not leave are stopped, in the transaction that stopped the orders."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.words import _
from zhanggui.fulfilment.operations.finish_waves import finish_waves
from zhanggui.fulfilment.operations.stop_carriers import stop_carriers
from zhanggui.fulfilment.operations.take_out import take_out
from zhanggui.fulfilment.queries.stopping import carriers_of
from zhanggui.fulfilment.vocabulary import NUMBER_ENDED, OPENED_AGAIN, STOPPED, WAVE_DONE, ParcelState
from zhanggui.orders.vocabulary import REVIEW


@operation(needs=REVIEW, title=_("Stop parcels"), emits=(STOPPED, OPENED_AGAIN, NUMBER_ENDED, WAVE_DONE), internal=True)
def stop_orders(actor: Actor, order_ids: Ids) -> Outcome:
    """Stop what the house still holds of the orders; what left already stays. Done are the stopped parcels.

    Of a parcel with several orders only the goods of these come out, into a stopped parcel of their own.
    """
    carriers = carriers_of(order_ids, "order_id")
    stopped = stop_carriers(actor, [carrier for carrier in carriers if not carrier.stays])
    shared = [carrier for carrier in carriers if carrier.stays]
    stopped = [*stopped, *take_out(actor, shared, order_ids, "order_id", ParcelState.STOPPED)]
    finish_waves(actor.delegate(), [carrier.parcel_id for carrier in carriers])
    return Outcome(stopped)
