from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.catalog.queries.facts import kinds_of
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Choice, Ref, Text, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.book_changes import book_changes
from zhanggui.inventory.queries.warehouses import warehouse_ids_within
from zhanggui.inventory.rules.admission import admit
from zhanggui.inventory.rules.booking import Change
from zhanggui.inventory.vocabulary import ADJUSTMENTS, COUNT, RESERVED_CUT, STOCK_IN, STOCK_OUT, Reason


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """Pieces found, or gone for a reason; the quantity is always positive, the reason says which way."""

    warehouse: Annotated[int, Ref(_("Warehouse"), lookup="warehouse")]
    sku: Annotated[int, Ref(_("SKU"), lookup="sku")]
    reason: Annotated[Reason, Choice(_("Reason"), options=ADJUSTMENTS)]
    quantity: Annotated[int, Whole(_("Quantity"), least=1, most=1_000_000)]
    note: Annotated[str, Text(_("Note"), most=100)] = ""


@operation(needs=COUNT, title=_("Adjust stock"), emits=(STOCK_IN, STOCK_OUT, RESERVED_CUT))
def adjust_stock(actor: Actor, rows: Sequence[AdjustmentRow]) -> Outcome:
    """Book what was found, lost, damaged or taken as a sample; done are balances, refused row numbers.

    When less remains than is promised, orders that leave last lose their goods: `result["cut"]` names them.
    """
    wanted = {n: (row.warehouse, row.sku) for n, row in enumerate(rows, start=1)}
    refused = admit(wanted, warehouse_ids_within(actor, COUNT), kinds_of({row.sku for row in rows}))
    changes = {
        number: Change(row.warehouse, row.sku, _signed(row), row.reason, note=row.note)
        for number, row in enumerate(rows, start=1)
        if number not in refused
    }
    booked = book_changes(actor.delegate(), changes)
    return Outcome(booked.done, refused | dict(booked.refused), booked.result)


def _signed(row: AdjustmentRow) -> int:
    return row.quantity if row.reason == Reason.FOUND else -row.quantity
