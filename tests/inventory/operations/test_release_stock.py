import pytest

from tests.inventory.house import SYSTEM, books_agree, claims, open_house, statements_of
from zhanggui.inventory.operations.release_stock import release_stock

pytestmark = pytest.mark.django_db


def test_an_order_gives_all_its_goods_back() -> None:
    house = open_house(A=10, B=5)
    house.reserve(house.claim(1, "A", 3), house.claim(1, "B", 2), house.claim(2, "A", 4))
    outcome = release_stock(SYSTEM, [1, 99])
    assert outcome.done == [1]
    freed = [[house.warehouse, house.skus["A"], 3], [house.warehouse, house.skus["B"], 2]]
    assert outcome.result["freed"] == freed
    assert (house.books("A"), house.books("B")) == ((10, 4), (5, 0))
    assert books_agree()


def test_giving_back_twice_gives_back_once() -> None:
    house = open_house(A=10)
    house.reserve(house.claim(1, "A", 3))
    release_stock(SYSTEM, [1])
    assert release_stock(SYSTEM, [1]).done == []
    assert house.books("A") == (10, 0)


def test_five_hundred_orders_take_as_many_statements_as_one() -> None:
    house = open_house(A=1000)
    house.reserve(*(house.claim(order, "A", 1) for order in range(1, 502)))
    one = statements_of(lambda: release_stock(SYSTEM, [1]))
    many = statements_of(lambda: release_stock(SYSTEM, range(2, 502)))
    assert (one, many) == (2, 2)
    assert claims() == set()
