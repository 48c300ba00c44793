"""Holds end: because their cause is gone, or because somebody decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.words import _
from zhanggui.orders.vocabulary import HOLD_LIFTED, REVIEW

_LIFT = """
UPDATE orders_orderhold h SET released_at = %(now)s, released_by = %(person)s, release_note = %(note)s
FROM unnest(%(orders)s::bigint[], %(reasons)s::text[], %(lines)s::bigint[]) AS l(order_id, reason, line_id)
WHERE h.order_id = l.order_id AND h.reason = l.reason AND h.released_at IS NULL
  AND (l.line_id IS NULL OR h.line_id IS NOT DISTINCT FROM l.line_id)
RETURNING h.order_id, h.reason, h.line_id, (SELECT o.shop_id FROM orders_order o WHERE o.id = h.order_id)
"""


@dataclass(frozen=True, slots=True)
class Lifting:
    """A hold to lift: the reason on an order, on one line of it or, without a line, wherever it stands."""

    order_id: int
    reason: str
    line_id: int | None = None


@operation(needs=REVIEW, title=_("Lift holds"), emits=(HOLD_LIFTED,), internal=True)
def lift_holds(actor: Actor, liftings: Sequence[Lifting], *, note: str = "") -> Outcome:
    """Lift the holds that still stand; one statement. `done` are the orders on which one was lifted."""
    if not liftings:
        return Outcome()
    params = {
        "now": clock.now(),
        "person": actor.person_id,
        "note": note[:200],
        "orders": [lifting.order_id for lifting in liftings],
        "reasons": [lifting.reason for lifting in liftings],
        "lines": [lifting.line_id for lifting in liftings],
    }
    with connection.cursor() as cursor:
        cursor.execute(_LIFT, params)
        lifted = cursor.fetchall()
    record(
        actor,
        HOLD_LIFTED,
        [Fact(order, "", "", shop, None, {"reason": reason, "line": line}) for order, reason, line, shop in lifted],
    )
    return Outcome(sorted({order for order, *_rest in lifted}))
