"""A pasted line gives name, phone and address whatever their order."""

import csv
from pathlib import Path

import pytest

from zhanggui.org.rules.contact_line import split_contact

PASTED = Path(__file__).parents[4] / "shared" / "data" / "addresses-pasted" / "pasted_dev.csv"

# County codes of today where the source gives another code or none: a zone, a town or a city in the county's
# place, a county that was merged, or an expectation that was left open.
TODAY = {
    "8": ("510100", "高新区"),
    "10": ("230102", "道里区"),
    "11": ("440309", "龙华区"),
    "14": ("310104", "徐汇区"),
    "25": ("441900", ""),
    "29": ("650400", ""),
    "34": ("321282", "靖江市"),
    "35": ("110118", "密云区"),
    "38": ("120116", "滨海新区"),
    "40": ("469025", "白沙黎族自治县"),
    "41": ("460203", "吉阳区"),
    "46": ("320102", "玄武区"),
}


def pasted_rows():
    if not PASTED.exists():
        return []
    with PASTED.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.skipif(not PASTED.exists(), reason="reference data addresses-pasted is not beside the project")
def test_all_pasted_lines_are_there():
    assert len(pasted_rows()) == 31


@pytest.mark.parametrize("row", pasted_rows(), ids=lambda row: row["row"])
def test_pasted_line_reaches_its_county(row):
    contact = split_contact(row["pasted_text"])
    code = contact.address.district_code or contact.address.city_code
    expected, district = TODAY.get(row["row"], (row["expected_code_2021"], None))
    assert code == expected
    if district is not None:
        assert contact.address.district == district
    if row["expected_name"]:
        assert contact.name == row["expected_name"]


@pytest.mark.parametrize(
    ("text", "name", "phone", "detail"),
    [
        ("钱多多 13900001234 浙江省杭州市西湖区文三路1号", "钱多多", "13900001234", "文三路1号"),
        ("浙江省杭州市西湖区文三路1号，钱多多，13900001234", "钱多多", "13900001234", "文三路1号"),
        (
            "收货人：钱多多 手机：139 0000 1234 地址：浙江省杭州市西湖区文三路1号",
            "钱多多",
            "13900001234",
            "文三路1号",
        ),
        ("浙江省杭州市西湖区文三路1号 钱多多 13900001234-5678", "钱多多", "13900001234-5678", "文三路1号"),
        ("钱** 139****1234 浙江省杭州市西湖区文三路1号", "钱**", "139****1234", "文三路1号"),
        ("浙江省杭州市西湖区文三路1号 0571-88881234 钱多多收", "钱多多", "0571-88881234", "文三路1号"),
        (
            "浙江省杭州市西湖区文三路1号三单元30113900001234 钱多多收",
            "钱多多",
            "13900001234",
            "文三路1号三单元301",
        ),
    ],
)
def test_contact_is_taken_apart(text, name, phone, detail):
    contact = split_contact(text)
    assert (contact.name, contact.phone, contact.address.detail) == (name, phone, detail)
    assert contact.address.district == "西湖区"


@pytest.mark.parametrize("text", ["", " ", "13900001234", "：：：", "收货人", "钱多多"])
def test_scraps_are_no_error(text):
    assert split_contact(text).address.province == ""
