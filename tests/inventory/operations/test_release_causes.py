import pytest

from tests.inventory.house import SYSTEM, books_agree, claims, open_house, statements_of
from zhanggui.inventory.operations.release_causes import release_causes

pytestmark = pytest.mark.django_db


def test_single_lines_give_their_goods_back() -> None:
    house = open_house(A=10, B=5)
    house.reserve(house.claim(1, "A", 3)._replace(cause_id=11), house.claim(1, "B", 2)._replace(cause_id=12))
    outcome = release_causes(SYSTEM, [(1, 12)])
    assert outcome.result["freed"] == [[house.warehouse, house.skus["B"], 2]]
    assert claims() == {(1, 3)}
    assert books_agree()


def test_a_line_of_another_order_is_left_alone() -> None:
    house = open_house(A=10)
    house.reserve(house.claim(1, "A", 3))
    assert release_causes(SYSTEM, [(2, 10)]).done == []
    assert claims() == {(1, 3)}


def test_five_hundred_lines_take_as_many_statements_as_one() -> None:
    house = open_house(A=1000)
    house.reserve(*(house.claim(order, "A", 1) for order in range(1, 502)))
    one = statements_of(lambda: release_causes(SYSTEM, [(1, 10)]))
    many = statements_of(lambda: release_causes(SYSTEM, [(order, order * 10) for order in range(2, 502)]))
    assert (one, many) == (2, 2)
    assert claims() == set()
