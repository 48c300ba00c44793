"""The three foreign tables come in by a mapping with the counts of their README files, each rejected row explained."""

import csv
import gzip
import io
from collections import Counter
from pathlib import Path

import pytest

from tests.channels.rules.samples import DATA, MAPPINGS, csv_file, mapping, needs_data
from zhanggui.channels.rules.mapping import ColumnMapping, SkipRule, SkipTest, TableMapping
from zhanggui.channels.rules.mapping_text import (
    mapping_from_text,
    mapping_problems,
    mapping_to_text,
    suggested_mapping,
)
from zhanggui.channels.rules.read import Reading, SourceFile, read_orders
from zhanggui.orders.rules.external import ExternalStatus


def read_set(name: str, *paths: str) -> Reading:
    return read_orders([SourceFile(Path(path).name, (DATA / path).read_bytes()) for path in paths], mapping(name))


@needs_data
def test_tmall_orders() -> None:
    reading = read_set("tmall-orders", "tmall-orders-2020-02/tmall_orders_0201_0224.csv.gz")
    orders = reading.orders
    assert (len(orders), reading.rejected) == (14_356, ())
    assert sum(order.total_fen or 0 for order in orders) == 158_961_112
    assert sum(order.refund_fen or 0 for order in orders) == 30_070_947
    # the file's column is what was left after refunds; what was paid is both together
    assert sum(order.paid_fen or 0 for order in orders) == 93_227_321 + 30_070_947
    assert sum((order.paid_fen or 0) - (order.refund_fen or 0) > 0 for order in orders) == 9_617
    assert sum(order.status is ExternalStatus.CLOSED_UNPAID for order in orders) == 2_047
    assert sum((order.refund_fen or 0) > 0 for order in orders) == 2_940
    assert {order.receiver.province for order in orders if order.receiver} >= {"上海市", "内蒙古自治区"}


@needs_data
def test_olist_tables_are_joined() -> None:
    names = ("olist_order_items", "olist_orders", "olist_order_payments")
    reading = read_set("olist", *(f"olist-sample/{name}.csv.gz" for name in names))
    orders = reading.orders
    assert (len(orders), len(reading.parts), reading.rejected) == (6_667, 0, ())
    assert sum(len(order.lines) for order in orders) == 6_719
    assert sum(bool(order.lines) for order in orders) == 5_941
    assert sum(line.price_fen or 0 for order in orders for line in order.lines) == 81_176_287
    assert sum(order.freight_fen or 0 for order in orders) == 13_365_483
    assert sum(order.paid_fen or 0 for order in orders) == 106_681_201
    assert all("created_at" in order.minutes_only for order in orders)
    unequal = Counter(abs(owed(order) - (order.paid_fen or 0)) for order in orders if order.lines)
    # the README counts 26 beyond 0.02 in floats, where one of two orders with exactly 2 fen falls over the edge
    assert sum(count for difference, count in unequal.items() if difference > 2) == 25
    assert unequal[2] == 2
    assert Counter(order.status for order in orders)[ExternalStatus.FINISHED] == 6_477


def owed(order: object) -> int:
    return sum(line.price_fen for line in order.lines) + (order.freight_fen or 0)  # type: ignore[attr-defined]


@needs_data
def test_online_retail() -> None:
    path = "online-retail-2009-2010/online_retail_2009_2010.csv.gz"
    reading = read_set("online-retail", path)
    counted = counted_by_hand(path)
    lines = [line for order in reading.orders for line in order.lines]
    left_out = Counter(str(rejection.params["reason"]) for rejection in reading.rejected)
    assert reading.tables[0].rows == 525_461
    assert len(lines) + len(reading.refunds) + len(reading.rejected) == 525_461
    assert {rejection.code for rejection in reading.rejected} == {"left_out"}
    assert all(rejection.raw and rejection.column and rejection.line for rejection in reading.rejected)
    assert (len(lines), len(reading.refunds)) == (counted["sold"], counted["returned"])
    assert sum((line.quantity or 0) * (line.price_fen or 0) for line in lines) == counted["sold_fen"]
    assert left_out["bad debt adjusted, no goods"] == 3
    assert sum(left_out.values()) == counted["left_out"]
    assert all(refund.refund_no and refund.refund_no.startswith("C") for refund in reading.refunds)
    assert {line.quantity is not None and line.quantity > 0 for line in lines} == {True}


def counted_by_hand(path: str) -> Counter[str]:
    """The same rules once more, written out against the bare csv."""
    fees = {"BANK CHARGES", "AMAZONFEE", "ADJUST", "ADJUST2", "SP1002"}
    no_goods = {"POST", "DOT", "M", "m", "D", "S", "B", "C2", "C3"} | fees
    found: Counter[str] = Counter()
    content = gzip.decompress((DATA / path).read_bytes()).decode()
    for row in csv.DictReader(io.StringIO(content)):
        code, price, pieces = row["StockCode"], float(row["Price"]), int(row["Quantity"])
        if row["Invoice"].startswith("A") or code in no_goods or code.startswith(("gift_", "TEST")) or price < 0.01:
            found["left_out"] += 1
        elif pieces < 0:
            found["returned"] += 1
        else:
            found["sold"] += 1
            found["sold_fen"] += pieces * round(price * 100)
    return found


