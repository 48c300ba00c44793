"""Which warehouse and which courier takes what: one ordered table, replaced as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Ref, Refs, Text, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import as_json, copy_rows, draw_ids, update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.models import RoutingRule
from zhanggui.orders.vocabulary import PROCESS, ROUTING_CHANGED


@dataclass(frozen=True, slots=True)
class RoutingRow:
    """One rule: all conditions that are given must be met; it names a warehouse, a courier, or both."""

    name: Annotated[str, Text(_("Name"), most=60)]
    warehouse: Annotated[int | None, Ref(_("Warehouse"), lookup="warehouse")] = None
    courier: Annotated[int | None, Ref(_("Courier"), lookup="courier")] = None
    shops: Annotated[tuple[int, ...], Refs(_("Shops"), lookup="shop")] = ()
    areas: Annotated[str, Text(_("Areas"), most=1000, help=_("Names or codes of provinces, cities, counties"))] = ""
    min_grams: Annotated[int, Whole(_("From grams"))] = 0
    max_grams: Annotated[int | None, Whole(_("Below grams"))] = None
    skus: Annotated[tuple[int, ...], Refs(_("With one of the SKUs"), lookup="sku")] = ()
    memo_word: Annotated[str, Text(_("Word in the memo"), most=40)] = ""


@operation(needs=PROCESS, title=_("Set routing"), emits=(ROUTING_CHANGED,), tone="primary")
def set_routing_rules(actor: Actor, rows: Sequence[RoutingRow]) -> Outcome:
    """Put these rules in force, in this order; the former ones are kept, out of force, for orders that name them."""
    now = clock.now()
    former = list(RoutingRule.objects.filter(active=True).values_list("pk", flat=True))
    update_rows(RoutingRule, former, values={"active": False})
    ids = draw_ids(RoutingRule, len(rows))
    columns = (
        "id",
        "rank",
        "name",
        "conditions",
        "warehouse_id",
        "courier_id",
        "active",
        "author_id",
        "since",
        "version",
    )
    copied = [
        (pk, rank, r.name, as_json(_conditions(r)), r.warehouse, r.courier, True, actor.person_id, now, 1)
        for rank, (pk, r) in enumerate(zip(ids, rows, strict=True), start=1)
    ]
    copy_rows(RoutingRule, columns, copied)
    record(actor, ROUTING_CHANGED, [Fact(pk) for pk in (*former, *ids)])
    return Outcome(ids)


def _conditions(row: RoutingRow) -> dict[str, Any]:
    areas = [area.strip() for area in row.areas.replace("，", ",").replace("、", ",").split(",") if area.strip()]
    conditions = {
        "shop_ids": list(row.shops),
        "areas": areas,
        "min_grams": row.min_grams,
        "max_grams": row.max_grams,
        "any_sku": list(row.skus),
        "memo_word": row.memo_word,
    }
    return {name: value for name, value in conditions.items() if value}
