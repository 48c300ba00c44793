"""Reasons against orders become rows with an owner and a clock."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import as_json
from zhanggui.foundation.words import _
from zhanggui.orders.rules.holding import Placing
from zhanggui.orders.vocabulary import HELD, REVIEW

_PLACE = """
INSERT INTO orders_orderhold
    (order_id, line_id, reason, details, source, owner, blocks, placed_at, due_at, release_note)
SELECT h.order_id, h.line_id, h.reason, h.details::jsonb, h.source, h.owner, string_to_array(h.blocks, ','),
    %s, h.due_at, ''
FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::timestamptz[])
    AS h(order_id, line_id, reason, details, source, owner, blocks, due_at)
ON CONFLICT DO NOTHING
RETURNING order_id, reason, line_id, (SELECT o.shop_id FROM orders_order o WHERE o.id = order_id)
"""


@operation(needs=REVIEW, title=_("Place holds"), emits=(HELD,), internal=True)
def place_holds(actor: Actor, placings: Sequence[Placing]) -> Outcome:
    """Place the holds that do not stand already; one statement. `done` are the orders that got one."""
    if not placings:
        return Outcome()
    now = clock.now()
    columns = zip(*(_row(placed, now) for placed in placings), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, [now, *(list(column) for column in columns)])
        placed = cursor.fetchall()
    record(
        actor,
        HELD,
        [Fact(order, "", "", shop, None, {"reason": reason, "line": line}) for order, reason, line, shop in placed],
    )
    return Outcome(sorted({order for order, *_rest in placed}))


def _row(placing: Placing, now: datetime) -> tuple[Any, ...]:
    due_at = now + timedelta(minutes=placing.minutes)
    details = as_json(dict(placing.details))
    blocks = ",".join(placing.blocks)
    return placing.order_id, placing.line_id, placing.reason, details, placing.source, placing.owner, blocks, due_at
