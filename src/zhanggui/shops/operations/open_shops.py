from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Choice, Text, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, Refusal
from zhanggui.foundation.rows import copy_rows, draw_ids
from zhanggui.foundation.words import _
from zhanggui.shops.models import Shop
from zhanggui.shops.vocabulary import ALLOCATIONS, PLATFORMS, SHOP_OPENED, STORE, Allocation, Platform

CODE_TAKEN = Refusal("code_taken", _("There is a shop with this code already"))
COLUMNS = (
    "id", "code", "name", "platform", "cooling_minutes", "ship_within_hours", "allocation", "gate_minutes",
    "ship_template", "active", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShopRow:
    """A new shop account and the rules that its orders follow; without gate minutes there is no gate."""

    code: Annotated[str, Text(_("Code"), most=20)]
    name: Annotated[str, Text(_("Name"), most=60)]
    platform: Annotated[Platform, Choice(_("Platform"), options=PLATFORMS)]
    cooling_minutes: Annotated[int, Whole(_("Cooling time in minutes"), most=1440)] = 15
    ship_within_hours: Annotated[int, Whole(_("Ships within hours"), least=1, most=2160)] = 48
    allocation: Annotated[Allocation, Choice(_("Allocation"), options=ALLOCATIONS)] = Allocation.WHOLE
    gate_minutes: Annotated[int | None, Whole(_("Status file at most minutes old"), least=1, most=10_080)] = None


@operation(needs=STORE, title=_("Open shops"), emits=(SHOP_OPENED,), tone="primary")
def open_shops(actor: Actor, rows: Sequence[ShopRow]) -> Outcome:
    """Open shop accounts; done are the new shops, refused are row numbers."""
    taken = set(Shop.objects.filter(code__any=[row.code for row in rows]).values_list("code", flat=True))
    times = Counter(row.code for row in rows)
    refused = {n: CODE_TAKEN for n, row in enumerate(rows, start=1) if row.code in taken or times[row.code] > 1}
    new = [row for number, row in enumerate(rows, start=1) if number not in refused]
    ids = draw_ids(Shop, len(new))
    copy_rows(Shop, COLUMNS, [(shop_id, *_columns(row)) for shop_id, row in zip(ids, new, strict=True)])
    record(actor, SHOP_OPENED, [Fact(shop_id, shop_id=shop_id) for shop_id in ids])
    return Outcome(ids, refused)


def _columns(row: ShopRow) -> tuple[object, ...]:
    rules = (row.cooling_minutes, row.ship_within_hours, row.allocation, row.gate_minutes)
    return (row.code, row.name, row.platform, *rules, "{}", True, 1)
