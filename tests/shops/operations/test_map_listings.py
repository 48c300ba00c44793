import pytest

from tests.company import hire, open_company
from tests.inventory.house import SYSTEM, statements_of
from tests.shops.market import goods, open_shop
from zhanggui.catalog.operations.retire_skus import retire_skus
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.shops.operations.map_listings import ListingRow, map_listings
from zhanggui.shops.operations.see_listings import see_listings
from zhanggui.shops.queries.listings import listings_of

pytestmark = pytest.mark.django_db


def test_known_and_new_codes_are_mapped_and_said() -> None:
    shop, ids = open_shop(), goods(A="花洒", B="龙头")
    see_listings(SYSTEM, {(shop, "N-1"): "新"})
    outcome = map_listings(SYSTEM, [ListingRow(shop, "N-1", ids["A"]), ListingRow(shop, "N-2", ids["B"])])
    known = listings_of([(shop, "N-1"), (shop, "N-2")])
    assert known == {(shop, "N-1"): (outcome.done[0], ids["A"]), (shop, "N-2"): (outcome.done[1], ids["B"])}
    said = Event.objects.filter(kind="shops.listing_mapped").order_by("id")
    assert [(event.subject_id, event.shop_id, event.data) for event in said] == [
        (outcome.done[0], shop, {"sku_id": ids["A"], "before": None}),
        (outcome.done[1], shop, {"sku_id": ids["B"], "before": None}),
    ]


def test_what_is_not_sold_or_out_of_range_is_refused_by_row() -> None:
    open_company()
    near, far, ids = open_shop("TM"), open_shop("JD"), goods(A="花洒", OLD="旧款")
    retire_skus(SYSTEM, [ids["OLD"]])
    editor = hire("editor2", "S1.WEB_DESIGNER", shops=(near,))
    rows = [ListingRow(far, "N", ids["A"]), ListingRow(near, "N", ids["OLD"]), ListingRow(near, "M", ids["A"])]
    outcome = map_listings(editor, rows)
    assert {n: refusal.code for n, refusal in outcome.refused.items()} == {1: "not_found", 2: "not_on_sale"}
    assert len(outcome.done) == 1


def test_who_holds_no_duty_for_it_maps_nothing() -> None:
    shop, ids = open_shop(), goods(A="花洒")
    with pytest.raises(NotAllowed):
        map_listings(open_company().picker, [ListingRow(shop, "N", ids["A"])])


def test_five_hundred_rows_take_as_many_statements_as_one() -> None:
    shop, ids = open_shop(), goods(A="花洒")
    see_listings(SYSTEM, {(shop, f"X{n}"): "" for n in range(251)})

    def rows(numbers: range) -> list[ListingRow]:
        return [ListingRow(shop, f"{word}{n}", ids["A"]) for n in numbers for word in ("X", "Y")]

    one = statements_of(lambda: map_listings(SYSTEM, rows(range(1))))
    assert statements_of(lambda: map_listings(SYSTEM, rows(range(1, 251)))) == one
