"""Wrongly voided orders come back to review and claim goods again."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.models import Order
from zhanggui.orders.operations.reserve_orders import reserve_orders
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.vocabulary import FLAG, RESERVED, RESTORED, SHORT, AfterSales, Payment, Review

NOT_VOID = Refusal("not_void", _("The order is not void"))
PAID_BACK = Refusal("paid_back", _("The buyer has the money back; it cannot be served any more"))


@operation(needs=FLAG, title=_("Restore"), of="order", emits=(RESTORED, RESERVED, SHORT), key="R")
def restore_orders(actor: Actor, order_ids: Ids) -> Outcome:
    """Bring void orders back to review; those whose money went back stay void."""
    columns = ("pk", "review", "payment", "after_sales", "shop_id", "warehouse_id")
    found = {pk: rest for pk, *rest in visible_to(actor, FLAG).filter(pk__any=order_ids).values_list(*columns)}
    refused = dict.fromkeys(set(order_ids) - found.keys(), NOT_FOUND)
    refused |= {pk: NOT_VOID for pk, row in found.items() if row[0] != Review.VOID}
    paid_back = {pk for pk, row in found.items() if row[1] == Payment.REFUNDED or row[2] == AfterSales.REFUNDED}
    refused |= dict.fromkeys(paid_back, PAID_BACK)
    fit = [pk for pk in found if pk not in refused]
    done = update_rows(Order, fit, values={"review": Review.WAITING}, expect={"review": Review.VOID})
    record(actor, RESTORED, [Fact(pk, "void", "waiting", *found[pk][3:]) for pk in done])
    reserve_orders(actor.delegate(), done)
    return settle(order_ids, done, refused)
