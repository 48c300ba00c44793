"""New orders come in: whole, with their claim on stock and what the rules say of them, in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, Refusal
from zhanggui.foundation.rows import copy_rows, draw_ids
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.reserve_stock import Claim, reserve_stock
from zhanggui.inventory.queries.balances import available, expected
from zhanggui.inventory.queries.locks import lock_allocation
from zhanggui.orders.models import Order, OrderLine, OrderText, Receiver
from zhanggui.orders.operations.place_holds import place_holds
from zhanggui.orders.queries.goods import codes_of, goods_of
from zhanggui.orders.queries.locks import lock_intake
from zhanggui.orders.queries.receivers import RECEIVER_COLUMNS, receiver_key, receiver_row, sealer
from zhanggui.orders.queries.review import review_facts
from zhanggui.orders.queries.settings import review_settings, routing_rules
from zhanggui.orders.rules.allocation import Allocation, allocate
from zhanggui.orders.rules.holding import Placing, placing
from zhanggui.orders.rules.intake import (
    Draft,
    Goods,
    Incoming,
    claim_of,
    draft,
    listing_code,
    review_order,
    routing_order,
)
from zhanggui.orders.rules.order_rows import (
    LINE_COLUMNS,
    ORDER_COLUMNS,
    TEXT_COLUMNS,
    line_rows,
    order_row,
    text_row,
)
from zhanggui.orders.rules.promise import ship_by
from zhanggui.orders.rules.review import evaluate
from zhanggui.orders.rules.routing import route
from zhanggui.orders.rules.shortage import missing_in_words
from zhanggui.orders.rules.verdicts import checks_of, holds_of
from zhanggui.orders.vocabulary import INTAKE, RECEIVED, RESERVED, SHORT, Fulfilment
from zhanggui.org.rules.address import check_parts
from zhanggui.shops.operations.see_listings import see_listings
from zhanggui.shops.queries.listings import listings_of
from zhanggui.shops.queries.shops import ShopFacts, shops_by_id
from zhanggui.shops.vocabulary import Allocation as AllocationRule

KNOWN = Refusal("known_number", _("Order {number} is there already"))


@operation(needs=INTAKE, title=_("Take orders in"), emits=(RECEIVED, RESERVED, SHORT), internal=True)
def take_in_orders(actor: Actor, incoming: Sequence[Incoming]) -> Outcome:
    """Create orders with lines, sealed receivers, holds and reservations; `refused` is keyed by place in `incoming`.

    About twenty statements however many orders come. The shops are locked against a second file at the same time.
    """
    lock_intake(order.shop_id for order in incoming)
    refused = _known(incoming)
    fresh = [order for at, order in enumerate(incoming) if at not in refused]
    shops = shops_by_id({order.shop_id for order in fresh})
    drafts = _drafts(fresh)
    _look_up_listings(actor, drafts)
    goods = goods_of(line.sku_id for made in drafts for line in made.lines if line.sku_id is not None)
    _place(drafts, shops, goods)
    allocations = _claim(drafts, shops, goods)
    _judge(drafts, goods)
    _write(drafts, goods)
    _reserve(actor, drafts, allocations)
    place_holds(actor.delegate(), [hold for made in drafts for hold in made.holds])
    _say(actor, drafts)
    return Outcome([made.order_id for made in drafts], refused)


def _known(incoming: Sequence[Incoming]) -> dict[int, Refusal]:
    numbers = {(order.shop_id, order.told.external_no): at for at, order in enumerate(incoming)}
    shops = {order.shop_id for order in incoming}
    found = Order.objects.filter(Q(shop_id__in=shops), external_no__any=[number for _shop, number in numbers])
    known = {numbers[key] for key in found.values_list("shop_id", "external_no") if key in numbers}
    known |= set(range(len(incoming))) - set(numbers.values())
    return {at: Refusal(KNOWN.code, KNOWN.message, {"number": incoming[at].told.external_no}) for at in sorted(known)}


def _drafts(incoming: Sequence[Incoming]) -> list[Draft]:
    order_ids = draw_ids(Order, len(incoming))
    line_ids = iter(draw_ids(OrderLine, sum(len(order.told.lines) for order in incoming)))
    drafts = [
        draft(order, order_id, [next(line_ids) for _line in order.told.lines])
        for order, order_id in zip(incoming, order_ids, strict=True)
    ]
    with_receiver = [made for made in drafts if made.contact is not None]
    for made, receiver_id in zip(with_receiver, draw_ids(Receiver, len(with_receiver)), strict=True):
        made.receiver_id = receiver_id
    return drafts


def _look_up_listings(actor: Actor, drafts: Sequence[Draft]) -> None:
    seen = {
        (made.shop_id, code): line.told.title or ""
        for made in drafts
        for line in made.lines
        if (code := listing_code(line.told))
    }
    see_listings(actor.delegate(), seen)
    known = listings_of(seen)
    for made in drafts:
        for line in made.lines:
            line.listing_id, line.sku_id = known.get((made.shop_id, listing_code(line.told)), (None, None))


def _place(drafts: Sequence[Draft], shops: Mapping[int, ShopFacts], goods: Mapping[int, Goods]) -> None:
    """Read the address, weigh the goods, promise a time and choose warehouse and courier."""
    keys_of = sealer().keys_of
    for made in drafts:
        contact = made.contact
        if contact is not None:
            made.keys = keys_of(contact)
            made.address = check_parts(contact.province, contact.city, contact.district, contact.detail)
        made.weight_grams = sum(
            goods[line.sku_id].weight_grams * (line.told.quantity or 0)
            for line in made.lines
            if line.sku_id is not None
        )
        hours = shops[made.shop_id].ship_within_hours
        made.ship_by = ship_by(made.told.ship_by, made.told.paid_at, hours)
    alive = [made for made in drafts if made.is_alive]
    for made, found in zip(alive, route([routing_order(made) for made in alive], routing_rules()), strict=True):
        made.route = found


def _claim(
    drafts: Sequence[Draft], shops: Mapping[int, ShopFacts], goods: Mapping[int, Goods]
) -> dict[int, Allocation]:
    """Decide who gets goods, earliest payment first, under the allocation lock of the warehouses."""
    now = clock.now()
    claims = {
        made.order_id: claim
        for made in drafts
        if (claim := claim_of(made, goods, shops[made.shop_id].allocation == AllocationRule.PARTIAL, now)) is not None
    }
    warehouses = {claim.warehouse_id for claim in claims.values()}
    lock_allocation(warehouses)
    wanted = {sku for claim in claims.values() for need in claim.needs for sku, _each in need.components}
    allocations = {a.order_id: a for a in allocate(claims.values(), available(warehouses, wanted))}
    arrivals = expected(warehouses, wanted)
    codes = codes_of(wanted)
    for made in drafts:
        found = allocations.get(made.order_id)
        if found is not None:
            made.fulfilment = Fulfilment.RESERVED if found.is_complete else Fulfilment.SHORT
        elif made.wants_stock:
            made.holds.append(placing("no_warehouse", made.order_id))
        if found is not None and found.short:
            made.holds.append(_shortage(made, found, codes, arrivals))
    return allocations


def _shortage(
    made: Draft, found: Allocation, codes: Mapping[int, str], arrivals: Mapping[tuple[int, int], date]
) -> Placing:
    warehouse = made.route.warehouse_id if made.route else None
    return placing("short", made.order_id, **missing_in_words(found, warehouse, codes, arrivals))


def _judge(drafts: Sequence[Draft], goods: Mapping[int, Goods]) -> None:
    """Let every rule look at every living order."""
    now = clock.now()
    alive = [made for made in drafts if made.review == "waiting"]
    orders = [review_order(made, now) for made in alive]
    for made, verdict in zip(alive, evaluate(orders, review_settings(), review_facts(orders, goods)), strict=True):
        made.checks = checks_of(verdict)
        made.holds += holds_of(verdict)


def _write(drafts: Sequence[Draft], goods: Mapping[int, Goods]) -> None:
    now = clock.now()
    copy_rows(Receiver, RECEIVER_COLUMNS, _receiver_rows(drafts))
    copy_rows(Order, ORDER_COLUMNS, (order_row(made, now) for made in drafts))
    copy_rows(OrderText, TEXT_COLUMNS, (text_row(m, goods, receiver_key(m.contact)) for m in drafts))
    copy_rows(OrderLine, LINE_COLUMNS, (row for m in drafts for row in line_rows(m.order_id, m.lines)))


def _receiver_rows(drafts: Iterable[Draft]) -> Iterable[tuple[Any, ...]]:
    for made in drafts:
        if made.contact is not None and made.receiver_id is not None:
            code = made.address.code if made.address else ""
            yield receiver_row(made.receiver_id, made.contact, made.keys, code)


def _reserve(actor: Actor, drafts: Sequence[Draft], allocations: Mapping[int, Allocation]) -> None:
    needed_by = {made.order_id: made.ship_by for made in drafts}
    claims = [
        Claim(order_id, line, warehouse, sku, quantity, needed_by[order_id])
        for order_id, found in allocations.items()
        for (line, warehouse, sku), quantity in found.taken.items()
    ]
    if claims:
        reserve_stock(actor.delegate(), claims)


def _say(actor: Actor, drafts: Sequence[Draft]) -> None:
    record(actor, RECEIVED, [_received(made) for made in drafts])
    for kind, state in ((RESERVED, Fulfilment.RESERVED), (SHORT, Fulfilment.SHORT)):
        reached = [made for made in drafts if made.fulfilment == state]
        record(
            actor,
            kind,
            [Fact(m.order_id, "open", state, m.shop_id, m.warehouse_id) for m in reached],
        )


def _received(made: Draft) -> Fact:
    axes = {"review": made.review, "payment": made.payment, "after_sales": made.after_sales}
    if made.fulfilment == Fulfilment.ELSEWHERE:
        axes["fulfilment"] = made.fulfilment
    data = {**axes, "lines": len(made.lines), "batch": made.batch_id, "source": made.source}
    return Fact(made.order_id, "", "", made.shop_id, None, data)
