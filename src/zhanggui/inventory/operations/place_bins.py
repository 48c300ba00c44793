from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.catalog.queries.facts import kinds_of
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Ref, Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.inventory.models import Balance
from zhanggui.inventory.operations.ensure_balances import ensure_balances
from zhanggui.inventory.queries.balances import bins
from zhanggui.inventory.queries.locks import lock_allocation
from zhanggui.inventory.queries.warehouses import warehouse_ids_within
from zhanggui.inventory.rules.admission import admit
from zhanggui.inventory.vocabulary import BIN_PLACED, NOTHING, STOCK


@dataclass(frozen=True, slots=True)
class BinRow:
    """Where a SKU lies in a warehouse; blank: nowhere in particular."""

    warehouse: Annotated[int, Ref(_("Warehouse"), lookup="warehouse")]
    sku: Annotated[int, Ref(_("SKU"), lookup="sku")]
    bin: Annotated[str, Text(_("Shelf"), most=20)] = ""


@operation(needs=STOCK, title=_("Name shelves"), emits=(BIN_PLACED,))
def place_bins(actor: Actor, rows: Sequence[BinRow]) -> Outcome:
    """Say on which shelf goods lie: pickers walk in that order. Done are balances, refused row numbers."""
    lock_allocation({row.warehouse for row in rows})
    wanted = {n: (row.warehouse, row.sku) for n, row in enumerate(rows, start=1)}
    refused = admit(wanted, warehouse_ids_within(actor, STOCK), kinds_of({row.sku for row in rows}))
    places = {wanted[n]: rows[n - 1].bin for n in wanted if n not in refused}
    before = bins({key[0] for key in places}, {key[1] for key in places})
    ids = {key: balance.id for key, balance in ensure_balances(places).items()}
    done = update_rows(Balance, [ids[key] for key in places], values={"bin": Each(places.values())})
    facts = [
        Fact(ids[key], before.get(key, NOTHING), shelf or NOTHING, warehouse_id=key[0], data={"sku_id": key[1]})
        for key, shelf in places.items()
    ]
    record(actor, BIN_PLACED, facts)
    return Outcome(done, refused)
