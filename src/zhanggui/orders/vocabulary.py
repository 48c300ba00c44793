"""The words of orders: four axes that never mix, the reasons that stop an order, what may be done and was done."""

from enum import StrEnum

from zhanggui.foundation.capability import Capability
from zhanggui.foundation.event import EventKind
from zhanggui.foundation.moves import Moves
from zhanggui.foundation.words import _


class Review(StrEnum):
    """Whether the company has agreed to serve the order. Held is no state: it is having an open hold."""

    WAITING = "waiting"
    APPROVED = "approved"
    VOID = "void"


class Payment(StrEnum):
    """Where the money is."""

    UNPAID = "unpaid"
    PAID = "paid"
    COD_DUE = "cod_due"
    COD_COLLECTED = "cod_collected"
    SETTLED = "settled"
    REFUNDED = "refunded"


class AfterSales(StrEnum):
    """What the buyer asks back, as the platform shows it."""

    NONE = "none"
    ASKED = "asked"
    REFUSED = "refused"
    PART_REFUNDED = "part_refunded"
    REFUNDED = "refunded"


class Fulfilment(StrEnum):
    """The least advanced live parcel, or what the order still waits for before it has one."""

    OPEN = "open"
    SHORT = "short"
    RESERVED = "reserved"
    RELEASED = "released"
    PART_SHIPPED = "part_shipped"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RETURNED = "returned"
    ELSEWHERE = "elsewhere"


class Source(StrEnum):
    """How the order came in."""

    FILE = "file"
    MANUAL = "manual"
    PHONE = "phone"
    HISTORY = "history"


class Block(StrEnum):
    """The moves that a hold may forbid."""

    APPROVE = "approve"
    PRINT = "print"
    SHIP = "ship"


class VoidReason(StrEnum):
    """Why an order is not served."""

    MALICIOUS = "malicious"
    TEST = "test"
    CANCELLED = "cancelled"
    UNREACHABLE = "unreachable"


REVIEWS = {Review.WAITING: _("Waiting"), Review.APPROVED: _("Approved"), Review.VOID: _("Void")}
PAYMENTS = {
    Payment.UNPAID: _("Unpaid"),
    Payment.PAID: _("Paid"),
    Payment.COD_DUE: _("Cash on delivery"),
    Payment.COD_COLLECTED: _("Cash collected"),
    Payment.SETTLED: _("Settled"),
    Payment.REFUNDED: _("Paid back"),
}
AFTER_SALES = {
    AfterSales.NONE: _("No after-sales"),
    AfterSales.ASKED: _("Refund asked"),
    AfterSales.REFUSED: _("Refund refused"),
    AfterSales.PART_REFUNDED: _("Partly refunded"),
    AfterSales.REFUNDED: _("Refunded"),
}
FULFILMENTS = {
    Fulfilment.OPEN: _("Not reserved"),
    Fulfilment.SHORT: _("Short of stock"),
    Fulfilment.RESERVED: _("Stock reserved"),
    Fulfilment.RELEASED: _("In the warehouse"),
    Fulfilment.PART_SHIPPED: _("Partly shipped"),
    Fulfilment.SHIPPED: _("Shipped"),
    Fulfilment.DELIVERED: _("Delivered"),
    Fulfilment.RETURNED: _("Returned"),
    Fulfilment.ELSEWHERE: _("Shipped elsewhere"),
}
SOURCES = {
    Source.FILE: _("Platform file"),
    Source.MANUAL: _("Entered by hand"),
    Source.PHONE: _("Phone order"),
    Source.HISTORY: _("History"),
}
VOID_REASONS = {
    VoidReason.MALICIOUS: _("Malicious order"),
    VoidReason.TEST: _("Test order"),
    VoidReason.CANCELLED: _("Cancelled by the buyer"),
    VoidReason.UNREACHABLE: _("Buyer cannot be reached"),
}
BLOCKS = {Block.APPROVE: _("approving"), Block.PRINT: _("printing"), Block.SHIP: _("shipping")}

