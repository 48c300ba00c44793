import pytest

from tests.inventory.house import SYSTEM, books_agree, moves, open_house
from zhanggui.foundation.models import Event
from zhanggui.inventory.models import Move
from zhanggui.inventory.operations.return_stock import Return, return_stock

pytestmark = pytest.mark.django_db


def test_returned_goods_lie_on_the_shelf_again() -> None:
    house = open_house(A=1)
    return_stock(
        SYSTEM,
        [
            Return(10, house.warehouse, house.skus["A"], 2),
            Return(11, house.warehouse, house.skus["A"], 1),
        ],
    )
    assert house.books("A") == (4, 0)
    assert moves(reason="returned") == [(2, "returned", 1250), (1, "returned", 1250)]
    causes = Move.objects.filter(reason="returned").order_by("id").values_list("cause_kind", "cause_id")
    assert list(causes) == [("order_line", 10), ("order_line", 11)]
    assert Event.objects.get(data__reason="returned").data["quantity"] == 3
    assert books_agree()
