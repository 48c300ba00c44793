import pytest

from tests.company import hire, open_company
from tests.inventory.house import SYSTEM, books_agree, moves, open_house, statements_of
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.inventory.operations.adjust_stock import AdjustmentRow, adjust_stock
from zhanggui.inventory.vocabulary import Reason

pytestmark = pytest.mark.django_db


def test_each_reason_has_its_way() -> None:
    house = open_house(A=10)
    wanted = [
        (Reason.FOUND, 5),
        (Reason.LOST, 1),
        (Reason.DAMAGED, 2),
        (Reason.SAMPLE, 1),
        (Reason.SHELF_EMPTY, 3),
    ]
    rows = [AdjustmentRow(house.warehouse, house.skus["A"], reason, quantity) for reason, quantity in wanted]
    assert adjust_stock(SYSTEM, rows).refused == {}
    assert [quantity for quantity, _reason, _cost in moves()] == [10, 5, -1, -2, -1, -3]
    assert house.books("A") == (8, 0)
    assert books_agree()


def test_what_is_not_there_cannot_be_lost() -> None:
    house = open_house(A=3)
    rows = [AdjustmentRow(house.warehouse, house.skus["A"], Reason.LOST, quantity) for quantity in (2, 2, 1)]
    outcome = adjust_stock(SYSTEM, rows)
    assert {n: (r.code, r.params) for n, r in outcome.refused.items()} == {2: ("not_enough", {"there": 1, "wanted": 2})}
    assert house.books("A") == (0, 0)


def test_a_warehouse_out_of_range_does_not_exist() -> None:
    open_company()
    near, far = open_house("SH", A=9), open_house("CD", A=9)
    keeper = hire("near_keeper", "S1.KEEPER", warehouses=(near.warehouse,))
    rows = [AdjustmentRow(house.warehouse, house.skus["A"], Reason.LOST, 1) for house in (far, near)]
    outcome = adjust_stock(keeper, rows)
    assert {number: refusal.code for number, refusal in outcome.refused.items()} == {1: "not_found"}
    assert (near.books("A"), far.books("A")) == ((8, 0), (9, 0))


def test_who_holds_no_duty_for_it_adjusts_nothing() -> None:
    company, house = open_company(), open_house(A=1)
    with pytest.raises(NotAllowed):
        adjust_stock(company.reviewer, [AdjustmentRow(house.warehouse, house.skus["A"], Reason.FOUND, 1)])


def test_five_hundred_rows_take_as_many_statements_as_one_even_when_all_are_cut() -> None:
    house = open_house(**{f"S{n}": 1 for n in range(501)})
    house.reserve(*(house.claim(n + 1, f"S{n}", 1) for n in range(501)))
    rows = [AdjustmentRow(house.warehouse, house.skus[f"S{n}"], Reason.LOST, 1) for n in range(501)]
    one = statements_of(lambda: adjust_stock(SYSTEM, rows[:1]))
    assert statements_of(lambda: adjust_stock(SYSTEM, rows[1:])) == one
    assert books_agree()
