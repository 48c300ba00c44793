"""Why a parcel does not go on: the condition that stands in moving statements, and its words afterwards."""

from collections.abc import Iterable, Mapping

from django.db import connection

from zhanggui.foundation.outcome import CHANGED_MEANWHILE, Refusal
from zhanggui.foundation.words import _
from zhanggui.fulfilment.vocabulary import PARCEL_STATES, ParcelState
from zhanggui.orders.vocabulary import Block

# On a parcel `t`, with the parameter `block`: an order in it is held against that move.
HELD = (
    "EXISTS (SELECT 1 FROM fulfilment_parcelline l JOIN orders_orderhold h ON h.order_id = l.order_id "
    "WHERE l.parcel_id = t.id AND h.released_at IS NULL AND %(block)s = ANY(h.blocks))"
)
# On a parcel `t`: something in it was not scanned.
UNSCANNED = "EXISTS (SELECT 1 FROM fulfilment_parcelline l WHERE l.parcel_id = t.id AND l.packed < l.quantity)"
# On a parcel `t`: goods in it are promised to somebody else by now; its order will be stopped in a moment.
UNCLAIMED = (
    "EXISTS (SELECT 1 FROM fulfilment_parcelline l JOIN catalog_sku s ON s.id = l.sku_id AND s.kind <> 'no_stock' "
    "WHERE l.parcel_id = t.id AND NOT EXISTS (SELECT 1 FROM inventory_reservation r WHERE r.claimant_id = l.order_id "
    "AND r.cause_id = l.line_id AND r.sku_id = l.sku_id))"
)

_WHY = """
SELECT t.id, t.state,
  (SELECT o.external_no FROM fulfilment_parcelline l JOIN orders_orderhold h ON h.order_id = l.order_id
     JOIN orders_order o ON o.id = l.order_id
   WHERE l.parcel_id = t.id AND h.released_at IS NULL AND %(block)s = ANY(h.blocks) LIMIT 1),
  (SELECT coalesce(sum(l.quantity - l.packed), 0) FROM fulfilment_parcelline l WHERE l.parcel_id = t.id)
FROM fulfilment_parcel t WHERE t.id = ANY(%(ids)s)
"""


def obstacles(
    parcel_ids: Iterable[int], expected: Iterable[ParcelState], block: Block | None = None, *, scanned: bool = False
) -> Mapping[int, Refusal]:
    """What kept each parcel from a move that wanted `expected` states and no hold against `block`; one query."""
    ids, wanted = list(parcel_ids), set(expected)
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_WHY, {"ids": ids, "block": block or ""})
        rows = cursor.fetchall()
    return {
        parcel_id: _refusal(ParcelState(state), order, missing if scanned else 0, wanted)
        for parcel_id, state, order, missing in rows
    }


def in_state(state: str) -> Refusal:
    """The parcel is somewhere else than the move begins."""
    if state == ParcelState.STOPPED:
        return Refusal("stopped", _("The parcel was stopped; put the goods back"))
    return Refusal("in_state", _("The parcel is not there: {state}"), {"state": PARCEL_STATES[ParcelState(state)]})


def _refusal(state: ParcelState, order: str | None, missing: int, wanted: set[ParcelState]) -> Refusal:
    if state not in wanted:
        return in_state(state)
    if order:
        return Refusal("held", _("Order {order} is held"), {"order": order})
    if missing:
        return Refusal("unscanned", _("{pieces} pieces were not scanned"), {"pieces": missing})
    return CHANGED_MEANWHILE
