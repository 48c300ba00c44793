import pytest

from tests.inventory.house import open_house
from zhanggui.inventory.operations.ensure_balances import ensure_balances

pytestmark = pytest.mark.django_db


def test_an_empty_balance_is_made_where_there_was_none() -> None:
    house = open_house(A=10, B=0)
    keys = [(house.warehouse, house.skus[code]) for code in ("A", "B")]
    found = ensure_balances(keys)
    assert [found[key][1:] for key in keys] == [(10, 0), (0, 0)]
    assert ensure_balances(keys) == found
