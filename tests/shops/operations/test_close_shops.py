import pytest

from tests.company import open_company
from tests.inventory.house import SYSTEM, statements_of
from tests.shops.market import open_shop
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.shops.operations.close_shops import close_shops
from zhanggui.shops.operations.reopen_shops import reopen_shops
from zhanggui.shops.queries.shops import shops_by_id

pytestmark = pytest.mark.django_db


def test_a_shop_closes_once() -> None:
    shop = open_shop()
    assert list(close_shops(SYSTEM, [shop]).done) == [shop]
    assert not shops_by_id()[shop].active
    assert close_shops(SYSTEM, [shop]).refused[shop].code == "changed_meanwhile"


def test_who_holds_no_duty_for_it_closes_none() -> None:
    with pytest.raises(NotAllowed):
        close_shops(open_company().picker, [open_shop()])


def test_many_take_as_many_statements_as_one() -> None:
    shops = [open_shop(f"S{n}") for n in range(21)]
    one = statements_of(lambda: close_shops(SYSTEM, shops[:1]))
    assert statements_of(lambda: close_shops(SYSTEM, shops[1:])) == one
    reopen_shops(SYSTEM, shops)
