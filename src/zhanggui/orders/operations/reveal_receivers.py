"""Somebody needs a receiver in plain: they see it, and that they saw it is written down."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome
from zhanggui.foundation.words import _
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.vocabulary import PRIVACY, REVEALED


@operation(needs=PRIVACY, title=_("Show receiver"), of="order", emits=(REVEALED,), bulk=False)
def reveal_receivers(actor: Actor, order_ids: Ids) -> Outcome:
    """Record that the receivers of these orders are shown in plain; whoever draws the page reads them then."""
    found = dict(visible_to(actor, PRIVACY).filter(pk__any=order_ids).values_list("pk", "shop_id"))
    record(actor, REVEALED, [Fact(pk, shop_id=shop) for pk, shop in found.items()])
    return Outcome(list(found), dict.fromkeys(set(order_ids) - found.keys(), NOT_FOUND))
