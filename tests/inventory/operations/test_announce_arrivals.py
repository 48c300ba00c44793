from datetime import date

import pytest

from tests.company import open_company
from tests.inventory.house import SYSTEM, open_house, statements_of
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.inventory.operations.announce_arrivals import ArrivalRow, announce_arrivals
from zhanggui.inventory.queries.balances import expected

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)


def test_a_day_is_announced_and_taken_back() -> None:
    house = open_house(A=0)
    place = (house.warehouse, house.skus["A"])
    announce_arrivals(SYSTEM, [ArrivalRow(*place, DAY)])
    assert expected([place[0]], [place[1]]) == {place: DAY}
    announce_arrivals(SYSTEM, [ArrivalRow(*place)])
    assert expected([place[0]], [place[1]]) == {}
    said = Event.objects.filter(kind="inventory.arrival_expected").order_by("id").values_list("before", "after")
    assert list(said) == [("-", "2026-12-01"), ("2026-12-01", "-")]


def test_who_holds_no_duty_for_it_announces_nothing() -> None:
    company, house = open_company(), open_house(A=1)
    with pytest.raises(NotAllowed):
        announce_arrivals(company.reviewer, [ArrivalRow(house.warehouse, house.skus["A"], DAY)])


def test_five_hundred_rows_take_as_many_statements_as_one() -> None:
    house = open_house(**{f"S{n}": 0 for n in range(501)})
    rows = [ArrivalRow(house.warehouse, house.skus[f"S{n}"], DAY) for n in range(501)]
    one = statements_of(lambda: announce_arrivals(SYSTEM, rows[:1]))
    assert statements_of(lambda: announce_arrivals(SYSTEM, rows[1:])) == one
