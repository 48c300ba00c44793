"""The sets of orders that people work through: what is in hand, and what waits for which duty."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.orders.models import Order
from zhanggui.orders.queries.orders import open_holds, orders_to_approve, visible_to
from zhanggui.orders.vocabulary import (
    ENTRY,
    FLAG,
    IN_HOUSE,
    INTAKE,
    MODIFY,
    PROCESS,
    REFUND,
    REVIEW,
    SHORTAGE,
    TRACK,
    Block,
    Review,
)
from zhanggui.shops.vocabulary import LISTING

SEEING = (INTAKE, REVIEW, ENTRY, MODIFY, SHORTAGE, FLAG, TRACK, PROCESS, REFUND)
NEAR = timedelta(hours=2)

# A list of everything is only ever read from its newest end: no index covers the ship-by of orders long gone.
HAND_SORTS = {"due": "ship_by", "received": "received_at"}
ALL_SORTS = {"received": "received_at"}


def orders_seen(actor: Actor) -> QuerySet[Order]:
    """The orders that any duty about orders reaches."""
    return visible_to(actor, *SEEING)


def orders_open_to(actor: Actor) -> QuerySet[Order]:
    """The orders whose page the actor may open: who only maps listings opens those that wait for it."""
    return orders_seen(actor) if any(map(actor.may, SEEING)) else unmapped(actor)


def in_hand() -> Q:
    """The condition of orders that the house still has to serve."""
    return Q(fulfilment__in=IN_HOUSE, review__in=(Review.WAITING, Review.APPROVED))


def held_by(owner: str, reason: str = "") -> Exists:
    """The condition of an order with an open hold that a capability's duty must act on."""
    holds = open_holds().filter(order=OuterRef("pk"), owner=owner)
    return Exists(holds.filter(reason=reason) if reason else holds)


def to_review(actor: Actor) -> QuerySet[Order]:
    """Waiting orders that a reviewer has to look at: whatever holds them that is not another queue's own."""
    others = [needs.name for needs in (FLAG, SHORTAGE, REFUND, MODIFY, LISTING, PROCESS)]
    holds = open_holds().filter(order=OuterRef("pk"), blocks__contains=[Block.APPROVE]).exclude(owner__in=others)
    return visible_to(actor, REVIEW).filter(in_hand(), Exists(holds), review=Review.WAITING)


def suspected(actor: Actor) -> QuerySet[Order]:
    """Orders that look malicious."""
    return visible_to(actor, FLAG).filter(in_hand(), held_by(FLAG.name))


def short_of_stock(actor: Actor) -> QuerySet[Order]:
    """Orders whose buyers must hear that goods are missing."""
    return visible_to(actor, SHORTAGE).filter(in_hand(), held_by(SHORTAGE.name, "short"))


def buyer_asked(actor: Actor) -> QuerySet[Order]:
    """Orders that wait for a buyer's answer."""
    return visible_to(actor, SHORTAGE).filter(in_hand(), held_by(SHORTAGE.name, "asked_buyer"))


def refund_asked(actor: Actor) -> QuerySet[Order]:
    """Orders whose buyers want their money back before the goods have left."""
    return visible_to(actor, REFUND).filter(in_hand(), held_by(REFUND.name))


def to_modify(actor: Actor) -> QuerySet[Order]:
    """Orders that must be changed: the platform shows another address, or a clerk was asked to."""
    return visible_to(actor, MODIFY).filter(in_hand(), held_by(MODIFY.name))


def unmapped(actor: Actor) -> QuerySet[Order]:
    """Orders with a line whose listing nobody has mapped to a SKU."""
    return visible_to(actor, LISTING).filter(in_hand(), held_by(LISTING.name))


def without_warehouse(actor: Actor) -> QuerySet[Order]:
    """Orders for which no routing rule names a warehouse."""
    return visible_to(actor, PROCESS).filter(in_hand(), held_by(PROCESS.name))


def cooling(actor: Actor) -> QuerySet[Order]:
    """Orders with nothing against them: they are approved by themselves when the shop's cooling time is over."""
    return orders_to_approve(actor)


def due_soon(actor: Actor) -> QuerySet[Order]:
    """Orders in hand that must leave the house within two hours."""
    now = clock.now()
    return visible_to(actor, TRACK).filter(in_hand(), ship_by__gte=now, ship_by__lt=now + NEAR)


def overdue(actor: Actor) -> QuerySet[Order]:
    """Orders in hand that should have left the house already."""
    return visible_to(actor, TRACK).filter(in_hand(), ship_by__lt=clock.now())


def near_due(found: QuerySet[Order]) -> QuerySet[Order]:
    """Those of the orders that should leave the house within two hours, or should have left already."""
    return found.filter(ship_by__lt=clock.now() + NEAR)


SETS = {
    "to_review": to_review,
    "suspected": suspected,
    "short": short_of_stock,
    "buyer_asked": buyer_asked,
    "refund_asked": refund_asked,
    "to_modify": to_modify,
    "unmapped": unmapped,
    "no_warehouse": without_warehouse,
    "cooling": cooling,
    "due_soon": due_soon,
    "overdue": overdue,
}
