"""The lists of goods."""

from zhanggui.catalog.queries.goods import skus_matching
from zhanggui.catalog.vocabulary import PRODUCT
from zhanggui.foundation.registry import Listing
from zhanggui.foundation.words import _

SKUS = Listing("skus", _("Goods"), needs=(PRODUCT,), records=skus_matching)
