"""Pages of channels in the navigation."""

from zhanggui.channels.vocabulary import INGEST, WRITEBACK
from zhanggui.foundation.navigation import Page
from zhanggui.foundation.words import _

DAY = _("Trading day")

IMPORTS = Page("imports", DAY, _("Import orders"), "/imports/", "file-import", needs=(INGEST,), rank=110)
REPORTS = Page("reports", DAY, _("Report shipping"), "/reports/", "cloud-upload", needs=(WRITEBACK,), rank=130)
