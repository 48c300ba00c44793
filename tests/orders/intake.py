"""Orders in the database, brought in the way files bring them."""

from tests.company import Trade, founding
from zhanggui.foundation.models import Event
from zhanggui.orders.models import Order, OrderHold
from zhanggui.orders.operations.take_in_orders import take_in_orders
from zhanggui.orders.operations.update_orders import Update, update_orders
from zhanggui.orders.queries.receivers import receiver_key
from zhanggui.orders.queries.snapshots import known_orders
from zhanggui.orders.rules.changes import compare
from zhanggui.orders.rules.external import ExternalOrder
from zhanggui.orders.rules.intake import Incoming, contact_of


def take_in(trade: Trade, *orders: ExternalOrder) -> list[Order]:
    """The new orders of the Taobao shop, in the order in which they were told."""
    outcome = take_in_orders(founding(), [Incoming(trade.taobao, order) for order in orders])
    return list(Order.objects.filter(pk__in=outcome.done).order_by("pk"))


def hear(trade: Trade, *orders: ExternalOrder) -> None:
    """Let a newer file tell of orders that are known."""
    known = known_orders(trade.taobao, [order.external_no for order in orders])
    updates = [Update(compare(known[order.external_no], order, _key), order) for order in orders]
    update_orders(founding(), updates)


def again(order: Order) -> Order:
    """The order as it is now."""
    return Order.objects.get(pk=order.pk)


def open_reasons(order: Order) -> list[str]:
    """The reasons that hold the order now."""
    return sorted(OrderHold.objects.filter(order=order, released_at=None).values_list("reason", flat=True))


def said(order: Order) -> list[str]:
    """The kinds of events of the order, in the order in which they were said."""
    events = Event.objects.filter(subject_kind="order", subject_id=order.pk).order_by("id")
    return list(events.values_list("kind", flat=True))


def _key(order: ExternalOrder) -> str:
    return receiver_key(contact_of(order.receiver)) if order.receiver else ""
