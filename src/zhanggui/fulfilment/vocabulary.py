"""The words of the warehouse floor: parcels, waybills, waves, manifests."""

from enum import StrEnum

from zhanggui.foundation.capability import Capability
from zhanggui.foundation.event import EventKind
from zhanggui.foundation.moves import Moves
from zhanggui.foundation.words import _


class ParcelState(StrEnum):
    """Where a parcel is."""

    WAITING = "waiting"
    WAVED = "waved"
    PICKED = "picked"
    PACKED = "packed"
    ON_MANIFEST = "on_manifest"
    SHIPPED = "shipped"
    COLLECTED = "collected"
    DELIVERED = "delivered"
    REFUSED = "refused"
    LOST = "lost"
    RETURNED = "returned"
    STOPPED = "stopped"


class WaybillState(StrEnum):
    """The life of a courier's number."""

    FREE = "free"
    ASSIGNED = "assigned"
    PRINTED = "printed"
    HANDED_OVER = "handed_over"
    TO_CANCEL = "to_cancel"
    VOID = "void"


class WaveState(StrEnum):
    """How far a wave is."""

    OPEN = "open"
    PICKED = "picked"
    DONE = "done"


class PaperKind(StrEnum):
    """What is printed for a choice of parcels."""

    LABEL = "label"
    SLIP = "slip"
    PICK_LIST = "pick_list"
    ORDER_LIST = "order_list"


class Grade(StrEnum):
    """How goods came back."""

    GOOD = "good"
    DAMAGED = "damaged"


class ReportState(StrEnum):
    """Whether the platform knows that a parcel was shipped."""

    WAITING = "waiting"
    IN_FILE = "in_file"
    ACCEPTED = "accepted"
    FAILED = "failed"


PARCEL_STATES = {
    ParcelState.WAITING: _("Waiting for a wave"),
    ParcelState.WAVED: _("In a wave"),
    ParcelState.PICKED: _("Picked"),
    ParcelState.PACKED: _("Packed"),
    ParcelState.ON_MANIFEST: _("On a manifest"),
    ParcelState.SHIPPED: _("Shipped"),
    ParcelState.COLLECTED: _("Collected"),
    ParcelState.DELIVERED: _("Delivered"),
    ParcelState.REFUSED: _("Refused"),
    ParcelState.LOST: _("Lost"),
    ParcelState.RETURNED: _("Returned"),
    ParcelState.STOPPED: _("Stopped"),
}
WAYBILL_STATES = {
    WaybillState.FREE: _("Free"),
    WaybillState.ASSIGNED: _("Assigned"),
    WaybillState.PRINTED: _("Printed"),
    WaybillState.HANDED_OVER: _("Handed over"),
    WaybillState.TO_CANCEL: _("To cancel"),
    WaybillState.VOID: _("Void"),
}
WAVE_STATES = {
    WaveState.OPEN: _("To pick"),
    WaveState.PICKED: _("Picked"),
    WaveState.DONE: _("Done"),
}
PAPER_KINDS = {
    PaperKind.LABEL: _("Waybill labels"),
    PaperKind.SLIP: _("Packing slips"),
    PaperKind.PICK_LIST: _("Pick list"),
    PaperKind.ORDER_LIST: _("Order numbers for the platform"),
}
GRADES = {Grade.GOOD: _("Good as new"), Grade.DAMAGED: _("Damaged")}
# What a courier says of a parcel that has left.
TRACKED_STATES = {
    state: PARCEL_STATES[state]
    for state in (ParcelState.COLLECTED, ParcelState.DELIVERED, ParcelState.REFUSED, ParcelState.LOST)
}
REPORT_STATES = {
    ReportState.WAITING: _("Not reported"),
    ReportState.IN_FILE: _("In the shipping file"),
    ReportState.ACCEPTED: _("Accepted by the platform"),
    ReportState.FAILED: _("Refused by the platform"),
}

WAVE_MOVES = Moves(
    "wave",
    {WaveState.OPEN: (WaveState.PICKED, WaveState.DONE), WaveState.PICKED: (WaveState.DONE,)},
)
PARCEL_MOVES = Moves(
    "parcel",
    {
        ParcelState.WAITING: (ParcelState.WAVED, ParcelState.STOPPED),
        ParcelState.WAVED: (ParcelState.PICKED, ParcelState.PACKED, ParcelState.WAITING, ParcelState.STOPPED),
        ParcelState.PICKED: (ParcelState.PACKED, ParcelState.WAITING, ParcelState.STOPPED),
        # Back to picked: an order merged into it was stopped, so it is opened and its goods are scanned again.
        ParcelState.PACKED: (ParcelState.ON_MANIFEST, ParcelState.PICKED, ParcelState.STOPPED),
        ParcelState.ON_MANIFEST: (
            ParcelState.SHIPPED,
            ParcelState.PACKED,
            ParcelState.PICKED,
            ParcelState.STOPPED,
        ),
        ParcelState.SHIPPED: (
            ParcelState.COLLECTED,
            ParcelState.DELIVERED,
            ParcelState.REFUSED,
            ParcelState.LOST,
            ParcelState.RETURNED,
        ),
        ParcelState.COLLECTED: (
            ParcelState.DELIVERED,
            ParcelState.REFUSED,
            ParcelState.LOST,
            ParcelState.RETURNED,
        ),
        ParcelState.DELIVERED: (ParcelState.RETURNED,),
        ParcelState.REFUSED: (ParcelState.RETURNED, ParcelState.LOST),
    },
)
WAYBILL_MOVES = Moves(
    "waybill",
    {
        WaybillState.FREE: (WaybillState.ASSIGNED, WaybillState.VOID),
        WaybillState.ASSIGNED: (WaybillState.PRINTED, WaybillState.FREE, WaybillState.TO_CANCEL),
        WaybillState.PRINTED: (WaybillState.HANDED_OVER, WaybillState.TO_CANCEL),
        WaybillState.TO_CANCEL: (WaybillState.VOID,),
    },
)

