"""The words of stock."""

from enum import StrEnum

from zhanggui.foundation.capability import Capability
from zhanggui.foundation.event import EventKind
from zhanggui.foundation.words import _


class Reason(StrEnum):
    """Why a quantity moved."""

    OPENING = "opening"
    RECEIVED = "received"
    FOUND = "found"
    LOST = "lost"
    DAMAGED = "damaged"
    SAMPLE = "sample"
    SHELF_EMPTY = "shelf_empty"
    SHIPPED = "shipped"
    RETURNED = "returned"


REASONS = {
    Reason.OPENING: _("Opening stock"),
    Reason.RECEIVED: _("Goods received"),
    Reason.FOUND: _("Stock found"),
    Reason.LOST: _("Stock lost"),
    Reason.DAMAGED: _("Stock damaged"),
    Reason.SAMPLE: _("Taken as sample"),
    Reason.SHELF_EMPTY: _("Shelf found empty"),
    Reason.SHIPPED: _("Shipped out"),
    Reason.RETURNED: _("Back in stock"),
}

# Which way each reason goes is fixed: what is found comes, everything else goes.
ADJUSTMENTS = {
    reason: REASONS[reason] for reason in (Reason.FOUND, Reason.LOST, Reason.DAMAGED, Reason.SAMPLE, Reason.SHELF_EMPTY)
}

# What an event says of a shelf or a day that is not there.
NOTHING = "-"

# What a move or a claim answers to, in modules above.
LINE = "order_line"

STOCK = Capability("inventory.stock", _("See stock and keep warehouses"))
RECEIVE = Capability("inventory.receive", _("Receive goods"))
COUNT = Capability("inventory.count", _("Count and adjust stock"))
STOCK_CHECK = Capability("orders.stock_check", _("Reserve stock for orders"))

WAREHOUSE_OPENED = EventKind("inventory.warehouse_opened", _("Warehouse opened"), "warehouse")
STOCK_IN = EventKind("inventory.stock_in", _("Stock came in"), "balance")
STOCK_OUT = EventKind("inventory.stock_out", _("Stock went out"), "balance")
RESERVED_CUT = EventKind("inventory.reserved_cut", _("Less is there than was reserved"), "balance")
ARRIVAL_EXPECTED = EventKind("inventory.arrival_expected", _("Arrival expected"), "balance")
BIN_PLACED = EventKind("inventory.bin_placed", _("Shelf named"), "balance")
