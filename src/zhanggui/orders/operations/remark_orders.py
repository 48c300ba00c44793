"""Our own remark on an order: for the warehouse and for colleagues, printed on the packing slip."""

from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Text
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.models import OrderText
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.vocabulary import CORRECTED, MODIFY

type Remark = Annotated[str, Text(_("Remark"), most=500, lines=3)]


@operation(needs=MODIFY, title=_("Remark"), of="order", emits=(CORRECTED,), key="M")
def remark_orders(actor: Actor, order_ids: Ids, *, remark: Remark) -> Outcome:
    """Write one remark on all of the orders; what the platform wrote stays as it is."""
    found = dict(visible_to(actor, MODIFY).filter(pk__any=order_ids).values_list("pk", "shop_id"))
    done = update_rows(OrderText, list(found), values={"remark": remark}, key="order_id")
    record(actor, CORRECTED, [Fact(pk, shop_id=found[pk], data={"fields": ["remark"]}) for pk in done])
    return settle(order_ids, done, dict.fromkeys(set(order_ids) - found.keys(), NOT_FOUND))
