"""What couriers say of parcels that have left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Choice, Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import CHANGED_MEANWHILE, Outcome, Refusal
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.queries.coming_back import orders_reached
from zhanggui.fulfilment.queries.obstacles import in_state
from zhanggui.fulfilment.queries.parcels import parcels_by_code, places_of
from zhanggui.fulfilment.vocabulary import DISPATCH, PARCEL_MOVES, TRACKED, TRACKED_STATES, ParcelState
from zhanggui.orders.operations.progress_orders import Progress, progress_orders
from zhanggui.orders.vocabulary import PROGRESSED

UNKNOWN = Refusal("unknown_label", _("No parcel within your range wears this code"))
TWICE = Refusal("twice_in_file", _("The parcel or the number stands in the file twice"))


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """Where the courier says that a parcel is."""

    code: Annotated[str, Text(_("Waybill or parcel"), most=60)]
    state: Annotated[ParcelState, Choice(_("State"), options=TRACKED_STATES)]


@operation(needs=DISPATCH, title=_("Enter deliveries"), of="", emits=(TRACKED, PROGRESSED))
def record_deliveries(actor: Actor, rows: Sequence[DeliveryRow]) -> Outcome:
    """Write that parcels were collected, delivered, refused or lost. Done are row numbers."""
    known = parcels_by_code(actor, {row.code for row in rows}, DISPATCH)
    places = places_of(actor, DISPATCH, list(known.values()))
    number_of: dict[int, int] = {}
    refused: dict[int, Refusal] = {}
    for number, row in enumerate(rows, start=1):
        parcel_id = known.get(row.code.strip())
        if parcel_id is None:
            refused[number] = UNKNOWN
        elif parcel_id in number_of:
            refused[number] = TWICE
        elif not PARCEL_MOVES.may(ParcelState(places[parcel_id].state), row.state):
            refused[number] = in_state(places[parcel_id].state)
        else:
            number_of[parcel_id] = number
    after = {i: rows[number - 1].state for i, number in number_of.items()}
    done = update_rows(
        Parcel,
        list(after),
        values={"state": Each(list(after.values()))},
        expect={"state": Each([places[i].state for i in after])},
    )
    record(actor, TRACKED, [
        Fact(i, places[i].state, after[i], places[i].shop_id, places[i].warehouse_id) for i in done
    ])  # fmt: skip
    orders = orders_reached(done)
    progress_orders(actor.delegate(), [Progress(order_id, state) for order_id, state in orders.items()])
    refused |= {number: CHANGED_MEANWHILE for i, number in number_of.items() if i not in set(done)}
    return Outcome([number_of[i] for i in done], refused)
