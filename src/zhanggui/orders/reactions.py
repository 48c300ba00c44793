"""What orders do when something happens below them. Whatever would lock upwards happens later."""

from collections.abc import Sequence

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, on
from zhanggui.foundation.jobs import later, scheduled_actor
from zhanggui.foundation.words import _
from zhanggui.inventory.vocabulary import RESERVED_CUT, STOCK_IN
from zhanggui.orders.operations.map_lines import map_lines
from zhanggui.orders.operations.serve_short_orders import serve_short_orders
from zhanggui.orders.operations.shorten_orders import shorten_orders
from zhanggui.shops.vocabulary import LISTING_MAPPED

# Whoever receives or counts goods need not hold the duty of serving orders: stock itself moves them.
CAUSE = _("Stock changed")


@on(LISTING_MAPPED, calls=map_lines)
def repair_lines(actor: Actor, facts: Sequence[Fact]) -> None:
    """Waiting lines get the SKU that their listing now means."""
    map_lines(actor, [fact.subject_id for fact in facts])


@on(STOCK_IN, calls=())
def serve_those_who_wait(actor: Actor, facts: Sequence[Fact]) -> None:
    """Short orders claim what has arrived, once the arrival is committed."""
    skus = sorted({fact.data["sku_id"] for fact in facts if fact.data})
    later(serve_short_orders, skus, actor=scheduled_actor(CAUSE))


@on(RESERVED_CUT, calls=())
def shorten_those_who_lose(actor: Actor, facts: Sequence[Fact]) -> None:
    """Orders that lost their goods are short, once the count is committed."""
    orders = sorted({order for fact in facts if fact.data for order in fact.data["order_ids"]})
    later(shorten_orders, orders, actor=scheduled_actor(CAUSE))
