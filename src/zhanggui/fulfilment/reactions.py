"""What the floor does when orders move: parcels are made, stopped, readdressed."""

from collections.abc import Sequence

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, on
from zhanggui.fulfilment.operations.readdress_parcels import NewReceiver, readdress_parcels
from zhanggui.fulfilment.operations.release_orders import release_orders
from zhanggui.fulfilment.operations.stop_lines import stop_lines
from zhanggui.fulfilment.operations.stop_orders import stop_orders
from zhanggui.orders.vocabulary import (
    ADDRESS_CHANGED,
    APPROVED,
    LEFT_ELSEWHERE,
    LINES_CUT,
    REOPENED,
    RESERVED,
    SHORT,
    UNRESERVED,
    VOIDED,
)


@on(APPROVED, calls=release_orders)
def make_parcels_of_approved(actor: Actor, facts: Sequence[Fact]) -> None:
    """What was approved goes to the warehouse, if its goods are there."""
    release_orders(actor, [fact.subject_id for fact in facts])


@on(RESERVED, calls=release_orders)
def make_parcels_of_reserved(actor: Actor, facts: Sequence[Fact]) -> None:
    """What was approved while it was short goes to the warehouse once its goods came."""
    release_orders(actor, [fact.subject_id for fact in facts])


@on(VOIDED, calls=stop_orders)
def stop_voided(actor: Actor, facts: Sequence[Fact]) -> None:
    """What is not to be served must not leave."""
    stop_orders(actor, [fact.subject_id for fact in facts])


@on(REOPENED, calls=stop_orders)
def stop_reopened(actor: Actor, facts: Sequence[Fact]) -> None:
    """What is looked at again must not leave meanwhile."""
    stop_orders(actor, [fact.subject_id for fact in facts])


@on(LEFT_ELSEWHERE, calls=stop_orders)
def stop_shipped_elsewhere(actor: Actor, facts: Sequence[Fact]) -> None:
    """What another house shipped must not leave twice."""
    stop_orders(actor, [fact.subject_id for fact in facts])


@on(UNRESERVED, calls=stop_orders)
def stop_unreserved(actor: Actor, facts: Sequence[Fact]) -> None:
    """Goods that were given back belong on the shelf again."""
    stop_orders(actor, [fact.subject_id for fact in facts])


@on(SHORT, calls=stop_orders)
def stop_short(actor: Actor, facts: Sequence[Fact]) -> None:
    """An order that lost its goods after it had a parcel waits for new ones without it."""
    stop_orders(actor, [fact.subject_id for fact in facts])


@on(LINES_CUT, calls=stop_lines)
def stop_cut_lines(actor: Actor, facts: Sequence[Fact]) -> None:
    """What the buyer does not get any more leaves the parcel."""
    stop_lines(actor, [line for fact in facts for line in (fact.data or {}).get("lines", ())])


@on(ADDRESS_CHANGED, calls=readdress_parcels)
def readdress_changed(actor: Actor, facts: Sequence[Fact]) -> None:
    """The parcel goes where the order goes."""
    rows = [NewReceiver(fact.subject_id, fact.data["new"]) for fact in facts if fact.data]
    readdress_parcels(actor, rows)
