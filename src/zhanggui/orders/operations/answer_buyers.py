"""The buyer has answered: what waited for the answer goes on."""

from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Text
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.words import _
from zhanggui.orders.operations.lift_holds import Lifting, lift_holds
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.vocabulary import HOLD_LIFTED, SHORTAGE

NOT_ASKED = Refusal("not_asked", _("The order does not wait for an answer of the buyer"))

type Answer = Annotated[str, Text(_("The buyer’s answer"), most=200)]


@operation(needs=SHORTAGE, title=_("Buyer answered"), of="order", emits=(HOLD_LIFTED,), key="Y")
def answer_buyers(actor: Actor, order_ids: Ids, *, answer: Answer) -> Outcome:
    """Write down what the buyer said and lift the hold that waited for it."""
    found = set(visible_to(actor, SHORTAGE).filter(pk__any=order_ids).values_list("pk", flat=True))
    done = lift_holds(actor.delegate(), [Lifting(pk, "asked_buyer") for pk in found], note=answer).done
    refused = dict.fromkeys(set(order_ids) - found, NOT_FOUND)
    return Outcome(done, {**refused, **dict.fromkeys(found - set(done), NOT_ASKED)})
