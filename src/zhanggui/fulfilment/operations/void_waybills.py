"""Numbers end: cancelled with the courier, or never to be used."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Waybill
from zhanggui.fulfilment.queries.waybills import waybills_visible_to
from zhanggui.fulfilment.vocabulary import (
    NUMBER_ENDED,
    WAYBILL,
    WAYBILL_MOVES,
    WAYBILL_STATES,
    WaybillState,
)


@operation(needs=WAYBILL, title=_("Number is cancelled"), of="waybill", emits=(NUMBER_ENDED,))
def void_waybills(actor: Actor, waybill_ids: Ids) -> Outcome:
    """Say that numbers will never be used: the courier has cancelled them, or they were free and are spoilt."""
    rows = waybills_visible_to(actor, WAYBILL).filter(pk__in=waybill_ids)
    found = {pk: (state, place) for pk, state, place in rows.values_list("pk", "state", "warehouse_id")}
    ending = WAYBILL_MOVES.into(WaybillState.VOID)
    fit = [i for i in found if found[i][0] in ending]
    done = update_rows(
        Waybill, fit, values={"state": WaybillState.VOID}, expect={"state": Each([found[i][0] for i in fit])}
    )
    record(actor, NUMBER_ENDED, [Fact(i, found[i][0], WaybillState.VOID, None, found[i][1]) for i in done])
    refused = {i: NOT_FOUND for i in waybill_ids if i not in found}
    sentence = _("The number cannot be cancelled: {state}")
    refused |= {
        i: Refusal("waybill_state", sentence, {"state": WAYBILL_STATES[WaybillState(found[i][0])]})
        for i in found if i not in fit
    }  # fmt: skip
    return settle(waybill_ids, done, refused)
