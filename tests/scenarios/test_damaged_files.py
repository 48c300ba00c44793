"""Files that arrive broken: the clerk reads why, the sound orders come in whole, and nothing else does."""

import gzip

import pytest

from tests.channels.desk import rows as rows_of
from tests.scenarios.house import COLUMNS, House, axes, broken_books, open_house, row, table
from zhanggui.channels.models import ImportBatch
from zhanggui.channels.queries.reasons import sentence_of
from zhanggui.channels.rules.read import SourceFile
from zhanggui.orders.models import Order

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return open_house()


def test_cut_off_in_the_middle_of_a_row(house: House) -> None:
    whole = table([row("1"), row("2"), row("3")]).data
    batch = house.bring_in_file(SourceFile("orders.csv", whole[:-40]))
    # Lines of the order before the cut may be missing, so it does not come in either.
    assert (batch.state, batch.created, batch.rejected) == ("applied", 1, 2)
    assert _orders() == ["1"]
    assert all(len(sentence) > 10 for sentence in _told(batch))
    assert broken_books() == {}


def test_a_zipped_file_that_is_cut_off(house: House) -> None:
    whole = gzip.compress(table([row(str(n)) for n in range(200)]).data)
    batch = house.bring_in_file(SourceFile("orders.csv.gz", whole[: len(whole) // 2]))
    assert batch.rejected >= 1
    assert Order.objects.count() == batch.created
    assert _told(batch)
    assert broken_books() == {}


def test_two_encodings_in_one_file(house: House) -> None:
    lines = table([row("1"), row("2", 收货人="张小红")]).data.decode().split("\n")
    mixed = "\n".join(lines[:2]).encode() + b"\n" + lines[2].encode("gb18030")
    batch = house.bring_in_file(SourceFile("orders.csv", mixed))
    assert Order.objects.count() == batch.created
    assert batch.created + batch.rejected >= 1
    assert broken_books() == {}


@pytest.mark.parametrize(
    "cell",
    [
        {"数量": "-3"}, {"数量": "0"}, {"数量": "1.5"}, {"数量": "99999999999999999999"}, {"单价": "-1.00"},
        {"单价": "1e400"}, {"付款时间": "2026-13-45 99:99:99"}, {"订单号": "1.23457E+17"}, {"状态": "被吃掉了"},
        {"订单号": ""}, {"订单号": "9" * 80}, {"数量": "=1+1"},
    ],
    ids=str,
)  # fmt: skip
def test_one_damaged_cell_takes_its_order_and_no_other(house: House, cell: dict[str, str]) -> None:
    batch = house.bring_in(row("1"), row("2") | cell, row("3"))
    assert (batch.created, batch.rejected) == (2, 1)
    assert _orders() == ["1", "3"]
    (sentence,) = _told(batch)
    assert len(sentence) > 4
    assert broken_books() == {}


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x")', "+1", "@SUM(A1)", "'; DROP TABLE orders_order; --", "\u202e倒"]
)
def test_formulas_and_tricks_are_only_text(house: House, text: str) -> None:
    cell = '"' + text.replace('"', '""') + '"'
    batch = house.bring_in(row("1", 备注=cell, 收货人=cell))
    assert (batch.created, batch.rejected) == (1, 0)
    assert axes("1")[3] == "reserved"
    assert broken_books() == {}


def test_the_same_number_twice_far_apart_is_one_order(house: House) -> None:
    batch = house.bring_in(row("1"), row("2"), row("1", 子订单号="1-2", 商家编码="B1"))
    assert (_orders(), batch.created) == (["1", "2"], 2)
    assert (house.stock("A1"), house.stock("B1")) == ((100, 2), (100, 1))
    assert broken_books() == {}


def test_a_rejected_line_takes_the_whole_order_with_it(house: House) -> None:
    batch = house.bring_in(row("1"), row("1", 子订单号="1-2", 商家编码="B1", 数量="x"), row("2"))
    assert _orders() == ["2"]
    assert batch.created == 1
    assert house.stock("B1") == (100, 0)
    assert broken_books() == {}


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00" * 4096, b"PK\x03\x04rubbish", b"\xff\xfe", ",".join(COLUMNS).encode(), b"a,b,c\n1,2,3\n"],
    ids=["empty", "zeros", "broken zip", "only a mark", "only headers", "another table"],
)
def test_nothing_that_could_be_read(house: House, data: bytes) -> None:
    batch = house.laid_out(SourceFile("orders.csv", data))
    assert (Order.objects.count(), batch.created) == (0, 0)
    assert batch.state in ("ready", "stopped")
    assert batch.rejected or batch.problem or batch.tables
    assert broken_books() == {}


def test_shuffled_columns_are_the_same_file(house: House) -> None:
    batch = house.bring_in_file(table([row("1"), row("2")], tuple(reversed(COLUMNS))))
    assert (batch.created, batch.rejected) == (2, 0)
    again = house.bring_in(row("1"), row("2"))
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    assert broken_books() == {}


def _orders() -> list[str]:
    return sorted(Order.objects.values_list("external_no", flat=True))


def _told(batch: ImportBatch) -> list[str]:
    """What the clerk reads beside each rejected row."""
    return [sentence_of(found.reason) for found in rows_of(batch, "rejected")]
