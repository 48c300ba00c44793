import pytest

from tests.company import open_company
from tests.inventory.house import SYSTEM, statements_of
from tests.shops.market import open_shop
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.shops.operations.open_shops import ShopRow, open_shops
from zhanggui.shops.queries.shops import ShopFacts, shop_of_code, shops_by_id
from zhanggui.shops.vocabulary import Allocation, Platform

pytestmark = pytest.mark.django_db


def test_a_shop_opens_with_its_rules() -> None:
    row = ShopRow("JD1", "青禾京东", Platform.JD, 30, 24, Allocation.PARTIAL, 60)
    shop_id = open_shops(SYSTEM, [row]).one()
    facts = ShopFacts(shop_id, "JD1", "青禾京东", Platform.JD, 30, 24, Allocation.PARTIAL, 60, None, {}, True)
    assert shops_by_id([shop_id]) == {shop_id: facts}
    assert shop_of_code("JD1") == facts
    assert shop_of_code("JD2") is None
    assert Event.objects.get(kind="shops.opened").shop_id == shop_id


def test_a_code_stands_for_one_shop() -> None:
    open_shop("TM")
    outcome = open_shops(SYSTEM, [ShopRow("TM", "别的", Platform.JD), ShopRow("PDD", "拼", Platform.PDD)])
    assert {n: refusal.code for n, refusal in outcome.refused.items()} == {1: "code_taken"}
    assert len(outcome.done) == 1


def test_who_holds_no_duty_for_it_opens_none() -> None:
    with pytest.raises(NotAllowed):
        open_shops(open_company().reviewer, [ShopRow("TM", "青禾", Platform.TAOBAO)])


def test_many_take_as_many_statements_as_one() -> None:
    one = statements_of(lambda: open_shops(SYSTEM, [ShopRow("A", "甲", Platform.JD)]))
    rows = [ShopRow(f"S{n}", f"店{n}", Platform.JD) for n in range(500)]
    assert statements_of(lambda: open_shops(SYSTEM, rows)) == one
