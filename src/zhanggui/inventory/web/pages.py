"""Stock in the navigation, and on the page of a SKU."""

from zhanggui.catalog.web.panels import SkuPanel
from zhanggui.foundation.navigation import Page
from zhanggui.foundation.words import _
from zhanggui.inventory.queries.warehouses import SEEING
from zhanggui.inventory.vocabulary import STOCK

GOODS = _("Goods")
SETTINGS = _("Settings")

STOCK_PAGE = Page("stock", GOODS, _("Stock"), "/stock/", "packages", needs=SEEING, rank=390)
WAREHOUSES = Page(
    "warehouses", SETTINGS, _("Warehouses"), "/warehouses/", "building-warehouse", needs=(STOCK,), rank=810
)


def _stock_of_sku(sku_id: int) -> str:
    return f"/stock/of/{sku_id}"


SkuPanel(url=_stock_of_sku, needs=SEEING)
