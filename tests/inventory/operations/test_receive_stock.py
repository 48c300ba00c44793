from datetime import date

import pytest

from tests.company import hire, open_company
from tests.inventory.house import SYSTEM, books_agree, moves, open_house, statements_of
from zhanggui.catalog.operations.add_skus import SkuRow, add_skus
from zhanggui.catalog.vocabulary import SkuKind
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.inventory.models import Balance
from zhanggui.inventory.operations.announce_arrivals import ArrivalRow, announce_arrivals
from zhanggui.inventory.operations.receive_stock import ReceiptRow, receive_stock

pytestmark = pytest.mark.django_db


def test_goods_come_in_at_their_cost() -> None:
    house = open_house(A=10, B=0)
    rows = [
        ReceiptRow(house.warehouse, "A", 5),
        ReceiptRow(house.warehouse, "B", 7, unit_cost_fen=830, note="补货"),
    ]
    outcome = receive_stock(SYSTEM, rows)
    assert len(outcome.done) == 2
    assert (house.books("A"), house.books("B")) == ((15, 0), (7, 0))
    assert moves(reason="received") == [(5, "received", 1250), (7, "received", 830)]
    said = Event.objects.filter(kind="inventory.stock_in", data__reason="received").order_by("id")
    assert [(event.before, event.after, event.data["sku_id"]) for event in said] == [
        ("10", "15", house.skus["A"]), ("0", "7", house.skus["B"]),
    ]  # fmt: skip
    assert books_agree()


def test_a_case_code_counts_cases() -> None:
    house = open_house()
    add_skus(SYSTEM, [SkuRow("C", barcodes="6901234567892; 6901234567908x12")])
    receive_stock(
        SYSTEM,
        [ReceiptRow(house.warehouse, "6901234567908", 3), ReceiptRow(house.warehouse, "6901234567892", 2)],
    )
    assert Balance.objects.get(sku__code="C").on_hand == 38


def test_codes_that_mean_nothing_or_keep_no_stock_are_refused_by_row() -> None:
    house = open_house(A=0)
    add_skus(SYSTEM, [SkuRow("SET", kind=SkuKind.BUNDLE, parts="A x2"), SkuRow("GIFT", kind=SkuKind.NO_STOCK)])
    rows = [ReceiptRow(house.warehouse, code, 1) for code in ("A", "SET", "GIFT", "NOBODY")]
    outcome = receive_stock(SYSTEM, rows)
    assert {number: refusal.code for number, refusal in outcome.refused.items()} == {
        2: "not_stocked", 3: "not_stocked", 4: "unknown_code",
    }  # fmt: skip
    assert house.books("A") == (1, 0)


def test_a_warehouse_out_of_range_does_not_exist() -> None:
    open_company()
    near, far = open_house("SH", A=1), open_house("CD", A=1)
    keeper = hire("near_keeper", "S1.KEEPER", warehouses=(near.warehouse,))
    outcome = receive_stock(keeper, [ReceiptRow(near.warehouse, "A", 1), ReceiptRow(far.warehouse, "A", 1)])
    assert {number: refusal.code for number, refusal in outcome.refused.items()} == {2: "not_found"}
    assert (near.books("A"), far.books("A")) == ((2, 0), (1, 0))


def test_who_holds_no_duty_for_it_receives_nothing() -> None:
    company, house = open_company(), open_house(A=1)
    with pytest.raises(NotAllowed):
        receive_stock(company.reviewer, [ReceiptRow(house.warehouse, "A", 1)])


def test_what_arrived_is_expected_no_more() -> None:
    house = open_house(A=1)
    announce_arrivals(SYSTEM, [ArrivalRow(house.warehouse, house.skus["A"], date(2026, 12, 1))])
    receive_stock(SYSTEM, [ReceiptRow(house.warehouse, "A", 1)])
    assert Balance.objects.get(sku__code="A").expected_on is None


def test_five_hundred_rows_take_as_many_statements_as_one() -> None:
    house = open_house(**{f"S{n}": 0 for n in range(501)})
    one = statements_of(lambda: receive_stock(SYSTEM, [ReceiptRow(house.warehouse, "S500", 1)]))
    rows = [ReceiptRow(house.warehouse, f"S{n}", 1) for n in range(500)]
    assert statements_of(lambda: receive_stock(SYSTEM, rows)) == one