@needs_data
def test_orders_without_numbers_are_numbered_by_their_line() -> None:
    reading = read_set("rfm-orders", "rfm-orders-2019h1/orders_2019_01_04.csv.gz")
    assert (len(reading.orders), reading.rejected) == (19_942, ())
    assert sum(order.paid_fen or 0 for order in reading.orders) == 252_414_000
    assert sum(line.quantity or 0 for order in reading.orders for line in order.lines) == 30_399
    assert reading.orders[0].external_no == "RFM-2"
    closed = ExternalStatus.CLOSED_REFUNDED_BEFORE_SHIPPING
    assert Counter(order.status for order in reading.orders) == {ExternalStatus.FINISHED: 19_243, closed: 699}


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.yaml")), ids=lambda path: path.stem)
def test_mapping_text_comes_back_the_same(path: Path) -> None:
    found = mapping(path.stem)
    assert mapping_from_text(mapping_to_text(found)) == found


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("columns: [", "mapping_malformed"),
        ("- 1", "mapping_malformed"),
        ("columns: {external_no: A, status: B}\ncolour: red", "mapping_malformed"),
        ("columns: {external_no: A, status: B}\ndecimal: both", "mapping_malformed"),
        ("columns: {external_no: A, status: B, moon: C}", "mapping_field_unknown"),
        ("columns: {external_no: A, status: B}\nstatus_words: {x: eaten}", "mapping_value_unknown"),
        ("columns: {status: B}", "mapping_field_missing"),
        ("columns: {external_no: A}", "mapping_field_missing"),
    ],
)
def test_mapping_that_cannot_work_is_explained(content: str, code: str) -> None:
    found = mapping_from_text(content)
    assert not isinstance(found, ColumnMapping)
    assert {problem.code for problem in found} == {code}


def test_table_without_a_mapped_column_is_told_which() -> None:
    wanted = TableMapping(columns={"external_no": "No", "status": "State", "paid_fen": "Paid"})
    reading = read_orders([csv_file("No,State\n1,done\n")], ColumnMapping("m", (wanted,)))
    assert [(rejection.code, rejection.column) for rejection in reading.rejected] == [
        ("mapping_column_missing", "Paid")
    ]
    assert reading.tables[0].headers == ("No", "State")


def test_second_column_of_a_name_can_be_mapped() -> None:
    table = TableMapping(
        columns={"external_no": "No", "status": "State", "buyer_key": "Who#2"}, status_words={"done": "finished"}
    )
    reading = read_orders([csv_file("No,Who,State,Who\n1,a,done,b\n")], ColumnMapping("m", (table,)))
    assert [order.buyer_key for order in reading.orders] == ["b"]


def test_notation_of_dates_and_amounts_is_the_mappings() -> None:
    text = "No;When;Sum;State\n1;03/04/2020 01:05 PM;1.299,90;done\n"
    head = (
        "decimal: comma\ndate_order: dmy\ncolumns: {external_no: No, created_at: When, total_fen: Sum, status: State}\n"
    )
    found = mapping_from_text(head + "status_words: {done: finished}")
    assert isinstance(found, ColumnMapping)
    (order,) = read_orders([csv_file(text)], found).orders
    assert order.total_fen == 129_990
    assert order.created_at is not None
    assert order.created_at.isoformat() == "2020-04-03T05:05:00+00:00"
    assert order.minutes_only == ("created_at",)


def test_skipped_rows_do_not_hold_up_the_order() -> None:
    table = TableMapping(
        columns={"external_no": "No", "sku_code": "Code", "quantity": "Pieces"},
        constants={"status": "finished"},
        status_words={"finished": "finished"},
        line_level=True,
        skip=(SkipRule("Code", SkipTest.EQUALS, ("POST",), "postage"),),
    )
    reading = read_orders([csv_file("No,Code,Pieces\n1,A,2\n1,POST,1\n")], ColumnMapping("m", (table,)))
    assert [line.sku_code for line in reading.orders[0].lines] == ["A"]
    assert reading.rejected[0].params == {"reason": "postage"}


def test_mapping_is_suggested_from_known_names() -> None:
    found = suggested_mapping("x", ("订单号", "订单状态", "商品名称", "数量", "实付款"))
    columns = found.tables[0].columns
    assert columns["external_no"] == "订单号"
    assert columns["status"] == "订单状态"
    assert columns["title"] == "商品名称"
    assert mapping_problems(found) == ()
