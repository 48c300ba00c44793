"""Orders within somebody's range, and the sets that operations and queues begin with."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.scope import within
from zhanggui.orders.models import Order, OrderHold
from zhanggui.orders.vocabulary import INTAKE, Block, Fulfilment, Review


def visible_to(actor: Actor, *needs: Capability) -> QuerySet[Order]:
    """The orders that one of `needs` (seeing orders, unless said) reaches."""
    return Order.objects.filter(within(actor, *(needs or (INTAKE,))))


def open_holds() -> QuerySet[OrderHold]:
    """Holds that stand."""
    return OrderHold.objects.filter(released_at=None)


def held_against(block: Block) -> Exists:
    """The condition of an order that some open hold keeps from a move."""
    return Exists(open_holds().filter(order=OuterRef("pk"), blocks__contains=[block]))


def orders_to_approve(actor: Actor) -> QuerySet[Order]:
    """Orders that only wait for their cooling time: paid, stock reserved, nothing against them."""
    ready = Q(review=Review.WAITING, fulfilment=Fulfilment.RESERVED)
    return visible_to(actor).filter(ready).exclude(held_against(Block.APPROVE))


class Current(NamedTuple):
    """The columns of an order that a platform's word may change."""

    shop_id: int
    warehouse_id: int | None
    payment: str
    after_sales: str
    paid_at: datetime | None
    paid_fen: int
    refund_fen: int
    ship_by: datetime | None
    flag: str
    platform_status: str


def orders_as_they_are(order_ids: Sequence[int]) -> dict[int, Current]:
    """What stands now, by order; one query."""
    rows = Order.objects.filter(pk__any=order_ids).values_list("pk", *Current._fields)
    return {pk: Current(*rest) for pk, *rest in rows}


# The condition, in SQL on an order `t`, that stands in the very statement that moves it.
BLOCKED = (
    "EXISTS (SELECT 1 FROM orders_orderhold h "
    "WHERE h.order_id = t.id AND h.released_at IS NULL AND %(block)s = ANY(h.blocks))"
)
