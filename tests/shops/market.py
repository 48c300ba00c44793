"""Shops and goods for the tests of listings, made by operations."""

from tests.inventory.house import SYSTEM
from zhanggui.catalog.operations.add_skus import SkuRow, add_skus
from zhanggui.catalog.queries.goods import ids_by_code
from zhanggui.shops.operations.open_shops import ShopRow, open_shops
from zhanggui.shops.vocabulary import Platform


def open_shop(code: str = "TM", platform: Platform = Platform.TAOBAO) -> int:
    """A shop, by its id."""
    return open_shops(SYSTEM, [ShopRow(code, f"青禾{code}", platform)]).one()


def goods(**names: str) -> dict[str, int]:
    """SKUs of these names, ids by code."""
    add_skus(SYSTEM, [SkuRow(code, name) for code, name in names.items()])
    return ids_by_code(names)
