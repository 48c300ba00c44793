import pytest

from tests.company import open_company
from tests.inventory.house import SYSTEM, open_house, statements_of
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.inventory.operations.place_bins import BinRow, place_bins
from zhanggui.inventory.queries.balances import bins

pytestmark = pytest.mark.django_db


def test_a_shelf_is_named() -> None:
    house = open_house(A=1)
    place = (house.warehouse, house.skus["A"])
    place_bins(SYSTEM, [BinRow(*place, "A-03-12")])
    place_bins(SYSTEM, [BinRow(*place, "B-01-01")])
    assert bins([place[0]], [place[1]]) == {place: "B-01-01"}
    said = Event.objects.filter(kind="inventory.bin_placed").order_by("id").values_list("before", "after")
    assert list(said) == [("-", "A-03-12"), ("A-03-12", "B-01-01")]


def test_who_holds_no_duty_for_it_names_no_shelf() -> None:
    company, house = open_company(), open_house(A=1)
    with pytest.raises(NotAllowed):
        place_bins(company.reviewer, [BinRow(house.warehouse, house.skus["A"], "X")])


def test_five_hundred_rows_take_as_many_statements_as_one() -> None:
    house = open_house(**{f"S{n}": 0 for n in range(501)})
    rows = [BinRow(house.warehouse, house.skus[f"S{n}"], "A-01") for n in range(501)]
    one = statements_of(lambda: place_bins(SYSTEM, rows[:1]))
    assert statements_of(lambda: place_bins(SYSTEM, rows[1:])) == one
