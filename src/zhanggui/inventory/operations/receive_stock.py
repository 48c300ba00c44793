from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.catalog.queries.facts import kinds_of, pieces_by_barcode
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Fen, Ref, Text, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.book_changes import book_changes
from zhanggui.inventory.queries.warehouses import warehouse_ids_within
from zhanggui.inventory.rules.admission import admit
from zhanggui.inventory.rules.booking import Change
from zhanggui.inventory.vocabulary import RECEIVE, STOCK_IN, Reason


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """What came in; a case barcode counts cases. The cost is of one piece, the SKU's own when left blank."""

    warehouse: Annotated[int, Ref(_("Warehouse"), lookup="warehouse")]
    code: Annotated[str, Text(_("Merchant code or barcode"), most=60)]
    quantity: Annotated[int, Whole(_("Quantity"), least=1, most=1_000_000)]
    unit_cost_fen: Annotated[int | None, Fen(_("Cost"))] = None
    note: Annotated[str, Text(_("Note"), most=100)] = ""


@operation(needs=RECEIVE, title=_("Receive goods"), emits=(STOCK_IN,), tone="primary")
def receive_stock(actor: Actor, rows: Sequence[ReceiptRow]) -> Outcome:
    """Take goods into warehouses; done are the balances, refused are row numbers."""
    meant = pieces_by_barcode({row.code for row in rows})
    wanted = {n: (row.warehouse, meant.get(row.code, (None, 1))[0]) for n, row in enumerate(rows, start=1)}
    kinds = kinds_of({sku_id for _warehouse, sku_id in wanted.values() if sku_id is not None})
    refused = admit(wanted, warehouse_ids_within(actor, RECEIVE), kinds)
    changes = {}
    for number, row in enumerate(rows, start=1):
        if number not in refused:
            sku_id, pieces = meant[row.code]
            quantity = row.quantity * pieces
            changes[number] = Change(row.warehouse, sku_id, quantity, Reason.RECEIVED, row.unit_cost_fen, row.note)
    booked = book_changes(actor.delegate(), changes)
    return Outcome(booked.done, refused | dict(booked.refused))
