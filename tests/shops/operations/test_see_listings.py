import pytest

from tests.inventory.house import SYSTEM, statements_of
from tests.shops.market import goods, open_shop
from zhanggui.catalog.operations.retire_skus import retire_skus
from zhanggui.foundation.models import Event
from zhanggui.shops.models import Listing
from zhanggui.shops.operations.see_listings import see_listings
from zhanggui.shops.queries.listings import listings_of, unknown_listings

pytestmark = pytest.mark.django_db


def test_a_listing_named_like_a_sku_means_it() -> None:
    shop, ids = open_shop(), goods(A="花洒", OLD="旧款")
    retire_skus(SYSTEM, [ids["OLD"]])
    outcome = see_listings(SYSTEM, {(shop, "A"): "增压花洒", (shop, "OLD"): "旧", (shop, "N-1"): "新" * 400})
    assert len(outcome.done) == 3
    known = listings_of((shop, code) for code in ("A", "OLD", "N-1", "never"))
    assert {code: sku_id for (_shop, code), (_listing, sku_id) in known.items()} == {
        "A": ids["A"],
        "OLD": None,
        "N-1": None,
    }
    assert Listing.objects.get(code="N-1").title == "新" * 300
    assert set(unknown_listings(SYSTEM).values_list("code", flat=True)) == {"OLD", "N-1"}
    assert Event.objects.filter(kind="shops.listing_seen", shop_id=shop).count() == 3


def test_seeing_again_notes_nothing_new() -> None:
    shop, other = open_shop("TM"), open_shop("JD")
    see_listings(SYSTEM, {(shop, "N-1"): "新"})
    assert len(see_listings(SYSTEM, {(shop, "N-1"): "改名", (other, "N-1"): "新"}).done) == 1
    assert Listing.objects.get(shop=shop).title == "新"
    assert set(listings_of([(shop, "N-1"), (other, "N-1"), (other, "x")])) == {(shop, "N-1"), (other, "N-1")}


def test_five_hundred_take_as_many_statements_as_one() -> None:
    shop = open_shop()
    one = statements_of(lambda: see_listings(SYSTEM, {(shop, "X"): ""}))
    assert statements_of(lambda: see_listings(SYSTEM, {(shop, f"X{n}"): "" for n in range(500)})) == one
