"""What the platform changed was looked at and is right."""

from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Text
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.words import _
from zhanggui.orders.operations.lift_holds import Lifting, lift_holds
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.rules.approval import TAKEN_NOTE_OF
from zhanggui.orders.vocabulary import HOLD_LIFTED, MODIFY

NOTHING_CHANGED = Refusal("nothing_changed", _("No change of the platform waits to be looked at"))

type Note = Annotated[str, Text(_("What was done"), most=200)]


@operation(needs=MODIFY, title=_("Change looked at"), of="order", emits=(HOLD_LIFTED,), key="G")
def accept_changes(actor: Actor, order_ids: Ids, *, note: Note = "") -> Outcome:
    """Lift what stands because the platform changed address, memo, flag or goods."""
    found = set(visible_to(actor, MODIFY).filter(pk__any=order_ids).values_list("pk", flat=True))
    liftings = [Lifting(pk, reason) for pk in found for reason in TAKEN_NOTE_OF]
    done = lift_holds(actor.delegate(), liftings, note=note).done
    refused = dict.fromkeys(set(order_ids) - found, NOT_FOUND)
    return Outcome(done, {**refused, **dict.fromkeys(found - set(done), NOTHING_CHANGED)})
