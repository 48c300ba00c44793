from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.catalog.queries.facts import kinds_of
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Ref, Text, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, Refusal
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.book_changes import book_changes
from zhanggui.inventory.queries.balances import standing_of
from zhanggui.inventory.queries.locks import lock_allocation
from zhanggui.inventory.queries.warehouses import warehouse_ids_within
from zhanggui.inventory.rules.admission import admit
from zhanggui.inventory.rules.booking import Change, Standing
from zhanggui.inventory.rules.cutting import StockKey
from zhanggui.inventory.vocabulary import COUNT, RESERVED_CUT, STOCK_IN, STOCK_OUT, Reason

COUNTED_TWICE = Refusal("counted_twice", _("The same SKU was counted in several rows; add them up"))


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many pieces lie there, packed parcels that have not left included."""

    warehouse: Annotated[int, Ref(_("Warehouse"), lookup="warehouse")]
    sku: Annotated[int, Ref(_("SKU"), lookup="sku")]
    counted: Annotated[int, Whole(_("Counted"))]
    note: Annotated[str, Text(_("Note"), most=100)] = ""


@operation(needs=COUNT, title=_("Enter a count"), emits=(STOCK_IN, STOCK_OUT, RESERVED_CUT))
def count_stock(actor: Actor, rows: Sequence[CountRow]) -> Outcome:
    """Make the books say what was counted; the difference is found or lost. Answers like `adjust_stock`."""
    lock_allocation({row.warehouse for row in rows})
    wanted = {n: (row.warehouse, row.sku) for n, row in enumerate(rows, start=1)}
    refused = admit(wanted, warehouse_ids_within(actor, COUNT), kinds_of({row.sku for row in rows}))
    times = Counter(wanted.values())
    refused |= {n: COUNTED_TWICE for n, place in wanted.items() if times[place] > 1 and n not in refused}
    standing = standing_of(times)
    changes = {number: _difference(row, standing) for number, row in enumerate(rows, start=1) if number not in refused}
    booked = book_changes(actor.delegate(), changes)
    return Outcome(booked.done, refused | dict(booked.refused), booked.result)


def _difference(row: CountRow, standing: Mapping[StockKey, Standing]) -> Change:
    there = standing.get((row.warehouse, row.sku))
    difference = row.counted - (there.on_hand if there else 0)
    reason = Reason.FOUND if difference >= 0 else Reason.LOST
    return Change(row.warehouse, row.sku, difference, reason, note=row.note)
