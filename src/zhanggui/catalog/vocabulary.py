"""The words of goods."""

from enum import StrEnum

from zhanggui.foundation.capability import Capability
from zhanggui.foundation.event import EventKind
from zhanggui.foundation.words import _


class SkuKind(StrEnum):
    """What a SKU is to the warehouse."""

    GOODS = "goods"
    BUNDLE = "bundle"
    NO_STOCK = "no_stock"


SKU_KINDS = {SkuKind.GOODS: _("Goods"), SkuKind.BUNDLE: _("Bundle"), SkuKind.NO_STOCK: _("Needs no stock")}

PRODUCT = Capability("catalog.product", _("Keep products and SKUs"))

SKU_ADDED = EventKind("catalog.sku_added", _("SKU added"), "sku")
SKU_CHANGED = EventKind("catalog.sku_changed", _("SKU changed"), "sku")
SKU_RETIRED = EventKind("catalog.sku_retired", _("SKU no longer sold"), "sku", "active")
SKU_RESTORED = EventKind("catalog.sku_restored", _("SKU sold again"), "sku", "active")

ACTIVE, RETIRED = "active", "retired"
SALES = {ACTIVE: _("On sale"), RETIRED: _("No longer sold")}
