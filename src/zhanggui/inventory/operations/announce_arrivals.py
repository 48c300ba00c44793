from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from zhanggui.catalog.queries.facts import kinds_of
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Day, Ref
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.inventory.models import Balance
from zhanggui.inventory.operations.ensure_balances import ensure_balances
from zhanggui.inventory.queries.balances import expected
from zhanggui.inventory.queries.locks import lock_allocation
from zhanggui.inventory.queries.warehouses import warehouse_ids_within
from zhanggui.inventory.rules.admission import admit
from zhanggui.inventory.vocabulary import ARRIVAL_EXPECTED, NOTHING, RECEIVE


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """The day on which more is expected; blank: nothing is."""

    warehouse: Annotated[int, Ref(_("Warehouse"), lookup="warehouse")]
    sku: Annotated[int, Ref(_("SKU"), lookup="sku")]
    expected_on: Annotated[date | None, Day(_("Expected on"))] = None


@operation(needs=RECEIVE, title=_("Announce arrivals"), emits=(ARRIVAL_EXPECTED,))
def announce_arrivals(actor: Actor, rows: Sequence[ArrivalRow]) -> Outcome:
    """Say when more is expected, for the orders that are short of it; done are balances, refused rows."""
    lock_allocation({row.warehouse for row in rows})
    wanted = {n: (row.warehouse, row.sku) for n, row in enumerate(rows, start=1)}
    refused = admit(wanted, warehouse_ids_within(actor, RECEIVE), kinds_of({row.sku for row in rows}))
    days = {wanted[n]: rows[n - 1].expected_on for n in wanted if n not in refused}
    before = expected({key[0] for key in days}, {key[1] for key in days})
    ids = {key: balance.id for key, balance in ensure_balances(days).items()}
    done = update_rows(Balance, [ids[key] for key in days], values={"expected_on": Each(days.values())})
    facts = [
        Fact(ids[key], str(before.get(key, NOTHING)), str(day or NOTHING), warehouse_id=key[0], data={"sku_id": key[1]})
        for key, day in days.items()
    ]
    record(actor, ARRIVAL_EXPECTED, facts)
    return Outcome(done, refused)
