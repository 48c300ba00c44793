"""Review ends well: the order may go to the warehouse."""

from collections.abc import Sequence
from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Text
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.models import Order
from zhanggui.orders.operations.lift_holds import Lifting, lift_holds
from zhanggui.orders.queries.holds import standing_holds
from zhanggui.orders.queries.orders import BLOCKED, visible_to
from zhanggui.orders.rules.approval import Standing, liftable, why_not
from zhanggui.orders.vocabulary import APPROVED, HOLD_LIFTED, REVIEW, REVIEW_MOVES, Block, Review

type Reasons = Annotated[str, Text(_("Holds to lift"), most=400, help=_("The reasons that you have dealt with"))]
type Note = Annotated[str, Text(_("Note"), most=200)]


@operation(
    needs=REVIEW, title=_("Approve"), of="order", emits=(APPROVED, HOLD_LIFTED), undone_by="reopen_orders", key="A",
    tone="primary", template="orders/forms/approve.html", chunk=5000,
)  # fmt: skip
def approve_orders(actor: Actor, order_ids: Ids, *, lift: Reasons = "", note: Note = "") -> Outcome:
    """Let orders go to the warehouse. Holds named in `lift` are lifted; a refund, a lock or a shortage never is."""
    found = {pk: rest for pk, *rest in visible_to(actor, REVIEW).filter(pk__any=order_ids).values_list(*_COLUMNS)}
    standing = standing_holds(list(found), Block.APPROVE)
    named = frozenset(filter(None, lift.split(",")))
    refused: dict[int, Refusal] = dict.fromkeys(set(order_ids) - found.keys(), NOT_FOUND)
    for pk, (review, fulfilment, _shop, _warehouse) in found.items():
        refusal = why_not(Review(review), fulfilment, standing.get(pk, ()), named)
        if refusal is not None:
            refused[pk] = refusal
    fit = [pk for pk in order_ids if pk not in refused]
    _lift(actor, {pk: standing[pk] for pk in fit if pk in standing}, named, note)
    done = update_rows(
        Order,
        fit,
        values={"review": Review.APPROVED},
        expect={"review": REVIEW_MOVES.into(Review.APPROVED), "fulfilment": "reserved"},
        unless=BLOCKED,
        params={"block": Block.APPROVE},
    )
    data = {"note": note} if note else None
    record(actor, APPROVED, [Fact(pk, "waiting", "approved", found[pk][2], found[pk][3], data) for pk in done])
    return settle(order_ids, done, refused)


_COLUMNS = ("pk", "review", "fulfilment", "shop_id", "warehouse_id")


def _lift(actor: Actor, standing: dict[int, Sequence[Standing]], named: frozenset[str], note: str) -> None:
    liftings = [
        Lifting(pk, hold.reason, hold.line_id) for pk, holds in standing.items() for hold in liftable(holds, named)
    ]
    lift_holds(actor.delegate(), liftings, note=note)
