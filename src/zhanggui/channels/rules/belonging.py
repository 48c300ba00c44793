"""Whether files belong to the shop that they were dropped on, judged by everything that names a shop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from zhanggui.orders.rules.external import ExternalLine, ExternalOrder

__all__ = ["Clues", "OurShop", "clues_of", "stray"]

# The formats' word for a platform where the shops' word differs.
PLATFORMS = {"xhs": "xiaohongshu"}


class OurShop(NamedTuple):
    """One of our shops."""

    id: int
    code: str
    name: str
    platform: str


class Clues(NamedTuple):
    """What in the files names a shop: platforms of the formats, names in a shop column, articles, order numbers."""

    platforms: frozenset[str]
    names: Counter[str]
    codes: frozenset[str]
    numbers: frozenset[str]


def clues_of(orders: Sequence[ExternalOrder], code_of: Callable[[ExternalLine], str], most: int = 2000) -> Clues:
    """The clues in the first orders of the files; `code_of(line)` is the code under which a shop knows an article."""
    looked_at = orders[:most]
    return Clues(
        frozenset(PLATFORMS.get(order.platform, order.platform) for order in looked_at),
        Counter(order.shop_name for order in looked_at if order.shop_name),
        frozenset(code for order in looked_at for line in order.lines if (code := code_of(line))),
        frozenset(order.external_no for order in looked_at),
    )


def stray(
    clues: Clues,
    shop: OurShop,
    shops: Sequence[OurShop],
    listings: Mapping[int, int],
    orders: Mapping[int, int],
) -> Mapping[str, Any] | None:
    """Why the files belong to another of our shops, as {"code", "params"}; None when nothing says so.

    `listings` and `orders` count per shop how many of the clues' articles and order numbers it knows. Articles speak
    only among shops of one platform: a merchant uses the same codes on all of them.
    """
    others = [other for other in shops if other.id != shop.id]
    named = _by_name(clues, shop, others)
    if named is not None:
        return _sentence("other_shop_named", named)
    platform = _by_platform(clues, shop, others)
    if platform is not None:
        return _sentence("other_platform", platform)
    alike = [other for other in others if other.platform == shop.platform]
    for code, known, size in (
        ("other_shop_orders", orders, len(clues.numbers)),
        ("other_shop_listings", listings, len(clues.codes)),
    ):
        found = _mostly(known, size, shop, alike)
        if found is not None:
            return _sentence(code, found)
    return None


def _by_name(clues: Clues, shop: OurShop, others: Sequence[OurShop]) -> OurShop | None:
    named = next((name for name, _count in clues.names.most_common(1)), None)
    if named is None or named in (shop.name, shop.code):
        return None
    return next((other for other in others if named in (other.name, other.code)), None)


def _by_platform(clues: Clues, shop: OurShop, others: Sequence[OurShop]) -> OurShop | None:
    strange = clues.platforms - {"other", shop.platform}
    if not strange or shop.platform in clues.platforms or shop.platform == "other":
        return None
    return next((other for other in others if other.platform in strange), None)


def _mostly(known: Mapping[int, int], size: int, shop: OurShop, others: Sequence[OurShop]) -> OurShop | None:
    best = max(others, key=lambda other: known.get(other.id, 0), default=None)
    if best is None:
        return None
    count = known.get(best.id, 0)
    return best if count * 2 > size and count > known.get(shop.id, 0) else None


def _sentence(code: str, other: OurShop) -> Mapping[str, Any]:
    return {"code": code, "params": {"shop": other.name}}
