"""The words of platform files."""

from enum import StrEnum

from zhanggui.foundation.capability import Capability
from zhanggui.foundation.event import EventKind
from zhanggui.foundation.words import _


class ImportState(StrEnum):
    """How far an import is."""

    READING = "reading"
    READY = "ready"
    STOPPED = "stopped"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"


class ImportKind(StrEnum):
    """What the files tell: orders, or what a platform did with what we reported as shipped."""

    ORDERS = "orders"
    RESULTS = "results"


class RowState(StrEnum):
    """What an import does with one order."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


IMPORT_STATES = {
    ImportState.READING: _("Being read"),
    ImportState.READY: _("Ready to apply"),
    ImportState.STOPPED: _("Stopped"),
    ImportState.APPLYING: _("Being applied"),
    ImportState.APPLIED: _("Applied"),
    ImportState.UNDONE: _("Undone"),
    ImportState.DISCARDED: _("Discarded"),
}
IMPORT_KINDS = {ImportKind.ORDERS: _("Orders"), ImportKind.RESULTS: _("Shipping results")}
ROW_STATES = {
    RowState.CREATED: _("New"),
    RowState.UPDATED: _("Changed"),
    RowState.UNCHANGED: _("Unchanged"),
    RowState.REJECTED: _("Rejected"),
}

INGEST = Capability("channels.order_ingest", _("Bring orders in"))
WRITEBACK = Capability("channels.ship_writeback", _("Report shipping to platforms"))

READ = EventKind("channels.read", _("Files read"), "import", "import")
TRUSTED = EventKind("channels.trusted", _("Confirmed for this shop"), "import", "import")
APPLY_STARTED = EventKind("channels.apply_started", _("Import is being applied"), "import", "import")
APPLIED = EventKind("channels.applied", _("Import applied"), "import", "import")
UNDONE = EventKind("channels.undone", _("Import undone"), "import", "import")
DISCARDED = EventKind("channels.discarded", _("Import discarded"), "import", "import")
REJECTS_SETTLED = EventKind("channels.rejects_settled", _("Rejected rows settled"), "import")
MAPPING_SAVED = EventKind("channels.mapping_saved", _("Column mapping saved"), "mapping")
RESULT_READ = EventKind("channels.result_read", _("Result file read"), "import", "import")
SHIP_FILE_WRITTEN = EventKind("channels.ship_file_written", _("Shipping file written"), "shop")
