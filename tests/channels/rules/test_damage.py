"""What files go through on their way: each case ends in a clear sentence, never in half an order."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.channels.rules.samples import (
    HEAD,
    SAMPLES,
    codes,
    csv_file,
    needs_data,
    read_samples,
    read_text,
    row,
    sample,
)
from zhanggui.channels.rules.files.opening import raw_tables
from zhanggui.channels.rules.files.raw import FileProblem, Limits
from zhanggui.channels.rules.problems import MESSAGES, message_of
from zhanggui.channels.rules.read import SourceFile, read_orders


def workbook(rows: Sequence[Sequence[object]], **sheets: Sequence[Sequence[object]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, content in ({"Sheet1": rows} | sheets).items():
            page = book.add_worksheet(name)
            for line, cells in enumerate(content):
                page.write_row(line, 0, cells)
    return stream.getvalue()


def zipped(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


# encodings and containers


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    (order,) = read_text(HEAD + row(), encoding).orders
    assert order.lines[0].title == "示例商品"


def test_rare_characters_of_gb18030() -> None:
    text = (HEAD + row()).replace("示例商品", "𬭎䶮")
    (order,) = read_text(text, "gb18030").orders
    assert order.lines[0].title == "𬭎䶮"


def test_undecodable_line_is_named() -> None:
    data = (HEAD + row() + row("300000000002")).encode() + b"\xff\xfe\xff,\n"
    reading = read_orders([SourceFile("orders.csv", data + row("300000000003").encode())])
    assert reading.orders == ()
    assert [(rejection.line, rejection.code) for rejection in reading.rejected] == [(4, "not_decodable")]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separators_whatever_the_name_says(separator: str) -> None:
    text = (HEAD + row()).replace(",", separator)
    reading = read_orders([csv_file(text, name="orders.xls")])
    assert [order.external_no for order in reading.orders] == ["300000000001"]


def test_html_that_calls_itself_xls() -> None:
    lines = [line.split(",") for line in (HEAD + row()).strip().split("\n")]
    page = "<html><table>" + "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for cells in lines
    )
    (order,) = read_orders([csv_file(page + "</table></html>", name="orders.xls")]).orders
    assert order.external_no == "300000000001"
    reading = read_orders([csv_file(page, name="orders.xls")])
    assert "file_cut" in {rejection.code for rejection in reading.rejected}


def test_several_sheets_are_one_list() -> None:
    head = HEAD.strip().split(",")
    sheets = [[head, row(no).strip().split(",")] for no in ("300000000001", "300000000002")]
    reading = read_orders(
        [SourceFile("b.xlsx", workbook(sheets[0], second=sheets[1], notes=[["read", "me"], ["a", "b"]]))]
    )
    assert [order.external_no for order in reading.orders] == ["300000000001", "300000000002"]
    assert reading.rejected == ()
    assert [notice.code for notice in reading.notices] == ["not_recognised"]


def test_zip_with_several_files_and_chinese_names() -> None:
    data = bytearray(
        zipped(("a.csv", (HEAD + row()).encode("gbk")), ("bb/bbbb.csv", (HEAD + row("300000000002")).encode()))
    )
    name = "订单".encode("gbk")
    data = bytearray(bytes(data).replace(b"bbbb.csv", name + b".csv"))
    reading = read_orders([SourceFile("all.zip", bytes(data))])
    assert [order.external_no for order in reading.orders] == ["300000000001", "300000000002"]
    assert [table.file for table in reading.tables] == ["all.zip/a.csv", "all.zip/bb/订单.csv"]


def test_bombs_are_not_opened() -> None:
    bomb = zipped(("orders.csv", b"0" * 9_000_000))
    limits = Limits(ratio_from_bytes=1 << 20)
    assert problem_codes(bomb, limits) == ["zip_suspicious"]
    assert problem_codes(bomb, Limits(unpacked_bytes=1 << 20)) == ["file_too_big"]
    nested = zipped(("a.zip", zipped(("b.zip", zipped(("c.csv", b"x"))))))
    assert problem_codes(nested, Limits()) == ["zip_nested"]
    assert problem_codes(zipped(*((f"{n}.csv", b"x") for n in range(9))), Limits(files=8)) == ["zip_too_many"]


def test_workbook_that_sprawls_over_the_grid_is_not_opened() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet()
        page.write(0, 0, "a")
        page.write(1_048_575, 16_383, "z")
    assert problem_codes(stream.getvalue(), Limits()) == ["too_many_rows"]


def problem_codes(data: bytes, limits: Limits) -> list[str]:
    return [found.problem.code for found in raw_tables("x", data, limits) if isinstance(found, FileProblem)]


# files that break off


@needs_data
@pytest.mark.parametrize("name", ["kuaishou_orders_61.xlsx", "alipay_20200301.zip"])
def test_broken_archives(name: str) -> None:
    data = sample(name).data
    reading = read_orders([SourceFile(name, data[: len(data) // 2])])
    assert reading.orders == ()
    assert {rejection.code for rejection in reading.rejected} <= {"workbook_broken", "zip_broken"}
    assert reading.rejected


def test_file_that_ends_in_a_quote() -> None:
    reading = read_text(HEAD + row() + '300000000002,1,"示例')
    assert [order.external_no for order in reading.orders] == []
    assert codes(reading) == [(3, "quote_unclosed"), (2, "order_maybe_cut")]


def test_file_that_ends_in_a_row() -> None:
    reading = read_text(HEAD + row() + row("300000000002") + row("300000000002")[:40])
    assert [order.external_no for order in reading.orders] == ["300000000001"]
    assert codes(reading) == [(4, "file_cut"), (3, "order_maybe_cut")]


def test_file_that_ends_in_a_character() -> None:
    whole = (HEAD + row() + row("300000000002")).encode()
    cut = whole[: whole.rindex("等".encode()) + 1]
    reading = read_orders([SourceFile("orders.csv", cut)])
    assert (3, "file_cut") in codes(reading)


@needs_data
@pytest.mark.parametrize("name", ["jd_orders_2016.csv", "douyin_orders_2026.csv", "taobao_ExportOrderList_2018.csv"])
def test_no_cut_gives_half_an_order(name: str) -> None:
    data, whole = sample(name).data, {order.external_no: order for order in read_samples(name).orders}
    for end in range(len(data) - 3, 0, -97):
        reading = read_orders([SourceFile(name, data[:end])])
        cut_between_rows = b"\n" in data[end - 1 : end + 2]  # looks like a shorter file, and is a whole one
        for order in () if cut_between_rows else reading.orders:
            assert len(order.lines) == len(whole[order.external_no].lines), end


# columns


@needs_data
def test_columns_may_stand_anywhere() -> None:
    rows = list(csv.reader(io.StringIO(sample("pdd_orders_23.csv").data.decode("utf-8-sig"))))
    shuffled = io.StringIO()
    csv.writer(shuffled).writerows([list(reversed(cells)) for cells in rows])
    reading = read_text(shuffled.getvalue())
    orders = [replace(order, source_file="pdd_orders_23.csv") for order in reading.orders]
    assert tuple(orders) == read_samples("pdd_orders_23.csv").orders


def test_header_below_a_preamble_and_footers_are_no_orders() -> None:
    text = (
        "京东订单\n导出时间,2026-06-06\n\n"
        + HEAD
        + row()
        + ",,,,,,,,,\n合计,,,1,,,10.00,,,\n#导出时间：[2026年06月02日]\n说明：示例\n"
    )
    reading = read_text(text)
    assert [order.source_line for order in reading.orders] == [5]
    assert reading.rejected == ()


def test_second_header_row_of_explanations() -> None:
    reading = read_text(HEAD + "平台订单号,编号,名称,件,时间,元,元,见说明,时间,元\n" + row() + HEAD)
    assert (len(reading.orders), reading.rejected) == (1, ())


def test_unknown_table_offers_its_headers() -> None:
    reading = read_text("Invoice,Item,Pieces\n1,a,2\n")
    assert [(rejection.code, rejection.raw) for rejection in reading.rejected] == [
        ("not_recognised", ("Invoice", "Item", "Pieces"))
    ]
    assert reading.tables[0].sample == (("1", "a", "2"),)


# cells


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"total": "-10.00"}, "订单金额", "money_negative"),
        ({"total": "99999999999"}, "订单金额", "money_absurd"),
        ({"total": "=SUM(A1)"}, "订单金额", "formula"),
        ({"pieces": "0"}, "订购数量", "quantity_negative"),
        ({"pieces": "-1"}, "订购数量", "quantity_negative"),
        ({"created": "yesterday"}, "下单时间", "time_malformed"),
        ({"created": "1900-01-01 00:00:00"}, "下单时间", "time_absurd"),
        ({"status": "飞走了"}, "订单状态", "status_unknown"),
        ({"status": ""}, "订单状态", "status_missing"),
        ({"no": "3.00E+11"}, "订单号", "order_no_damaged"),
        ({"no": ""}, "订单号", "order_no_missing"),
        ({"no": "=1+1"}, "订单号", "order_no_malformed"),
    ],
)
def test_bad_cell_rejects_its_row_only(cells: dict[str, str], column: str, code: str) -> None:
    reading = read_text(HEAD + row("300000000009") + row(**cells))
    assert [order.external_no for order in reading.orders] == ["300000000009"]
    assert [(found.line, found.column, found.code) for found in reading.rejected] == [(3, column, code)]
    assert reading.rejected[0].raw[2] == "示例商品"


def test_rejected_row_takes_its_order_with_it() -> None:
    reading = read_text(HEAD + row() + row(pieces="x") + row() + row("300000000002"))
    assert [order.external_no for order in reading.orders] == ["300000000002"]
    assert codes(reading) == [(3, "quantity_malformed"), (2, "order_incomplete"), (4, "order_incomplete")]


def test_three_kinds_of_dates_and_what_they_know() -> None:
    created = ("2026-06-06 13:41:05", "2026/6/6 13:41", "46179.570196759")
    orders = read_text(HEAD + "".join(row(f"30000000000{n}", created=cell) for n, cell in enumerate(created))).orders
    assert [order.minutes_only for order in orders] == [(), ("created_at",), ()]
    assert len({order.created_at.replace(second=0) for order in orders if order.created_at}) == 1


def test_formulas_in_text_stay_text() -> None:
    (order,) = read_text((HEAD + row()).replace("示例商品", "=cmd|' /C calc'!A0")).orders
    assert order.lines[0].title == "=cmd|' /C calc'!A0"


def test_column_that_excel_rounded() -> None:
    head = "订单编号,订单状态,总金额,订单创建时间\n"
    rounded = "".join(
        f"20201234567{n}000000,交易成功,1.00,2026-06-06 13:41:05\n".replace("67", "6789") for n in (1, 2, 3)
    )
    reading = read_text(head + rounded)
    assert reading.orders == ()
    assert codes(reading) == [(line, "order_no_damaged") for line in (2, 3, 4)]
    one = read_text(head + rounded.splitlines()[0] + "\n" + "202012345678901234,交易成功,1.00,2026-06-06 13:41:05\n")
    assert len(one.orders) == 2


def test_rounded_numbers_in_a_workbook() -> None:
    head = ["订单编号", "订单状态", "总金额"]
    data = workbook([head, [202012345678901234, "交易成功", 1], ["202012345678901234", "交易成功", 1]])
    reading = read_orders([SourceFile("orders.xlsx", data)])
    assert [order.external_no for order in reading.orders] == ["202012345678901234"]
    assert codes(reading) == [(2, "order_no_damaged")]


# anything at all


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=600) | st.text(max_size=400).map(str.encode))
def test_no_bytes_raise(data: bytes) -> None:
    for start in (
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x1f\x8b",
        b"<table>",
        b'{"tid":',
        HEAD.encode(),
    ):
        reading = read_orders([SourceFile("anything", start + data)])
        assert all(message_of(rejection.code) % rejection.params for rejection in (*reading.rejected, *reading.notices))


@needs_data
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_no_damage_to_a_real_file_raises(data: st.DataObject) -> None:
    path = data.draw(
        st.sampled_from(sorted(path for path in SAMPLES.iterdir() if path.suffix in (".csv", ".xlsx", ".zip")))
    )
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_orders([SourceFile(path.name, bytes(content[: data.draw(st.integers(0, len(content)))]))])


def test_every_sentence_can_be_filled() -> None:
    assert all(sentence and isinstance(sentence, str) for sentence in MESSAGES.values())
