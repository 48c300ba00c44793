"""Less lies there than was promised: who leaves last waits, packed parcels are left alone, and arrivals heal it."""

import pytest

from tests.fulfilment.floor import codes
from tests.scenarios.house import (
    House,
    axes,
    broken_books,
    holds,
    open_house,
    order,
    parcel_states,
    row,
    whole,
)
from zhanggui.config.demo.jobs import carry_out_jobs
from zhanggui.fulfilment.operations.empty_shelves import ShelfRow, empty_shelves
from zhanggui.inventory.operations.adjust_stock import AdjustmentRow, adjust_stock
from zhanggui.inventory.operations.count_stock import CountRow, count_stock
from zhanggui.inventory.operations.receive_stock import ReceiptRow, receive_stock
from zhanggui.inventory.vocabulary import Reason
from zhanggui.orders.models import Order

pytestmark = pytest.mark.django_db

# Paid one after another, so they must leave one after another.
NUMBERS = ("first", "second", "third", "fourth")


@pytest.fixture
def house() -> House:
    house = open_house(stock=4)
    house.bring_in(*(row(number, 付款时间=f"2026-11-11 09:0{n}:00") for n, number in enumerate(NUMBERS)))
    assert [o.external_no for o in Order.objects.order_by("ship_by")] == list(NUMBERS)
    return house


def states() -> list[str]:
    return [axes(number)[3] for number in NUMBERS]


def test_a_count_shortens_who_leaves_last(house: House) -> None:
    house.reach("approved", *NUMBERS)
    _count(house, 2)
    assert states() == ["released", "released", "short", "short"]
    assert [axes(number)[0] for number in NUMBERS] == ["approved", "approved", "waiting", "waiting"]
    assert [holds(number) for number in NUMBERS] == [set(), set(), {"short"}, {"short"}]
    assert [parcel_states(number) for number in NUMBERS] == [["waiting"], ["waiting"], ["stopped"], ["stopped"]]
    assert house.stock("A1") == (2, 2)
    assert broken_books() == {}


def test_what_arrives_serves_them_again_by_itself(house: House) -> None:
    house.reach("approved", *NUMBERS)
    _count(house, 2)
    whole(receive_stock(house.trade.company.keeper, [ReceiptRow(house.trade.north, "A1", 1)]))
    carry_out_jobs()
    assert states() == ["released", "released", "reserved", "short"]
    assert holds("third") == set()
    whole(receive_stock(house.trade.company.keeper, [ReceiptRow(house.trade.north, "A1", 5)]))
    carry_out_jobs()
    assert states() == ["released", "released", "reserved", "reserved"]
    house.go_on(*NUMBERS)
    assert states() == ["shipped"] * 4
    assert house.stock("A1") == (4, 0)
    assert broken_books() == {}


def test_packed_parcels_are_the_last_to_lose_their_goods(house: House) -> None:
    house.reach("packed", "fourth")
    house.reach("waved", "first", "second", "third")
    _count(house, 2)
    assert states() == ["released", "short", "short", "released"]
    assert parcel_states("fourth") == ["packed"]
    assert broken_books() == {}
    _count(house, 0)
    assert states() == ["short"] * 4
    assert parcel_states("fourth") == ["stopped"]
    assert broken_books() == {}


def test_goods_lost_from_the_shelf_leave_packed_parcels_alone(house: House) -> None:
    house.reach("on_manifest", "fourth")
    lost = AdjustmentRow(house.trade.north, house.trade.skus["A1"], Reason.LOST, 3)
    whole(adjust_stock(house.trade.company.keeper, [lost]))
    carry_out_jobs()
    assert states() == ["short", "short", "short", "released"]
    house.hand_over("fourth")
    assert states() == ["short", "short", "short", "shipped"]
    assert broken_books() == {}


def test_an_empty_shelf_during_picking_leaves_what_is_in_hands(house: House) -> None:
    house.reach("packed", "third")
    house.reach("picked", "fourth")
    house.reach("waved", "first", "second")
    shelf = ShelfRow(house.trade.north, house.trade.skus["A1"], 1)
    assert len(whole(empty_shelves(house.trade.company.picker, [shelf])).result["cut"]) == 1
    carry_out_jobs()
    assert states() == ["released", "short", "released", "released"]
    assert [parcel_states(n) for n in ("second", "third", "fourth")] == [["stopped"], ["packed"], ["picked"]]
    assert house.stock("A1") == (3, 3)
    assert broken_books() == {}
    again = empty_shelves(house.trade.company.picker, [shelf])
    assert codes(again) == {1: "as_booked"}


def test_an_order_that_has_lost_its_goods_does_not_leave_before_it_is_made_short(house: House) -> None:
    house.reach("on_manifest", *NUMBERS)
    counted = CountRow(house.trade.north, house.trade.skus["A1"], 3)
    whole(count_stock(house.trade.company.keeper, [counted]))
    house.hand_over(*NUMBERS)
    assert states() == ["shipped", "shipped", "shipped", "released"]
    carry_out_jobs()
    assert states() == ["shipped", "shipped", "shipped", "short"]
    assert parcel_states("fourth") == ["stopped"]
    assert house.stock("A1") == (0, 0)
    assert broken_books() == {}


def _count(house: House, pieces: int) -> None:
    counted = CountRow(house.trade.north, house.trade.skus["A1"], pieces)
    whole(count_stock(house.trade.company.keeper, [counted]))
    carry_out_jobs()
    assert order("first").warehouse_id == house.trade.north
