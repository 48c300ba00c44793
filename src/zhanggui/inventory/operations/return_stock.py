from collections.abc import Sequence
from typing import NamedTuple

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.book_changes import book_changes
from zhanggui.inventory.rules.booking import Change
from zhanggui.inventory.vocabulary import LINE, RECEIVE, STOCK_IN, Reason


class Return(NamedTuple):
    """Pieces of an order line that came back fit for sale."""

    cause_id: int
    warehouse_id: int
    sku_id: int
    quantity: int
    note: str = ""


@operation(needs=RECEIVE, title=_("Take returned goods in"), emits=(STOCK_IN,), internal=True)
def return_stock(actor: Actor, rows: Sequence[Return]) -> Outcome:
    """Put returned pieces back into stock; done are the balances."""
    changes = {
        number: Change(row.warehouse_id, row.sku_id, row.quantity, Reason.RETURNED, None, row.note, LINE, row.cause_id)
        for number, row in enumerate(rows, start=1)
    }
    return book_changes(actor.delegate(), changes)
