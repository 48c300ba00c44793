"""Which orders have cooled long enough to be approved by themselves."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.orders.queries.orders import orders_to_approve
from zhanggui.shops.queries.shops import ShopFacts, shops_by_id


def cooled_orders(actor: Actor, after: int, most: int) -> list[int]:
    """The next `most` orders beyond the id `after` whose shop's cooling time since payment is over; two queries."""
    over = _over(shops_by_id().values(), clock.now())
    found = orders_to_approve(actor).filter(over, pk__gt=after).order_by("pk")
    return list(found.values_list("pk", flat=True)[:most])


def cooled_at(shop: ShopFacts, paid_at: datetime | None, placed_at: datetime) -> datetime:
    """When an order of the shop is approved by itself; unpaid, as for cash on delivery, counted from its placing."""
    return (paid_at or placed_at) + timedelta(minutes=shop.cooling_minutes)


def _over(shops: Iterable[ShopFacts], now: datetime) -> Q:
    condition = Q(pk__in=[])
    for shop in shops:
        since = now - timedelta(minutes=shop.cooling_minutes)
        condition |= Q(shop_id=shop.id) & (Q(paid_at__lte=since) | Q(paid_at=None, placed_at__lte=since))
    return condition
