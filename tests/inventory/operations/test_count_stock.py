import pytest

from tests.company import open_company
from tests.inventory.house import SYSTEM, books_agree, moves, open_house, statements_of
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.inventory.operations.count_stock import CountRow, count_stock

pytestmark = pytest.mark.django_db


def test_the_books_say_what_was_counted() -> None:
    house = open_house(A=10, B=10, C=10, D=0)
    counted = {"A": 12, "B": 7, "C": 10, "D": 4}
    count_stock(SYSTEM, [CountRow(house.warehouse, house.skus[code], pieces) for code, pieces in counted.items()])
    assert {code: house.books(code)[0] for code in counted} == counted
    assert [move[:2] for move in moves()[3:]] == [(2, "found"), (-3, "lost"), (4, "found")]
    assert books_agree()


def test_a_count_below_what_is_promised_names_the_orders_that_lose() -> None:
    house = open_house(A=10)
    house.reserve(house.claim(1, "A", 4), house.claim(2, "A", 4))
    assert count_stock(SYSTEM, [CountRow(house.warehouse, house.skus["A"], 5)]).result["cut"] == [2]
    assert house.books("A") == (5, 4)


def test_a_sku_counted_twice_is_refused() -> None:
    house = open_house(A=10)
    outcome = count_stock(SYSTEM, [CountRow(house.warehouse, house.skus["A"], 4)] * 2)
    assert [refusal.code for refusal in outcome.refused.values()] == ["counted_twice", "counted_twice"]
    assert house.books("A") == (10, 0)


def test_who_holds_no_duty_for_it_counts_nothing() -> None:
    company, house = open_company(), open_house(A=1)
    with pytest.raises(NotAllowed):
        count_stock(company.reviewer, [CountRow(house.warehouse, house.skus["A"], 1)])


def test_five_hundred_rows_take_as_many_statements_as_one() -> None:
    house = open_house(**{f"S{n}": 5 for n in range(501)})
    rows = [CountRow(house.warehouse, house.skus[f"S{n}"], 3) for n in range(501)]
    one = statements_of(lambda: count_stock(SYSTEM, rows[:1]))
    assert statements_of(lambda: count_stock(SYSTEM, rows[1:])) == one
