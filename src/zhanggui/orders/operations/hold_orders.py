"""Somebody wants orders to wait: for the buyer's answer, or for a reason of their own."""

from enum import StrEnum
from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Choice, Text
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.words import _
from zhanggui.orders.operations.place_holds import place_holds
from zhanggui.orders.queries.locks import lock_orders
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.rules.holding import placing
from zhanggui.orders.vocabulary import HELD, LEAVING, REVIEW

LEFT = Refusal("left_the_house", _("Something of it has left the house already"))
HELD_ALREADY = Refusal("held_already", _("It is held for this reason already"))


class HoldFor(StrEnum):
    """What the order waits for."""

    ASKED_BUYER = "asked_buyer"
    BY_HAND = "by_hand"


HOLD_FOR = {HoldFor.ASKED_BUYER: _("The buyer’s answer"), HoldFor.BY_HAND: _("Another reason")}

type Waits = Annotated[HoldFor, Choice(_("Waits for"), options=HOLD_FOR)]
type Note = Annotated[str, Text(_("Note"), most=200)]


@operation(needs=REVIEW, title=_("Hold"), of="order", emits=(HELD,), key="H")
def hold_orders(actor: Actor, order_ids: Ids, *, reason: Waits = HoldFor.ASKED_BUYER, note: Note) -> Outcome:
    """Keep orders from being approved, printed and shipped until somebody lifts the hold."""
    # Whoever ships an order holds it fast, too: it leaves before this hold or not at all.
    lock_orders(order_ids)
    rows = visible_to(actor, REVIEW).filter(pk__any=order_ids).values_list("pk", "fulfilment")
    found = dict(rows)
    fit = [pk for pk, state in found.items() if state in LEAVING]
    done = place_holds(actor.delegate(), [placing(reason, pk, note=note) for pk in fit]).done
    refused = dict.fromkeys(set(order_ids) - found.keys(), NOT_FOUND)
    refused |= dict.fromkeys(found.keys() - set(fit), LEFT)
    refused |= dict.fromkeys(set(fit) - set(done), HELD_ALREADY)
    return Outcome(done, refused)
