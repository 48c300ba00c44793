import pytest
from django.db import transaction

from tests.inventory.house import SYSTEM, House, books_agree, claims, moves, open_house, statements_of
from zhanggui.catalog.operations.change_skus import SkuChange, change_skus
from zhanggui.inventory.models import Move
from zhanggui.inventory.operations.ship_stock import Issue, ship_stock

pytestmark = pytest.mark.django_db


def _issue(house: House, order: int, code: str, quantity: int) -> Issue:
    return Issue(order, order * 10, house.warehouse, house.skus[code], quantity)


def test_a_claim_becomes_a_move_with_the_cost_of_that_day() -> None:
    house = open_house(A=10)
    house.reserve(house.claim(1, "A", 3), house.claim(2, "A", 1))
    ship_stock(SYSTEM, [_issue(house, 1, "A", 3)])
    change_skus(SYSTEM, [SkuChange(house.skus["A"], cost_fen=9900)])
    ship_stock(SYSTEM, [_issue(house, 2, "A", 1)])
    assert house.books("A") == (6, 0)
    assert moves(reason="shipped") == [(-3, "shipped", 1250), (-1, "shipped", 9900)]
    sent = Move.objects.filter(reason="shipped").order_by("id").values_list("cause_kind", "cause_id")
    assert list(sent) == [("order_line", 10), ("order_line", 20)]
    assert books_agree()


def test_a_line_may_travel_in_several_parcels() -> None:
    house = open_house(A=10)
    house.reserve(house.claim(1, "A", 5))
    ship_stock(SYSTEM, [_issue(house, 1, "A", 2)])
    assert claims() == {(1, 3)}
    ship_stock(SYSTEM, [_issue(house, 1, "A", 1), _issue(house, 1, "A", 2)])
    assert claims() == set()
    assert [quantity for quantity, _reason, _cost in moves(reason="shipped")] == [-2, -1, -2]
    assert books_agree()


@pytest.mark.parametrize("quantity", [4, 6])
def test_more_than_was_claimed_never_ships(quantity: int) -> None:
    house = open_house(A=10)
    house.reserve(house.claim(1, "A", 3))
    with pytest.raises(RuntimeError), transaction.atomic():
        ship_stock(SYSTEM, [_issue(house, 1, "A", quantity)])
    assert house.books("A") == (10, 3)


def test_five_hundred_issues_take_as_many_statements_as_one() -> None:
    house = open_house(A=1000)
    house.reserve(*(house.claim(order, "A", 1) for order in range(1, 502)))
    one = statements_of(lambda: ship_stock(SYSTEM, [_issue(house, 1, "A", 1)]))
    many = statements_of(lambda: ship_stock(SYSTEM, [_issue(house, n, "A", 1) for n in range(2, 502)]))
    assert one == many
    assert house.books("A") == (499, 0)
