"""An order came in without its articles; now the platform tells them."""

from collections.abc import Sequence
from typing import NamedTuple

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import Each, copy_rows, draw_ids, update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.models import OrderLine, OrderText
from zhanggui.orders.operations.check_orders import check_orders
from zhanggui.orders.operations.reserve_orders import reserve_orders
from zhanggui.orders.operations.weigh_orders import weigh_orders
from zhanggui.orders.queries.goods import goods_of
from zhanggui.orders.rules.external import ExternalLine
from zhanggui.orders.rules.intake import DraftLine, listing_code
from zhanggui.orders.rules.order_rows import LINE_COLUMNS, goods_in_words, line_rows
from zhanggui.orders.vocabulary import CORRECTED, INTAKE
from zhanggui.shops.operations.see_listings import see_listings
from zhanggui.shops.queries.listings import listings_of


class Addition(NamedTuple):
    """The articles of one order of a shop that has none yet."""

    order_id: int
    shop_id: int
    lines: tuple[ExternalLine, ...]


@operation(needs=INTAKE, title=_("Add articles"), of="order", emits=(CORRECTED,), internal=True)
def add_lines(actor: Actor, additions: Sequence[Addition]) -> Outcome:
    """Give orders the articles that they lacked, weigh and route them, claim stock and let the rules look."""
    if not additions:
        return Outcome()
    seen = {(a.shop_id, listing_code(line)): line.title or "" for a in additions for line in a.lines}
    see_listings(actor.delegate(), seen)
    known = listings_of(seen)
    ids = iter(draw_ids(OrderLine, sum(len(addition.lines) for addition in additions)))
    lines = {
        a.order_id: [
            DraftLine(next(ids), line, *known.get((a.shop_id, listing_code(line)), (None, None))) for line in a.lines
        ]
        for a in additions
    }
    goods = goods_of(line.sku_id for found in lines.values() for line in found if line.sku_id is not None)
    copy_rows(OrderLine, LINE_COLUMNS, (row for pk, found in lines.items() for row in line_rows(pk, found)))
    words = Each(goods_in_words(found, goods) for found in lines.values())
    update_rows(OrderText, list(lines), values={"goods": words}, key="order_id")
    record(actor, CORRECTED, [Fact(a.order_id, shop_id=a.shop_id, data={"fields": ["lines"]}) for a in additions])
    orders = list(lines)
    weigh_orders(actor.delegate(), orders)
    reserve_orders(actor.delegate(), orders)
    check_orders(actor.delegate(), orders)
    return Outcome(orders)
