"""Goods have arrived: orders that waited for them go on by themselves."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from zhanggui.catalog.queries.facts import bundles_with
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.words import _
from zhanggui.inventory.vocabulary import STOCK_CHECK
from zhanggui.orders.models import Order, OrderLine
from zhanggui.orders.operations.reserve_orders import reserve_orders
from zhanggui.orders.vocabulary import Fulfilment, Review

MOST = 5000


@operation(needs=STOCK_CHECK, title=_("Serve short orders"), of="sku", internal=True)
def serve_short_orders(actor: Actor, sku_ids: Sequence[int]) -> Outcome:
    """Let the orders that are short of these SKUs claim again, earliest payment first, up to 5,000 at once."""
    wanted = [*sku_ids, *bundles_with(sku_ids)]
    lines = OrderLine.objects.filter(order=OuterRef("pk"), sku_id__in=wanted, cancelled=False)
    short = Order.objects.filter(Exists(lines), fulfilment=Fulfilment.SHORT).exclude(review=Review.VOID)
    ids = list(short.order_by("paid_at", "pk").values_list("pk", flat=True)[:MOST])
    return reserve_orders(actor.delegate(), ids) if ids else Outcome()
