"""What waits for whom about orders, the most urgent ship-by first, and the list that all of it is part of."""

from zhanggui.foundation.capability import Capability
from zhanggui.foundation.queue import Queue
from zhanggui.foundation.registry import Listing
from zhanggui.foundation.words import _
from zhanggui.orders.queries.filters import orders_matching
from zhanggui.orders.queries.lists import SEEING, SETS
from zhanggui.orders.queries.shown import shown
from zhanggui.orders.vocabulary import FLAG, MODIFY, PROCESS, REFUND, REVIEW, SHORTAGE, TRACK
from zhanggui.shops.vocabulary import LISTING

ORDERS = Listing("orders", _("Orders"), needs=(*SEEING, LISTING), records=orders_matching)


def _queue(name: str, title: str, needs: Capability, icon: str, empty: str, operations: tuple[str, ...]) -> Queue:
    waiting = SETS[name]
    return Queue(
        name, title, needs, lambda actor: shown(waiting(actor)), "ship_by", f"/orders/?queue={name}",
        "orders/rows/order.html", operations, icon, empty,
    )  # fmt: skip


TO_REVIEW = _queue(
    "to_review", _("To review"), REVIEW, "clipboard-check", _("Nothing to review"),
    ("approve_orders", "hold_orders", "check_orders", "settle_holds"),
)  # fmt: skip
SUSPECTED = _queue(
    "suspected", _("Suspected malicious"), FLAG, "shield-exclamation", _("Nothing suspicious"),
    ("void_orders", "restore_orders"),
)  # fmt: skip
SHORT = _queue(
    "short", _("Short, ask the buyer"), SHORTAGE, "package-off", _("Nothing is short"), ("hold_orders", "remark_orders")
)  # fmt: skip
BUYER_ASKED = _queue(
    "buyer_asked", _("Buyer asked"), SHORTAGE, "message-question", _("No answer is awaited"),
    ("answer_buyers", "remark_orders"),
)  # fmt: skip
REFUND_ASKED = _queue("refund_asked", _("Refund asked"), REFUND, "receipt-refund", _("Nobody asks for a refund"), ())
TO_MODIFY = _queue(
    "to_modify",
    _("To change"),
    MODIFY,
    "map-pin-exclamation",
    _("Nothing to change"),
    ("accept_changes", "remark_orders"),
)
UNMAPPED = _queue("unmapped", _("Goods unknown"), LISTING, "link-off", _("Every listing is mapped"), ())
NO_WAREHOUSE = _queue(
    "no_warehouse", _("Without a warehouse"), PROCESS, "building-warehouse", _("Every order has a warehouse"), ()
)  # fmt: skip
COOLING = _queue(
    "cooling", _("Approved by itself soon"), REVIEW, "clock-check", _("Nothing is cooling"),
    ("approve_orders", "hold_orders"),
)  # fmt: skip
DUE_SOON = _queue("due_soon", _("Ship within 2 h"), TRACK, "clock-exclamation", _("Nothing is due within 2 h"), ())
OVERDUE = _queue("overdue", _("Ship-by overdue"), TRACK, "alarm", _("Nothing is overdue"), ())
