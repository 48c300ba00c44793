"""The list of imports, what waits at the import desk, and what platforms have to be told."""

from zhanggui.channels.queries.imports import imports_matching, imports_to_apply, imports_with_rejects
from zhanggui.channels.queries.reporting import failed_reports, parcels_to_report
from zhanggui.channels.vocabulary import INGEST, WRITEBACK
from zhanggui.foundation.queue import Queue
from zhanggui.foundation.registry import Listing
from zhanggui.foundation.words import _

IMPORTS = Listing("imports", _("Imports"), needs=(INGEST, WRITEBACK), records=imports_matching)

TO_APPLY = Queue(
    "imports_to_apply",
    _("Imports to apply"),
    needs=INGEST,
    waiting=imports_to_apply,
    due="read_at",
    page="/imports/?state=ready",
    row="channels/rows/import.html",
    operations=("apply_imports", "discard_imports"),
    icon="file-import",
    empty=_("No import waits"),
    deadline=False,
)
REJECTED_ROWS = Queue(
    "rejected_rows",
    _("Rejected rows"),
    needs=INGEST,
    waiting=imports_with_rejects,
    due="read_at",
    page="/imports/?rejects=1",
    row="channels/rows/import.html",
    operations=("settle_rejects",),
    icon="file-x",
    empty=_("Every row was taken"),
    deadline=False,
)
TO_REPORT = Queue(
    "parcels_to_report",
    _("Parcels to report"),
    needs=WRITEBACK,
    waiting=parcels_to_report,
    due="shipped_at",
    page="/reports/",
    row="channels/rows/parcel.html",
    icon="cloud-upload",
    empty=_("Platforms know of every parcel"),
    deadline=False,
)
FAILED_REPORTS = Queue(
    "failed_reports",
    _("Failed reports"),
    needs=WRITEBACK,
    waiting=failed_reports,
    due="shipped_at",
    page="/reports/?report=failed",
    row="channels/rows/parcel.html",
    icon="cloud-x",
    empty=_("No platform has refused a parcel"),
    deadline=False,
)
