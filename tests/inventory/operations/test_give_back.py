import pytest

from tests.inventory.house import books_agree, claims, open_house
from zhanggui.inventory.operations.give_back import give_back

pytestmark = pytest.mark.django_db


def test_only_the_chosen_claims_end() -> None:
    house = open_house(A=10)
    house.reserve(house.claim(1, "A", 3), house.claim(2, "A", 4), house.claim(3, "A", 2))
    outcome = give_back("r.quantity > %(least)s", {"least": 2})
    assert outcome.done == [1, 2]
    assert outcome.result["freed"] == [[house.warehouse, house.skus["A"], 7]]
    assert claims() == {(3, 2)}
    assert books_agree()
