"""An order gets another receiver: the old version stays, sealed, and events name both."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import Each, copy_rows, draw_ids, update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.models import Order, OrderText, Receiver
from zhanggui.orders.operations.place_holds import place_holds
from zhanggui.orders.queries.receivers import RECEIVER_COLUMNS, receiver_row
from zhanggui.orders.rules.holding import Placing, placing
from zhanggui.orders.rules.sealing import Contact
from zhanggui.orders.vocabulary import ADDRESS_CHANGED, MODIFY


class Readdressing(NamedTuple):
    """The new receiver of an order; `told` asks for a hold that shows the old and the new region."""

    order_id: int
    contact: Contact
    told: bool


@operation(needs=MODIFY, title=_("Change receivers"), of="order", emits=(ADDRESS_CHANGED,), internal=True)
def readdress_orders(actor: Actor, rows: Sequence[Readdressing], *, by_platform: bool) -> Outcome:
    """Give orders new receivers. What a clerk corrected is kept when the platform changes it: the hold shows both."""
    if not rows:
        return Outcome()
    ids = [row.order_id for row in rows]
    orders = {order.pk: order for order in Order.objects.filter(pk__any=ids).select_related("receiver")}
    corrected = _corrected(ids) if by_platform else frozenset()
    taken = [row for row in rows if row.order_id not in corrected]
    receiver_ids = draw_ids(Receiver, len(taken))
    copied = [receiver_row(pk, row.contact) for pk, row in zip(receiver_ids, taken, strict=True)]
    copy_rows(Receiver, RECEIVER_COLUMNS, copied)
    new = {row.order_id: receiver_id for row, receiver_id in zip(taken, receiver_ids, strict=True)}
    update_rows(Order, list(new), values={"receiver_id": Each(new.values())})
    _mark(ids, by_platform)
    record(actor, ADDRESS_CHANGED, [_fact(orders[pk], new[pk], by_platform) for pk in new])
    place_holds(actor.delegate(), [_hold(row, orders) for row in rows if row.told])
    return Outcome(list(new))


def _corrected(order_ids: Sequence[int]) -> frozenset[int]:
    rows = OrderText.objects.filter(order_id__any=order_ids, said__corrected=True)
    return frozenset(rows.values_list("order_id", flat=True))


def _mark(order_ids: Sequence[int], by_platform: bool) -> None:
    """Remember that a clerk corrected the receiver: the next word of the platform may not overwrite it silently."""
    if by_platform:
        return
    said = dict(OrderText.objects.filter(order_id__any=order_ids).values_list("order_id", "said"))
    values = {"said": Each({**words, "corrected": True} for words in said.values())}
    update_rows(OrderText, list(said), values=values, key="order_id")


def _fact(order: Order, new_id: int, by_platform: bool) -> Fact:
    data = {"old": order.receiver_id, "new": new_id, "by_platform": by_platform}
    return Fact(order.pk, "", "", order.shop_id, order.warehouse_id, data)


def _hold(row: Readdressing, orders: Mapping[int, Order]) -> Placing:
    old, new = orders[row.order_id].receiver, row.contact
    before = f"{old.province}{old.city}{old.district}" if old else ""
    after = f"{new.province}{new.city}{new.district}"
    return placing("address_changed", row.order_id, old=before, new=after)
