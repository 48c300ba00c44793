"""Goods in the navigation."""

from zhanggui.catalog.vocabulary import PRODUCT
from zhanggui.foundation.navigation import Page
from zhanggui.foundation.words import _

GOODS = _("Goods")

SKUS = Page("skus", GOODS, _("Products and SKUs"), "/goods/", "box", needs=(PRODUCT,), rank=400)
