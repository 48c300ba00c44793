from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, Refusal
from zhanggui.foundation.rows import copy_rows, draw_ids
from zhanggui.foundation.words import _
from zhanggui.inventory.models import Warehouse
from zhanggui.inventory.vocabulary import STOCK, WAREHOUSE_OPENED

CODE_TAKEN = Refusal("code_taken", _("There is a warehouse with this code already"))


@dataclass(frozen=True, slots=True)
class WarehouseRow:
    """A new warehouse."""

    code: Annotated[str, Text(_("Code"), most=20)]
    name: Annotated[str, Text(_("Name"), most=60)]


@operation(needs=STOCK, title=_("Open warehouses"), emits=(WAREHOUSE_OPENED,), tone="primary")
def open_warehouses(actor: Actor, rows: Sequence[WarehouseRow]) -> Outcome:
    """Open warehouses; done are the new warehouses, refused are row numbers."""
    taken = set(Warehouse.objects.filter(code__any=[row.code for row in rows]).values_list("code", flat=True))
    times = Counter(row.code for row in rows)
    refused = {n: CODE_TAKEN for n, row in enumerate(rows, start=1) if row.code in taken or times[row.code] > 1}
    new = [row for number, row in enumerate(rows, start=1) if number not in refused]
    ids = draw_ids(Warehouse, len(new))
    copies = [(i, row.code, row.name, True, 1) for i, row in zip(ids, new, strict=True)]
    copy_rows(Warehouse, ("id", "code", "name", "active", "version"), copies)
    record(actor, WAREHOUSE_OPENED, [Fact(i, warehouse_id=i) for i in ids])
    return Outcome(ids, refused)
