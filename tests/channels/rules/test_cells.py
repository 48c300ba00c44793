"""One cell at a time: every shape in which platforms and Excel write the same thing."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhanggui.channels.rules.addresses import PhoneKind, address, phone, phone_kind
from zhanggui.channels.rules.cells import Cell, discount, money, number, quantity, text
from zhanggui.channels.rules.mapping import DateOrder
from zhanggui.channels.rules.problems import Bad
from zhanggui.channels.rules.times import moment, moment_reader


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("12.30", 1230),
        ("12.30元", 1230),
        ("¥1,299.90", 129_990),
        ("1,299.90", 129_990),
        ("-5.00", -500),
        ("499.00（系统计算中，该值仅供参考）", 49_900),
        ("227.00\t", 22_700),
        ("￥0.5", 50),
        ("(5.00)", -500),
        ("12.345", 1235),
        (12.33, 1233),
        (0.1 + 0.2, 30),
        (227, 22_700),
        ("０.５０", 50),
        *((blank, None) for blank in ("--", "-", "—", "——", "/", "", "无退款申请", "\t", None)),
    ],
)
def test_money(cell: Cell, fen: int | None) -> None:
    assert money(cell) == fen


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("=1+1", "formula"),
        ("+cmd|' /C calc'!A0", "formula"),
        ("twelve", "money_malformed"),
        ("1.2.3", "money_malformed"),
        ("12,30", "money_malformed"),
        ("99999999999999", "money_absurd"),
        (1e300, "money_absurd"),
        (float("nan"), "money_malformed"),
        (datetime(2020, 1, 1, tzinfo=UTC), "money_malformed"),
    ],
)
def test_what_is_no_money(cell: Cell, code: str) -> None:
    found = money(cell)
    assert isinstance(found, Bad)
    assert found.code == code


@given(st.integers(-(10**9), 10**9))
def test_money_comes_back_as_written(fen: int) -> None:
    sign = "-" if fen < 0 else ""
    whole, part = divmod(abs(fen), 100)
    assert money(f"{sign}{whole}.{part:02d}") == fen
    assert money(f"{sign}{whole:,}.{part:02d}") == fen
    assert money(f"{sign}¥{whole:,}.{part:02d}元") == fen
    assert money(f"{sign}{whole}.{part:02d}".replace(".", ","), comma=True) == fen


def test_discounts_have_either_sign_or_a_name() -> None:
    assert [discount(cell) for cell in ("-20.00", "20", "店铺券-20.00", "满减-5.00;店铺券-20.00", "")] == [
        2000,
        2000,
        2000,
        2500,
        None,
    ]


@pytest.mark.parametrize(
    ("cell", "no"),
    [
        ('="202012345678901234"', "202012345678901234"),
        ("'202012345678901234", "202012345678901234"),
        ("\t6900000000000000001", "6900000000000000001"),
        ("\ufeff\u200b12345\u200b", "12345"),
        ("260607-400000294410900", "260607-400000294410900"),
        ("E20260606134105000000001", "E20260606134105000000001"),
        (300_000_000_001.0, "300000000001"),
        ("", None),
        ("——", None),
    ],
)
def test_order_numbers_are_text(cell: Cell, no: str | None) -> None:
    assert number(cell) == no


@pytest.mark.parametrize("cell", ["5.1234E+18", "2.02012E+17", "2E+17", 2.0201234567891e17, 1e15])
def test_numbers_that_excel_rounded_are_refused(cell: Cell) -> None:
    found = number(cell)
    assert isinstance(found, Bad)
    assert found.code == "order_no_damaged"


@pytest.mark.parametrize(
    ("cell", "utc", "exact"),
    [
        ("2026-06-06 13:41:05", "2026-06-06T05:41:05+00:00", True),
        ("2026/6/6 13:41", "2026-06-06T05:41:00+00:00", False),
        ("2026年05月01日 00:00:00", "2026-04-30T16:00:00+00:00", True),
        ("2026-06-06", "2026-06-05T16:00:00+00:00", False),
        ("20260606134105", "2026-06-06T05:41:05+00:00", True),
        ("2026-06-06 24:00:00", "2026-06-06T16:00:00+00:00", True),
        (46_179.570196759, "2026-06-06T05:41:05+00:00", True),
        ("46179.570196759", "2026-06-06T05:41:05+00:00", True),
        (46_179.0, "2026-06-05T16:00:00+00:00", False),
        (datetime(2026, 6, 6, 13, 41, 5, tzinfo=UTC), "2026-06-06T05:41:05+00:00", True),
    ],
)
def test_times(cell: Cell, utc: str, exact: bool) -> None:
    found = moment(cell)
    assert found is not None
    assert not isinstance(found, Bad)
    assert (found.at.isoformat(), found.exact) == (utc, exact)
    assert moment_reader()(cell) == found


@pytest.mark.parametrize(
    "cell", ["2026-13-01 00:00:00", "2026-02-30 10:00:00", "soon", "06/06/2026", "0001-01-01 00:00:00"]
)
def test_what_is_no_time(cell: str) -> None:
    assert isinstance(moment(cell), Bad)
    assert isinstance(moment_reader()(cell), Bad)


def test_year_last_needs_to_be_told_which_comes_first() -> None:
    day, month = (
        moment("03/04/2026 10:00:00", date_order=order) for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
    )
    assert isinstance(day, tuple)
    assert isinstance(month, tuple)
    assert (day[0].month, month[0].month) == (4, 3)


def test_quantities() -> None:
    assert [quantity(cell) for cell in ("2", 2.0, "2.0", "1,200", "3件", "-4", "", None)] == [
        2,
        2,
        2,
        1200,
        3,
        -4,
        None,
        None,
    ]
    assert [getattr(quantity(cell), "code", None) for cell in ("1.5", "many", "99999999", "=2")] == [
        "quantity_malformed",
        "quantity_malformed",
        "quantity_absurd",
        "formula",
    ]


@pytest.mark.parametrize(
    ("cell", "found", "kind"),
    [
        ("'13800138000", "13800138000", PhoneKind.PLAIN),
        ("86-13800138000", "13800138000", PhoneKind.PLAIN),
        (13_800_138_000.0, "13800138000", PhoneKind.PLAIN),
        ("138 0013 8000", "13800138000", PhoneKind.PLAIN),
        ("18400000000-1234", "18400000000-1234", PhoneKind.VIRTUAL),
        ("18400000000转1234", "18400000000-1234", PhoneKind.VIRTUAL),
        ("138****0000", "138****0000", PhoneKind.MASKED),
        ("0571-80000000", "0571-80000000", PhoneKind.LANDLINE),
        ("1380013800", "1380013800", PhoneKind.INVALID),
        ("'", None, PhoneKind.EMPTY),
    ],
)
def test_phones(cell: Cell, found: str | None, kind: PhoneKind) -> None:
    got = phone(cell)
    assert not isinstance(got, Bad)
    assert (got, phone_kind(got)) == (found, kind)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        (
            "浙江省 杭州市 西湖区 示例路1号2幢301室(310000)",
            ("浙江省", "杭州市", "西湖区", "示例路1号2幢301室", "310000"),
        ),
        ("北京 北京市 密云区 样本大道3号(110110)", ("北京市", "北京市", "密云区", "样本大道3号", "110110")),
        ("贵州黔东南苗族侗族自治州三穗县", ("贵州省", "黔东南苗族侗族自治州", "三穗县", "", None)),
        ("安徽宿州市泗县示例路145号", ("安徽省", "宿州市", "泗县", "示例路145号", None)),
        ("广东省 东莞市 虚构镇 示例路1号", ("广东省", "东莞市", None, "示例路1号", None)),
        ("somewhere else", (None, None, None, "somewhere else", None)),
    ],
)
def test_addresses(cell: str, parts: tuple[str | None, ...]) -> None:
    found = address(cell)
    assert found is not None
    assert (found.province, found.city, found.district, found.detail, found.postcode) == parts


def test_address_with_person_and_phone() -> None:
    found = address("张三，86-13800138000，浙江省 杭州市 西湖区 示例街道 示例路1号，310000")
    assert found is not None
    assert found[:7] == ("浙江省", "杭州市", "西湖区", "示例街道", "示例路1号", "310000", "张三")
    assert found.phone == "13800138000"


@given(st.text() | st.floats() | st.integers() | st.booleans() | st.datetimes() | st.none())
def test_no_cell_raises(cell: Cell) -> None:
    for read in (text, number, money, quantity, moment, phone, address, discount, moment_reader()):
        read(cell)
