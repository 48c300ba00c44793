"""An import is undone: what it created and nobody has touched since leaves the books under its number."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.release_stock import release_stock
from zhanggui.orders.models import Order
from zhanggui.orders.vocabulary import INTAKE, WITHDRAWN, Fulfilment, Review

MOVED = Refusal("moved_on", _("The order has moved since it came in"))


@operation(needs=INTAKE, title=_("Withdraw orders"), of="order", emits=(WITHDRAWN,), internal=True)
def withdraw_orders(actor: Actor, order_ids: Ids) -> Outcome:
    """Void orders that are as they came in and free their numbers, so that the right file can bring them again."""
    columns = ("pk", "external_no", "batch_id", "version", "shop_id", "warehouse_id", "review", "fulfilment")
    found = {pk: rest for pk, *rest in Order.objects.filter(pk__any=order_ids).values_list(*columns)}
    refused = dict.fromkeys(set(order_ids) - found.keys(), NOT_FOUND)
    refused |= {pk: MOVED for pk, row in found.items() if row[2] != 1}
    fit = [pk for pk in found if pk not in refused]
    done = update_rows(
        Order,
        fit,
        values={
            "external_no": Each(f"{found[pk][0][:26]}~{found[pk][1] or 0}" for pk in fit),
            "review": Review.VOID,
            "fulfilment": Fulfilment.OPEN,
        },
        expect={"version": 1},
    )
    release_stock(actor.delegate(), done)
    data = {"review": Review.VOID, "fulfilment": Fulfilment.OPEN}
    record(actor, WITHDRAWN, [Fact(pk, "", "", found[pk][3], found[pk][4], data) for pk in done])
    return settle(order_ids, done, refused)
