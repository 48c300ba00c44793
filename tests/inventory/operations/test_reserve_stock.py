import pytest
from django.db import IntegrityError, transaction

from tests.inventory.house import NOON, SYSTEM, House, books_agree, claims, open_house, statements_of
from zhanggui.inventory.models import Reservation
from zhanggui.inventory.operations.reserve_stock import Claim, reserve_stock

pytestmark = pytest.mark.django_db


def test_goods_are_promised_to_lines() -> None:
    house = open_house(A=10, B=5)
    outcome = reserve_stock(SYSTEM, [house.claim(1, "A", 3), house.claim(2, "A", 4), house.claim(2, "B", 5)])
    assert outcome.done == [1, 2]
    assert house.books("A") == (10, 7)
    assert house.books("B") == (5, 5)
    held = Reservation.objects.get(claimant_id=1)
    assert (held.claimant_kind, held.cause_id, held.quantity, held.needed_by) == ("order", 10, 3, NOON)
    assert books_agree()


def test_nothing_is_promised_twice_even_by_a_caller_who_errs() -> None:
    house = open_house(A=10)
    with pytest.raises(IntegrityError), transaction.atomic():
        reserve_stock(SYSTEM, [house.claim(1, "A", 11)])
    assert house.books("A") == (10, 0)


def test_goods_that_never_lay_there_cannot_be_promised() -> None:
    house = open_house(A=10, B=0)
    with pytest.raises(RuntimeError), transaction.atomic():
        reserve_stock(SYSTEM, [house.claim(1, "A", 1), house.claim(1, "B", 1)])
    assert claims() == set()


def test_no_claims_are_no_work() -> None:
    assert statements_of(lambda: reserve_stock(SYSTEM, [])) == 0


def test_five_hundred_claims_take_as_many_statements_as_one() -> None:
    house = open_house(A=1000, B=1000)
    one = statements_of(lambda: reserve_stock(SYSTEM, [house.claim(1, "A", 1)]))
    many = statements_of(lambda: reserve_stock(SYSTEM, _many(house)))
    assert one == many
    assert house.books("B") == (1000, 500)


def _many(house: House) -> list[Claim]:
    return [house.claim(order, code, 1) for order in range(2, 502) for code in ("A", "B")]
