from datetime import timedelta

import pytest

from tests.inventory.house import NOON, SYSTEM, books_agree, claims, moves, open_house
from zhanggui.foundation.models import Event
from zhanggui.inventory.models import Move
from zhanggui.inventory.operations.adjust_stock import AdjustmentRow, adjust_stock
from zhanggui.inventory.operations.book_changes import book_changes
from zhanggui.inventory.rules.booking import Change
from zhanggui.inventory.vocabulary import Reason

pytestmark = pytest.mark.django_db


def test_a_change_is_booked_with_its_cause_and_said() -> None:
    house = open_house(A=10)
    change = Change(house.warehouse, house.skus["A"], 2, Reason.RETURNED, 900, "无损", "order_line", 77)
    book_changes(SYSTEM, {1: change})
    assert house.books("A") == (12, 0)
    move = Move.objects.get(reason="returned")
    assert (move.unit_cost_fen, move.note, move.cause_kind, move.cause_id) == (900, "无损", "order_line", 77)
    said = Event.objects.get(data__reason="returned")
    assert (said.kind, said.before, said.after) == ("inventory.stock_in", "10", "12")


def test_the_orders_that_leave_last_lose_their_goods_whole() -> None:
    house = open_house(A=10, B=5)
    house.reserve(
        house.claim(1, "A", 4, NOON),
        house.claim(2, "A", 3, NOON + timedelta(days=2)),
        house.claim(2, "B", 2, NOON + timedelta(days=2)),
        house.claim(3, "A", 2, NOON + timedelta(days=1)),
    )
    outcome = adjust_stock(SYSTEM, [AdjustmentRow(house.warehouse, house.skus["A"], Reason.LOST, 3)])
    assert outcome.result["cut"] == [2]
    assert claims() == {(1, 4), (3, 2)}
    assert (house.books("A"), house.books("B")) == ((7, 6), (5, 0))
    told = Event.objects.get(kind="inventory.reserved_cut")
    freed = [[house.warehouse, house.skus["A"], 3], [house.warehouse, house.skus["B"], 2]]
    assert told.warehouse_id == house.warehouse
    assert told.data == {"sku_id": house.skus["A"], "lacking": 2, "order_ids": [2], "freed": freed}
    assert books_agree()


def test_an_order_without_a_ship_by_loses_first() -> None:
    house = open_house(A=10)
    house.reserve(house.claim(1, "A", 5, None), house.claim(2, "A", 5, NOON))
    outcome = adjust_stock(SYSTEM, [AdjustmentRow(house.warehouse, house.skus["A"], Reason.DAMAGED, 1)])
    assert outcome.result["cut"] == [1]
    assert house.books("A") == (9, 5)


def test_what_was_not_promised_goes_without_cutting() -> None:
    house = open_house(A=10)
    house.reserve(house.claim(1, "A", 5))
    outcome = adjust_stock(SYSTEM, [AdjustmentRow(house.warehouse, house.skus["A"], Reason.SAMPLE, 5)])
    assert outcome.result["cut"] == []
    assert house.books("A") == (5, 5)
    assert moves(reason="sample") == [(-5, "sample", 1250)]
