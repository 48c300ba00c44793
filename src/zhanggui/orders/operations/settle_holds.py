"""Somebody has dealt with what held an order."""

from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Text
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.words import _
from zhanggui.orders.operations.lift_holds import Lifting, lift_holds
from zhanggui.orders.queries.holds import standing_holds
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.rules.approval import liftable
from zhanggui.orders.vocabulary import HOLD_LIFTED, REVIEW

NOTHING_TO_LIFT = Refusal("nothing_to_lift", _("No hold that you named stands, or its cause must end by itself"))

type Reasons = Annotated[str, Text(_("Holds to lift"), most=400, help=_("The reasons that you have dealt with"))]
type Note = Annotated[str, Text(_("What was done"), most=200)]


@operation(
    needs=REVIEW,
    title=_("Lift holds"),
    of="order",
    emits=(HOLD_LIFTED,),
    key="L",
    template="orders/forms/approve.html",
)
def settle_holds(actor: Actor, order_ids: Ids, *, lift: Reasons, note: Note = "") -> Outcome:
    """Lift holds that people may lift, without approving: what was printed or packed goes on."""
    found = set(visible_to(actor, REVIEW).filter(pk__any=order_ids).values_list("pk", flat=True))
    named = frozenset(filter(None, lift.split(",")))
    standing = standing_holds(list(found))
    liftings = [
        Lifting(pk, hold.reason, hold.line_id) for pk, holds in standing.items() for hold in liftable(holds, named)
    ]
    done = lift_holds(actor.delegate(), liftings, note=note).done
    refused = dict.fromkeys(set(order_ids) - found, NOT_FOUND)
    refused |= dict.fromkeys(found - set(done), NOTHING_TO_LIFT)
    return Outcome(done, refused)
