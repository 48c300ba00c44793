import pytest

from tests.company import hire, open_company
from tests.inventory.house import SYSTEM, statements_of
from tests.shops.market import goods, open_shop
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed, NotFound
from zhanggui.shops.operations.assign_listings import assign_listings
from zhanggui.shops.operations.see_listings import see_listings
from zhanggui.shops.queries.listings import listings_of

pytestmark = pytest.mark.django_db


def test_listings_mean_the_sku_from_now_on() -> None:
    shop, ids = open_shop(), goods(A="花洒", B="龙头")
    seen = see_listings(SYSTEM, {(shop, "N-1"): "新", (shop, "N-2"): "新"}).done
    assert set(assign_listings(SYSTEM, seen, sku=ids["A"]).done) == set(seen)
    assign_listings(SYSTEM, seen[:1], sku=ids["B"])
    assert {sku_id for _listing, sku_id in listings_of([(shop, "N-1"), (shop, "N-2")]).values()} == {ids["A"], ids["B"]}
    last = Event.objects.filter(kind="shops.listing_mapped").order_by("id").last()
    assert last is not None
    assert last.data == {"sku_id": ids["B"], "before": ids["A"]}


def test_a_sku_that_is_not_there_is_not_found() -> None:
    seen = see_listings(SYSTEM, {(open_shop(), "N-1"): "新"}).done
    with pytest.raises(NotFound):
        assign_listings(SYSTEM, seen, sku=99999)


def test_listings_out_of_range_do_not_exist() -> None:
    open_company()
    near, far, ids = open_shop("TM"), open_shop("JD"), goods(A="花洒")
    mine = see_listings(SYSTEM, {(near, "N"): ""}).one()
    theirs = see_listings(SYSTEM, {(far, "N"): ""}).one()
    editor = hire("editor2", "S1.WEB_DESIGNER", shops=(near,))
    outcome = assign_listings(editor, [mine, theirs], sku=ids["A"])
    assert (list(outcome.done), outcome.refused[theirs].code) == ([mine], "not_found")


def test_who_holds_no_duty_for_it_maps_nothing() -> None:
    seen, ids = see_listings(SYSTEM, {(open_shop(), "N-1"): "新"}).done, goods(A="花洒")
    with pytest.raises(NotAllowed):
        assign_listings(open_company().picker, seen, sku=ids["A"])


def test_five_hundred_take_as_many_statements_as_one() -> None:
    shop, ids = open_shop(), goods(A="花洒")
    seen = see_listings(SYSTEM, {(shop, f"X{n}"): "" for n in range(501)}).done
    one = statements_of(lambda: assign_listings(SYSTEM, seen[:1], sku=ids["A"]))
    assert statements_of(lambda: assign_listings(SYSTEM, seen[1:], sku=ids["A"])) == one
