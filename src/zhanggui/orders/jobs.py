"""What happens to orders by the clock."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.jobs import every
from zhanggui.foundation.words import _
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.queries.cooling import cooled_orders

CHUNK = 5000


@every("* * * * *", _("Cooling time over"))
def approve_cooled(actor: Actor) -> None:
    """Approve what has nothing against it once its shop's cooling time is over; each chunk commits by itself."""
    after = 0
    while ids := cooled_orders(actor, after, CHUNK):
        approve_orders(actor, ids)
        after = ids[-1]
