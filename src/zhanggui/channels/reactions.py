"""What leaves the house is told to its platform."""

from collections.abc import Sequence

from zhanggui.channels.operations.write_ship_files import write_ship_files
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, on
from zhanggui.foundation.jobs import later, scheduled_actor
from zhanggui.foundation.words import _
from zhanggui.fulfilment.vocabulary import SHIPPED

CAUSE = _("Manifest closed")


@on(SHIPPED, calls=())
def tell_platforms(actor: Actor, facts: Sequence[Fact]) -> None:
    """Write the shipping file of every shop whose parcels have just left, once that is committed.

    A rule acts: whoever closes a manifest need not hold the duty of reporting to platforms.
    """
    for shop_id in sorted({fact.shop_id for fact in facts if fact.shop_id is not None}):
        later(write_ship_files, [shop_id], actor=scheduled_actor(CAUSE), once=f"ship file of shop {shop_id}")
