"""Goods of an order change while that is legal: other SKU, other quantity, a line left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Ref, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.release_stock import release_stock
from zhanggui.orders.models import Order, OrderLine
from zhanggui.orders.operations.check_orders import check_orders
from zhanggui.orders.operations.cut_lines import cut_lines
from zhanggui.orders.operations.reserve_orders import reserve_orders
from zhanggui.orders.operations.weigh_orders import weigh_orders
from zhanggui.orders.queries.locks import lock_orders
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.vocabulary import CORRECTED, MODIFY, UNRESERVED, Fulfilment

NOT_NOW = Refusal("not_now", _("Lines change only before the warehouse has the order; take it back to review first"))


@dataclass(frozen=True, slots=True)
class LineChange:
    """What becomes of one line: quantity 0 leaves it out; without a SKU it keeps its own."""

    line: Annotated[int, Whole(_("Line"), least=1, most=1 << 62)]
    sku: Annotated[int | None, Ref(_("SKU"), lookup="sku")] = None
    quantity: Annotated[int | None, Whole(_("Quantity"), least=0, most=100_000)] = None


@operation(needs=MODIFY, title=_("Change lines"), of="order", emits=(CORRECTED, UNRESERVED), bulk=False)
def change_lines(actor: Actor, changes: Sequence[LineChange]) -> Outcome:
    """Change lines, claim stock anew and let the rules look again; `done` are orders, `refused` is keyed by line."""
    wanted = {change.line: change for change in changes}
    # Held before they are looked at: an order that is approved meanwhile must not lose the goods of its parcel.
    lock_orders(OrderLine.objects.filter(pk__any=list(wanted)).values_list("order_id", flat=True))
    rows = OrderLine.objects.filter(pk__any=list(wanted), order__in=visible_to(actor, MODIFY))
    columns = ("pk", "order_id", "sku_id", "quantity", "order__fulfilment")
    found = {pk: rest for pk, *rest in rows.values_list(*columns)}
    refused = dict.fromkeys(set(wanted) - found.keys(), NOT_FOUND)
    refused |= {pk: NOT_NOW for pk, row in found.items() if row[3] not in CHANGEABLE}
    fit = {pk: row for pk, row in found.items() if pk not in refused}
    orders = sorted({row[0] for row in fit.values()})
    _give_back(actor, orders)
    kept = {pk: row for pk, row in fit.items() if wanted[pk].quantity != 0}
    skus = Each(wanted[pk].sku or row[1] for pk, row in kept.items())
    quantities = Each(wanted[pk].quantity or row[2] for pk, row in kept.items())
    update_rows(OrderLine, list(kept), values={"sku_id": skus, "quantity": quantities})
    cut_lines(actor.delegate(), [(row[0], pk) for pk, row in fit.items() if pk not in kept])
    _say(actor, orders, fit)
    weigh_orders(actor.delegate(), orders)
    reserve_orders(actor.delegate(), orders)
    check_orders(actor.delegate(), orders)
    return Outcome(orders, refused)


CHANGEABLE = (Fulfilment.OPEN, Fulfilment.SHORT, Fulfilment.RESERVED)


def _give_back(actor: Actor, order_ids: Sequence[int]) -> None:
    """Goods claimed for the old lines are free again before the new lines claim theirs."""
    release_stock(actor.delegate(), order_ids)
    columns = ("pk", "fulfilment", "shop_id", "warehouse_id")
    had = {pk: rest for pk, *rest in Order.objects.filter(pk__any=order_ids).values_list(*columns)}
    back = [pk for pk, row in had.items() if row[0] != Fulfilment.OPEN]
    done = update_rows(Order, back, values={"fulfilment": Fulfilment.OPEN}, expect={"fulfilment": CHANGEABLE})
    record(actor, UNRESERVED, [Fact(pk, had[pk][0], Fulfilment.OPEN, *had[pk][1:]) for pk in done])


def _say(actor: Actor, order_ids: Sequence[int], lines: Mapping[int, Sequence[Any]]) -> None:
    shops = dict(Order.objects.filter(pk__any=order_ids).values_list("pk", "shop_id"))
    changed: dict[int, list[int]] = {}
    for pk, row in lines.items():
        changed.setdefault(row[0], []).append(pk)
    record(actor, CORRECTED, [Fact(pk, shop_id=shops[pk], data={"lines": ids}) for pk, ids in changed.items()])
