"""Back to review: a decision is taken back while nothing has left the house."""

from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Text
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.models import Order
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.vocabulary import IN_HOUSE, REOPENED, REVIEW, Fulfilment, Review

NOT_APPROVED = Refusal("not_approved", _("The order is not approved"))
LEFT = Refusal("left_the_house", _("Something of it has left the house already"))

type Note = Annotated[str, Text(_("Note"), most=200)]


@operation(needs=REVIEW, title=_("Back to review"), of="order", emits=(REOPENED,), key="B")
def reopen_orders(actor: Actor, order_ids: Ids, *, note: Note = "") -> Outcome:
    """Take an approval back: parcels in the house are stopped, the goods stay reserved."""
    columns = ("pk", "review", "fulfilment", "shop_id", "warehouse_id")
    found = {pk: rest for pk, *rest in visible_to(actor, REVIEW).filter(pk__any=order_ids).values_list(*columns)}
    refused = dict.fromkeys(set(order_ids) - found.keys(), NOT_FOUND)
    refused |= {pk: NOT_APPROVED for pk, row in found.items() if row[0] != Review.APPROVED}
    refused |= {pk: LEFT for pk, row in found.items() if row[1] not in IN_HOUSE}
    fit = [pk for pk in found if pk not in refused]
    after = {pk: Fulfilment.RESERVED if found[pk][1] == Fulfilment.RELEASED else found[pk][1] for pk in fit}
    done = update_rows(
        Order,
        fit,
        values={"review": Review.WAITING, "fulfilment": Each(after[pk] for pk in fit)},
        expect={"review": Review.APPROVED, "fulfilment": Each(found[pk][1] for pk in fit)},
    )
    data = {"note": note} if note else {}
    record(
        actor,
        REOPENED,
        [Fact(pk, "approved", "waiting", found[pk][2], found[pk][3], {**data, "fulfilment": after[pk]}) for pk in done],
    )
    return settle(order_ids, done, refused)
