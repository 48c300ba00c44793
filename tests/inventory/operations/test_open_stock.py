import pytest

from tests.company import open_company
from tests.inventory.house import SYSTEM, books_agree, moves, open_house, statements_of
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.inventory.operations.open_stock import OpeningRow, open_stock

pytestmark = pytest.mark.django_db


def test_the_books_open_with_what_lay_there() -> None:
    house = open_house(A=0)
    open_stock(SYSTEM, [OpeningRow(house.warehouse, "A", 40, unit_cost_fen=1100)])
    assert house.books("A") == (40, 0)
    assert moves() == [(40, "opening", 1100)]
    assert books_agree()


def test_the_books_open_once() -> None:
    house = open_house(A=10)
    outcome = open_stock(SYSTEM, [OpeningRow(house.warehouse, "A", 40)])
    assert outcome.refused[1].code == "opened_before"
    assert house.books("A") == (10, 0)


def test_who_holds_no_duty_for_it_opens_no_books() -> None:
    company, house = open_company(), open_house(A=0)
    with pytest.raises(NotAllowed):
        open_stock(company.packer, [OpeningRow(house.warehouse, "A", 40)])


def test_five_hundred_rows_take_as_many_statements_as_one() -> None:
    house = open_house(**{f"S{n}": 0 for n in range(501)})
    one = statements_of(lambda: open_stock(SYSTEM, [OpeningRow(house.warehouse, "S500", 1)]))
    rows = [OpeningRow(house.warehouse, f"S{n}", 1) for n in range(500)]
    assert statements_of(lambda: open_stock(SYSTEM, rows)) == one