REVIEW_MOVES = Moves(
    "review",
    {
        Review.WAITING: (Review.APPROVED, Review.VOID),
        Review.APPROVED: (Review.WAITING, Review.VOID),
        Review.VOID: (Review.WAITING,),
    },
)
PAYMENT_MOVES = Moves(
    "payment",
    {
        Payment.UNPAID: (Payment.PAID, Payment.COD_DUE),
        Payment.PAID: (Payment.SETTLED, Payment.REFUNDED),
        Payment.COD_DUE: (Payment.COD_COLLECTED, Payment.PAID, Payment.REFUNDED),
        Payment.COD_COLLECTED: (Payment.SETTLED, Payment.REFUNDED),
        Payment.SETTLED: (Payment.REFUNDED,),
    },
)
FULFILMENT_MOVES = Moves(
    "fulfilment",
    {
        Fulfilment.OPEN: (Fulfilment.SHORT, Fulfilment.RESERVED, Fulfilment.ELSEWHERE),
        Fulfilment.SHORT: (Fulfilment.OPEN, Fulfilment.RESERVED, Fulfilment.ELSEWHERE),
        Fulfilment.RESERVED: (Fulfilment.OPEN, Fulfilment.SHORT, Fulfilment.RELEASED, Fulfilment.ELSEWHERE),
        Fulfilment.RELEASED: (
            Fulfilment.OPEN,
            Fulfilment.SHORT,
            Fulfilment.RESERVED,
            Fulfilment.PART_SHIPPED,
            Fulfilment.SHIPPED,
            Fulfilment.ELSEWHERE,
        ),
        Fulfilment.PART_SHIPPED: (Fulfilment.SHIPPED,),
        Fulfilment.SHIPPED: (Fulfilment.DELIVERED, Fulfilment.RETURNED),
        Fulfilment.DELIVERED: (Fulfilment.RETURNED,),
        Fulfilment.ELSEWHERE: (Fulfilment.OPEN,),
    },
)

# Still in the house: the platform's later word may stop them, and a clerk may change them.
IN_HOUSE = (Fulfilment.OPEN, Fulfilment.SHORT, Fulfilment.RESERVED, Fulfilment.RELEASED)
# Something of it may still leave: what was asked back, or goes elsewhere now, must be stopped.
LEAVING = (*IN_HOUSE, Fulfilment.PART_SHIPPED)

INTAKE = Capability("orders.intake", _("See orders of all channels"))
ENTRY = Capability("orders.entry", _("Enter orders"))
REVIEW = Capability("orders.review", _("Review orders"))
FLAG = Capability("orders.flag_malicious", _("Void malicious orders"))
MODIFY = Capability("orders.modify", _("Change orders"))
SHORTAGE = Capability("orders.shortage_case", _("Settle shortages with buyers"))
TRACK = Capability("orders.track", _("Follow orders"))
PROCESS = Capability("orders.process", _("Set the rules of review and dispatch"))
PRIVACY = Capability("crm.privacy", _("See names, phones and addresses"))
CARRIER = Capability("shipping.carrier", _("Keep couriers"))
REFUND = Capability("finance.refund", _("Settle refunds"))

RECEIVED = EventKind("orders.received", _("Order came in"), "order")
PAID = EventKind("orders.paid", _("Buyer paid"), "order", "payment")
RESERVED = EventKind("orders.reserved", _("Stock reserved"), "order", "fulfilment")
SHORT = EventKind("orders.short", _("Stock is short"), "order", "fulfilment")
UNRESERVED = EventKind("orders.unreserved", _("Stock given back"), "order", "fulfilment")
CHECKED = EventKind("orders.checked", _("Rules looked at the order"), "order")
HELD = EventKind("orders.held", _("Held"), "order")
HOLD_LIFTED = EventKind("orders.hold_lifted", _("Hold lifted"), "order")
APPROVED = EventKind("orders.approved", _("Approved"), "order", "review")
REOPENED = EventKind("orders.reopened", _("Back to review"), "order", "review")
VOIDED = EventKind("orders.voided", _("Voided"), "order", "review")
RESTORED = EventKind("orders.restored", _("Restored"), "order", "review")
CORRECTED = EventKind("orders.corrected", _("Order corrected"), "order")
ADDRESS_CHANGED = EventKind("orders.address_changed", _("Address changed"), "order")
LINES_CUT = EventKind("orders.lines_cut", _("Lines cut"), "order")
PLATFORM_CHANGED = EventKind("orders.platform_changed", _("Platform reports a change"), "order")
REFUND_MOVED = EventKind("orders.refund_moved", _("After-sales moved"), "order", "after_sales")
LEFT_ELSEWHERE = EventKind("orders.left_elsewhere", _("Shipped elsewhere"), "order", "fulfilment")
RELEASED = EventKind("orders.released", _("Handed to the warehouse"), "order", "fulfilment")
PROGRESSED = EventKind("orders.progressed", _("Parcels moved on"), "order", "fulfilment")
WITHDRAWN = EventKind("orders.withdrawn", _("Import undone"), "order")
REVEALED = EventKind("orders.revealed", _("Receiver shown in plain"), "order")
ROUTED = EventKind("orders.routed", _("Warehouse or courier chosen"), "order")
RULE_CHANGED = EventKind("orders.rule_changed", _("Rule changed"), "rule")
ROUTING_CHANGED = EventKind("orders.routing_changed", _("Routing changed"), "routing_rule")
BLACKLIST_CLEARED = EventKind("orders.blacklist_cleared", _("Taken off the blacklist"), "blacklisted")
COURIER_CHANGED = EventKind("orders.courier_changed", _("Courier changed"), "courier")
