"""Whose files these are, told from all that names a shop."""

from collections import Counter

from zhanggui.channels.rules.belonging import Clues, OurShop, stray

A = OurShop(1, "TB1", "旗舰店", "taobao")
B = OurShop(2, "TB2", "专营店", "taobao")
P = OurShop(3, "PDD", "拼多多店", "pdd")


def clues(
    platform: str = "taobao", name: str = "", codes: tuple[str, ...] = (), numbers: tuple[str, ...] = ()
) -> Clues:
    return Clues(frozenset({platform}), Counter({name: 3} if name else {}), frozenset(codes), frozenset(numbers))


def code(found: object) -> str:
    return found["code"] if isinstance(found, dict) else ""


def test_a_shop_column_decides() -> None:
    assert code(stray(clues(name="专营店"), A, [A, B], {}, {})) == "other_shop_named"
    assert stray(clues(name="旗舰店"), A, [A, B], {}, {}) is None
    assert stray(clues(name="朋友的店"), A, [A, B], {}, {}) is None


def test_another_platform_counts_where_we_have_a_shop_on_it() -> None:
    assert code(stray(clues("pdd"), A, [A, B, P], {}, {})) == "other_platform"
    assert stray(clues("pdd"), A, [A, B], {}, {}) is None
    assert stray(clues("other"), A, [A, B, P], {}, {}) is None


def test_most_orders_or_articles_of_a_sister_shop() -> None:
    known = clues(codes=("a", "b", "c"), numbers=("1", "2", "3"))
    assert code(stray(known, A, [A, B], {2: 2}, {})) == "other_shop_listings"
    assert code(stray(known, A, [A, B], {}, {2: 2})) == "other_shop_orders"
    assert stray(known, A, [A, B], {2: 1}, {2: 1}) is None
    assert stray(known, A, [A, B], {1: 3, 2: 3}, {1: 3, 2: 3}) is None
    assert stray(known, A, [A, P], {3: 3}, {3: 3}) is None