# In the house: it can still be stopped, its goods are still reserved.
LIVE_IN_HOUSE = (
    ParcelState.WAITING,
    ParcelState.WAVED,
    ParcelState.PICKED,
    ParcelState.PACKED,
    ParcelState.ON_MANIFEST,
)
GONE = (ParcelState.SHIPPED, ParcelState.COLLECTED, ParcelState.DELIVERED, ParcelState.REFUSED, ParcelState.LOST)
LIVE_WAYBILLS = (WaybillState.ASSIGNED, WaybillState.PRINTED, WaybillState.HANDED_OVER)


class DayClass(StrEnum):
    """What an order of a day has come to; each order is in exactly one class, the first that fits."""

    VOID = "void"
    ELSEWHERE = "elsewhere"
    HANDED_OVER = "handed_over"
    SHORT = "short"
    HELD = "held"
    PACKED = "packed"
    PRINTED = "printed"
    WAITING = "waiting"


DAY_CLASSES = {
    DayClass.VOID: _("Void"),
    DayClass.HELD: _("Held"),
    DayClass.SHORT: _("Short of stock"),
    DayClass.WAITING: _("Waiting in the house"),
    DayClass.PRINTED: _("Printed"),
    DayClass.PACKED: _("Packed"),
    DayClass.HANDED_OVER: _("Handed over"),
    DayClass.ELSEWHERE: _("Shipped elsewhere"),
}

PRINT = Capability("orders.print", _("Print pick lists, slips and waybills"))
WAYBILL = Capability("shipping.waybill", _("Keep waybill numbers"))
PICK_PACK = Capability("inventory.pick_pack", _("Pick and pack"))
QC = Capability("inventory.outbound_qc", _("Inspect parcels before they leave"))
DISPATCH = Capability("shipping.dispatch", _("Hand parcels to couriers"))
RETURNS_IN = Capability("inventory.returns_in", _("Take returned goods in"))
PROMISE = Capability("orders.promise", _("Watch the promised ship-by time"))

RELEASED = EventKind("fulfilment.released", _("Parcel made"), "parcel", "parcel")
MERGED = EventKind("fulfilment.merged", _("Parcels merged"), "parcel", "parcel")
SPLIT = EventKind("fulfilment.split", _("Parcel split"), "parcel")
WAVED = EventKind("fulfilment.waved", _("Put into a wave"), "parcel", "parcel")
UNWAVED = EventKind("fulfilment.unwaved", _("Taken out of the wave"), "parcel", "parcel")
NUMBERED = EventKind("fulfilment.numbered", _("Waybill number assigned"), "parcel")
PRINTED = EventKind("fulfilment.printed", _("Label printed"), "parcel", "printing")
RECEIVERS_PRINTED = EventKind("fulfilment.receivers_printed", _("Receivers shown on paper"), "print")
REPRINTED = EventKind("fulfilment.reprinted", _("Label printed again"), "parcel", "printing")
PICKED = EventKind("fulfilment.picked", _("Picked"), "parcel", "parcel")
PACKED = EventKind("fulfilment.packed", _("Packed"), "parcel", "parcel")
LISTED = EventKind("fulfilment.listed", _("Put on a manifest"), "parcel", "parcel")
UNLISTED = EventKind("fulfilment.unlisted", _("Taken off the manifest"), "parcel", "parcel")
SHIPPED = EventKind("fulfilment.shipped", _("Shipped"), "parcel", "parcel")
STOPPED = EventKind("fulfilment.stopped", _("Parcel stopped"), "parcel", "parcel")
OPENED_AGAIN = EventKind("fulfilment.opened_again", _("Opened again: an order in it was stopped"), "parcel", "parcel")
TAKEN_BACK = EventKind("fulfilment.taken_back", _("Goods put back on the shelf"), "parcel")
TRACKED = EventKind("fulfilment.tracked", _("Courier reports"), "parcel", "parcel")
COURIER_CHANGED = EventKind("fulfilment.courier_changed", _("Courier changed"), "parcel")
RETURNED = EventKind("fulfilment.returned", _("Came back"), "parcel", "parcel")
GOODS_RETURNED = EventKind("fulfilment.goods_returned", _("Returned goods taken in"), "parcel")
MANIFEST_OPENED = EventKind("fulfilment.manifest_opened", _("Manifest opened"), "manifest", "manifest")
MANIFEST_CLOSED = EventKind("fulfilment.manifest_closed", _("Manifest closed"), "manifest", "manifest")
WAVE_MADE = EventKind("fulfilment.wave_made", _("Wave made"), "wave", "wave")
WAVE_DONE = EventKind("fulfilment.wave_done", _("Wave finished"), "wave", "wave")
WAVE_PICKED = EventKind("fulfilment.wave_picked", _("Wave picked"), "wave", "wave")
NUMBERS_ADDED = EventKind("fulfilment.numbers_added", _("Waybill number added"), "waybill", "waybill")
NUMBER_ENDED = EventKind("fulfilment.number_ended", _("Waybill number ended"), "waybill", "waybill")
REPORTED = EventKind("fulfilment.reported", _("Shipping reported to the platform"), "parcel", "report")
DAY_SIGNED = EventKind("fulfilment.day_signed", _("Day close signed"), "day_close")
