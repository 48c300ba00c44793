"""The lists of stock."""

from zhanggui.foundation.registry import Listing
from zhanggui.foundation.words import _
from zhanggui.inventory.queries.warehouses import SEEING, balance_rows

STOCK_LIST = Listing("stock", _("Stock"), needs=SEEING, records=balance_rows)
