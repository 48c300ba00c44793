"""The picker stands before a shelf that holds less than the books say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Ref, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.words import _
from zhanggui.fulfilment.operations.stop_orders import stop_orders
from zhanggui.fulfilment.queries.shelves import pieces_in_hands, pieces_on_hand
from zhanggui.fulfilment.vocabulary import PICK_PACK, STOPPED
from zhanggui.inventory.operations.adjust_stock import AdjustmentRow, adjust_stock
from zhanggui.inventory.queries.locks import lock_allocation
from zhanggui.inventory.vocabulary import RESERVED_CUT, STOCK_OUT, Reason

AS_BOOKED = Refusal("as_booked", _("The books say the same: {pieces} pieces should lie there"))


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """What the picker found on the shelf; goods in totes and packed parcels are not counted."""

    warehouse: Annotated[int, Ref(_("Warehouse"), lookup="warehouse")]
    sku: Annotated[int, Ref(_("SKU"), lookup="sku")]
    counted: Annotated[int, Whole(_("Pieces on the shelf"))] = 0


@operation(needs=PICK_PACK, title=_("Shelf is empty"), of="", emits=(STOCK_OUT, RESERVED_CUT, STOPPED), tone="danger")
def empty_shelves(actor: Actor, rows: Sequence[ShelfRow]) -> Outcome:
    """Correct the books to what lies there; orders that must leave last lose their goods and become short.

    Done are row numbers, `result["cut"]` lists the orders.
    """
    scopes = actor.scopes(PICK_PACK)
    reached = {n: row for n, row in enumerate(rows, start=1) if any(s.covers(None, row.warehouse) for s in scopes)}
    refused = {n: NOT_FOUND for n in range(1, len(rows) + 1) if n not in reached}
    keys = {(row.warehouse, row.sku) for row in reached.values()}
    lock_allocation({row.warehouse for row in reached.values()})
    booked, in_hands = pieces_on_hand(keys), pieces_in_hands(keys)
    missing: dict[int, AdjustmentRow] = {}
    for number, row in reached.items():
        expected = booked.get((row.warehouse, row.sku), 0) - in_hands.get((row.warehouse, row.sku), 0)
        if expected <= row.counted:
            refused[number] = Refusal(AS_BOOKED.code, AS_BOOKED.message, {"pieces": max(expected, 0)})
        else:
            missing[number] = AdjustmentRow(row.warehouse, row.sku, Reason.SHELF_EMPTY, expected - row.counted)
    adjusted = adjust_stock(actor.delegate(), list(missing.values()))
    cut = list(adjusted.result.get("cut", ()))
    # Orders are made short once this is committed; their parcels must not be packed for a moment longer.
    stop_orders(actor.delegate(), cut)
    row_of = dict(enumerate(missing, start=1))
    refused |= {row_of[n]: refusal for n, refusal in adjusted.refused.items()}
    return Outcome([n for n in missing if n not in refused], refused, {"cut": cut})
