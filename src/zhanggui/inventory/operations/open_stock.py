from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.catalog.queries.facts import kinds_of, pieces_by_barcode
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Fen, Ref, Text, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, Refusal
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.book_changes import book_changes
from zhanggui.inventory.queries.balances import moved_before
from zhanggui.inventory.queries.warehouses import warehouse_ids_within
from zhanggui.inventory.rules.admission import admit
from zhanggui.inventory.rules.booking import Change
from zhanggui.inventory.vocabulary import COUNT, STOCK_IN, Reason

OPENED_BEFORE = Refusal("opened_before", _("This SKU has moved in this warehouse already; count it instead"))


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """What lay in a warehouse when the books were opened."""

    warehouse: Annotated[int, Ref(_("Warehouse"), lookup="warehouse")]
    code: Annotated[str, Text(_("Merchant code or barcode"), most=60)]
    quantity: Annotated[int, Whole(_("Quantity"), least=1, most=10_000_000)]
    unit_cost_fen: Annotated[int | None, Fen(_("Cost"))] = None


@operation(needs=COUNT, title=_("Enter opening stock"), emits=(STOCK_IN,))
def open_stock(actor: Actor, rows: Sequence[OpeningRow]) -> Outcome:
    """Enter what lay there at the start, once per SKU and warehouse; done are balances, refused rows."""
    meant = pieces_by_barcode({row.code for row in rows})
    wanted = {n: (row.warehouse, meant.get(row.code, (None, 1))[0]) for n, row in enumerate(rows, start=1)}
    skus = {sku_id for _warehouse, sku_id in wanted.values() if sku_id is not None}
    refused = admit(wanted, warehouse_ids_within(actor, COUNT), kinds_of(skus))
    moved = moved_before({(warehouse, sku) for warehouse, sku in wanted.values() if sku is not None})
    refused |= {n: OPENED_BEFORE for n, place in wanted.items() if place in moved and n not in refused}
    changes = {}
    for number, row in enumerate(rows, start=1):
        if number not in refused:
            sku_id, pieces = meant[row.code]
            changes[number] = Change(row.warehouse, sku_id, row.quantity * pieces, Reason.OPENING, row.unit_cost_fen)
    booked = book_changes(actor.delegate(), changes)
    return Outcome(booked.done, refused | dict(booked.refused))
