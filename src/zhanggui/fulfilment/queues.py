"""What waits for whom on the floor, the most urgent ship-by first."""

from zhanggui.foundation.capability import Capability
from zhanggui.foundation.queue import Queue
from zhanggui.foundation.registry import Listing
from zhanggui.foundation.words import _
from zhanggui.fulfilment.queries.floor import (
    SETS,
    numbers_to_cancel,
    open_manifests_of,
    parcels_matching,
    shown,
    waiting_matching,
)
from zhanggui.fulfilment.queries.parcels import FLOOR
from zhanggui.fulfilment.queries.waybills import waybills_matching
from zhanggui.fulfilment.vocabulary import DISPATCH, PICK_PACK, PRINT, PROMISE, WAYBILL

PARCELS = Listing("parcels", _("Parcels"), needs=FLOOR, records=parcels_matching)


WAYBILLS = Listing("waybills", _("Waybill numbers"), needs=(WAYBILL,), records=waybills_matching)
WAITING = Listing("to_wave", _("Waiting for a wave"), needs=(PRINT,), records=waiting_matching)


def _queue(
    name: str, title: str, needs: Capability, icon: str, empty: str, operations: tuple[str, ...], page: str = ""
) -> Queue:
    waiting = SETS[name]
    return Queue(
        name, title, needs, lambda actor: shown(waiting(actor)), "ship_by", page or f"/parcels/?queue={name}",
        "fulfilment/rows/parcel.html", operations, icon, empty,
    )  # fmt: skip


TO_WAVE = _queue(
    "to_wave", _("To put into waves"), PRINT, "stack-2", _("No parcel waits for a wave"),
    ("make_waves", "merge_parcels"), "/waves/new/",
)  # fmt: skip
TO_NUMBER = _queue(
    "to_number", _("Without a number"), WAYBILL, "barcode-off", _("Every parcel has its number"),
    ("assign_waybills", "change_couriers"),
)  # fmt: skip
TO_PRINT = _queue("to_print", _("To print"), PRINT, "printer", _("Nothing to print"), ("print_parcels",))
TO_PICK = _queue("to_pick", _("To pick"), PICK_PACK, "basket", _("Nothing to pick"), (), "/waves/")
TO_PACK = _queue("to_pack", _("To pack"), PICK_PACK, "package", _("Nothing to pack"), ("pack_parcels",), "/pack/")
TO_PUT_BACK = _queue(
    "to_put_back", _("Goods to put back"), PICK_PACK, "arrow-back-up", _("Nothing to put back"), ("put_back_parcels",),
    "/put-back/",
)  # fmt: skip
TO_HAND_OVER = _queue(
    "to_hand_over", _("To hand over"), DISPATCH, "truck-loading", _("Nothing waits for a courier"), ("list_parcels",)
)  # fmt: skip
HELD_PACKED = _queue(
    "held_packed", _("Packed and held"), DISPATCH, "hand-stop", _("No packed parcel is held"), ("unlist_parcels",)
)  # fmt: skip
OVERDUE = _queue(
    "parcels_overdue", _("Parcels overdue"), PROMISE, "alarm", _("No parcel is overdue"), ()
)  # fmt: skip
OPEN_MANIFESTS = Queue(
    "open_manifests", _("Open manifests"), DISPATCH, open_manifests_of, "opened_at", "/manifests/",
    "fulfilment/rows/manifest.html", ("close_manifests",), "clipboard-list", _("No manifest is open"),
    deadline=False,
)  # fmt: skip
TO_CANCEL = Queue(
    "numbers_to_cancel", _("Numbers to cancel"), WAYBILL, numbers_to_cancel, "parcel__ship_by",
    "/waybills/?state=to_cancel", "fulfilment/rows/waybill.html", ("void_waybills",), "barcode-off",
    _("No number to cancel"),
)  # fmt: skip
