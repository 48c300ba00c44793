"""Orders that want goods get what is there: earliest payment first, one allocation at a time per warehouse."""

from collections.abc import Mapping, Sequence

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.reserve_stock import Claim, reserve_stock
from zhanggui.inventory.queries.balances import available, expected
from zhanggui.inventory.queries.locks import lock_allocation
from zhanggui.inventory.vocabulary import STOCK_CHECK
from zhanggui.orders.models import Order
from zhanggui.orders.operations.lift_holds import Lifting, lift_holds
from zhanggui.orders.operations.place_holds import place_holds
from zhanggui.orders.queries.claims import Wanting, claims_for, lines_of, wanting_orders
from zhanggui.orders.queries.goods import codes_of, goods_of
from zhanggui.orders.queries.locks import lock_orders
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.rules.allocation import Allocation, allocate
from zhanggui.orders.rules.holding import placing
from zhanggui.orders.rules.shortage import missing_in_words
from zhanggui.orders.vocabulary import RESERVED, SHORT, Fulfilment

NOTHING_WANTED = Refusal("nothing_wanted", _("This order claims no goods now: unpaid, void, or served already"))
NOT_CLAIMABLE = Refusal("not_claimable", _("A line is not mapped to a SKU, or no rule names a warehouse"))


@operation(needs=STOCK_CHECK, title=_("Reserve stock"), of="order", emits=(RESERVED, SHORT))
def reserve_orders(actor: Actor, order_ids: Ids) -> Outcome:
    """Let orders claim the goods that are free now; short ones say what is missing and when it is expected."""
    lock_orders(order_ids)
    wanting = {
        order.order_id: order for order in wanting_orders(visible_to(actor, STOCK_CHECK).filter(pk__any=order_ids))
    }
    lines = lines_of(list(wanting))
    goods = goods_of(sku for found in lines.values() for _line, sku, _count in found if sku is not None)
    claims = claims_for(list(wanting.values()), lines, goods)
    warehouses = {claim.warehouse_id for claim in claims}
    skus = {sku for claim in claims for need in claim.needs for sku, _each in need.components}
    lock_allocation(warehouses)
    allocations = allocate(claims, available(warehouses, skus))
    codes = codes_of(skus)
    done = _take(actor, wanting, allocations)
    _explain(actor, wanting, [a for a in allocations if a.order_id in done], codes, warehouses, skus)
    passed = [pk for pk in order_ids if pk not in wanting]
    reached = set(visible_to(actor, STOCK_CHECK).filter(pk__any=passed).values_list("pk", flat=True)) if passed else ()
    refused = {pk: NOTHING_WANTED if pk in reached else NOT_FOUND for pk in passed}
    claimed = {claim.order_id for claim in claims}
    refused |= {pk: NOT_CLAIMABLE for pk in wanting if pk not in claimed}
    return settle(order_ids, list(done), refused)


def _take(actor: Actor, wanting: Mapping[int, Wanting], allocations: Sequence[Allocation]) -> set[int]:
    """Move the orders on, and reserve for those that were still as they were found."""
    after = [Fulfilment.RESERVED if a.is_complete else Fulfilment.SHORT for a in allocations]
    ids = [a.order_id for a in allocations]
    expect = {"fulfilment": Each(wanting[pk].fulfilment for pk in ids), "review": ("waiting", "approved")}
    moved = set(update_rows(Order, ids, values={"fulfilment": Each(after)}, expect=expect))
    claims = [
        Claim(a.order_id, line, warehouse, sku, quantity, wanting[a.order_id].ship_by)
        for a in allocations
        if a.order_id in moved
        for (line, warehouse, sku), quantity in a.taken.items()
    ]
    reserve_stock(actor.delegate(), claims)
    for kind, state in ((RESERVED, Fulfilment.RESERVED), (SHORT, Fulfilment.SHORT)):
        reached = [
            wanting[a.order_id] for a, to in zip(allocations, after, strict=True) if to == state and a.order_id in moved
        ]
        facts = [Fact(w.order_id, w.fulfilment, state, w.shop_id, w.warehouse_id) for w in reached]
        record(actor, kind, [fact for fact in facts if fact.before != fact.after or kind is RESERVED])
    return moved


def _explain(
    actor: Actor,
    wanting: Mapping[int, Wanting],
    allocations: Sequence[Allocation],
    codes: Mapping[int, str],
    warehouses: set[int],
    skus: set[int],
) -> None:
    """Replace the shortage hold of each order by what is missing now, or end it."""
    arrivals = expected(warehouses, skus) if any(not a.is_complete for a in allocations) else {}
    liftings = [Lifting(a.order_id, reason) for a in allocations for reason in ("short", "no_warehouse")]
    lift_holds(actor.delegate(), liftings)
    short = [a for a in allocations if not a.is_complete]
    place_holds(
        actor.delegate(),
        [
            placing("short", a.order_id, **missing_in_words(a, wanting[a.order_id].warehouse_id, codes, arrivals))
            for a in short
        ],
    )
