"""Malicious orders are voided with a reason, and can be restored."""

from typing import Annotated

from django.db import connection

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Choice, Flag, Text
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.words import _
from zhanggui.orders.operations.close_orders import Closing, close_orders
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.vocabulary import FLAG, IN_HOUSE, VOID_REASONS, VOIDED, Review, VoidReason

LEFT = Refusal("left_the_house", _("Something of it has left the house already"))
VOID = Refusal("is_void", _("The order is void already"))


type Why = Annotated[VoidReason, Choice(_("Reason"), options=VOID_REASONS)]
type Note = Annotated[str, Text(_("Note"), most=200)]
type List = Annotated[bool, Flag(_("Put receiver and phone on the blacklist"))]


@operation(
    needs=FLAG,
    title=_("Void"),
    of="order",
    emits=(VOIDED,),
    undone_by="restore_orders",
    key="V",
    tone="danger",
)
def void_orders(actor: Actor, order_ids: Ids, *, reason: Why, note: Note = "", blacklist: List = False) -> Outcome:
    """Remove orders from all queues and release their stock. Nothing is deleted; they can be restored."""
    rows = visible_to(actor, FLAG).filter(pk__any=order_ids)
    found = {pk: (review, state) for pk, review, state in rows.values_list("pk", "review", "fulfilment")}
    refused = dict.fromkeys(set(order_ids) - found.keys(), NOT_FOUND)
    refused |= {pk: LEFT for pk, (_review, state) in found.items() if state not in IN_HOUSE}
    refused |= {pk: VOID for pk, (review, _state) in found.items() if review == Review.VOID}
    closings = [Closing(pk, False, reason, note) for pk in found if pk not in refused]
    outcome = close_orders(actor.delegate(), closings)
    if blacklist:
        _blacklist(actor, outcome.done, VOID_REASONS[reason])
    return Outcome(outcome.done, {**refused, **outcome.refused})


def _blacklist(actor: Actor, order_ids: Ids, reason: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO orders_blacklisted (kind, identity, reason, order_id, added_by_id, added_at) "
            "SELECT DISTINCT ON (r.identity) 'receiver', r.identity, %s, o.id, %s::bigint, %s::timestamptz "
            "FROM orders_order o JOIN orders_receiver r ON r.id = o.receiver_id "
            "WHERE o.id = ANY(%s) AND r.identity IS NOT NULL ON CONFLICT DO NOTHING",
            [reason, actor.person_id, clock.now(), list(order_ids)],
        )
