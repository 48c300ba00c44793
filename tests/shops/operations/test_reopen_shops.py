import pytest

from tests.company import open_company
from tests.inventory.house import SYSTEM, statements_of
from tests.shops.market import open_shop
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.shops.operations.close_shops import close_shops
from zhanggui.shops.operations.reopen_shops import reopen_shops
from zhanggui.shops.queries.shops import shops_by_id

pytestmark = pytest.mark.django_db


def test_a_closed_shop_opens_again() -> None:
    shop = open_shop()
    close_shops(SYSTEM, [shop])
    assert list(reopen_shops(SYSTEM, [shop]).done) == [shop]
    assert shops_by_id()[shop].active


def test_who_holds_no_duty_for_it_opens_none() -> None:
    with pytest.raises(NotAllowed):
        reopen_shops(open_company().picker, [open_shop()])


def test_many_take_as_many_statements_as_one() -> None:
    shops = [open_shop(f"S{n}") for n in range(21)]
    close_shops(SYSTEM, shops)
    one = statements_of(lambda: reopen_shops(SYSTEM, shops[:1]))
    assert statements_of(lambda: reopen_shops(SYSTEM, shops[1:])) == one
