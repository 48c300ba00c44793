"""Names of provinces, cities and counties lead to codes of today."""

import csv
from datetime import date
from pathlib import Path

import pytest

from zhanggui.org.rules.divisions import (
    DivisionRow,
    Divisions,
    default_divisions,
    default_rows,
    short_names,
)
from zhanggui.org.rules.former_divisions import FORMER_NAMES

REFERENCE = Path(__file__).parents[4] / "shared" / "data" / "admin-divisions" / "divisions.csv"


@pytest.mark.parametrize(
    ("name", "level", "short"),
    [
        ("广西壮族自治区", "province", ("广西", "广西自治区", "广西省")),
        ("内蒙古自治区", "province", ("内蒙古", "内蒙古省", "内蒙")),
        ("香港特别行政区", "province", ("香港",)),
        ("黔东南苗族侗族自治州", "city", ("黔东南", "黔东南州")),
        ("大兴安岭地区", "city", ("大兴安岭",)),
        ("浦东新区", "county", ("浦东",)),
        ("清新区", "county", ("清新",)),
        ("梅里斯达斡尔族区", "county", ("梅里斯", "梅里斯区")),
        ("恭城瑶族自治县", "county", ("恭城", "恭城县")),
        ("和县", "county", ()),
    ],
)
def test_people_shorten_names(name, level, short):
    assert short_names(name, level) == short


def test_place_gives_the_whole_chain():
    places = default_divisions().places
    assert (places["350181"].province, places["350181"].city, places["350181"].district) == (
        "福建省",
        "福州市",
        "福清市",
    )
    assert places["350181"].city_code == "350100"


def test_municipality_is_its_own_city():
    place = default_divisions().places["110105"]
    assert (place.province, place.city, place.district) == ("北京市", "北京市", "朝阳区")


def test_county_directly_below_a_province_has_no_city():
    place = default_divisions().places["429004"]
    assert (place.province, place.city, place.district) == ("湖北省", "", "仙桃市")


def test_four_cities_have_no_counties():
    divisions = default_divisions()
    bare = [row.name for row in divisions.rows.values() if row.level == "city" and not divisions.has_counties(row.code)]
    assert sorted(bare) == sorted(["东莞市", "中山市", "儋州市", "嘉峪关市"])


def test_same_county_name_in_several_cities_is_remembered():
    assert set(default_divisions().counties["朝阳区"]) == {"110105", "220104"}


def test_same_county_name_twice_in_a_province_needs_its_city():
    divisions = default_divisions()
    assert not divisions.children["130000"]["桥西区"]
    assert divisions.children["130100"]["桥西区"] == "130104"


@pytest.mark.parametrize(("parent", "former", "successor"), FORMER_NAMES)
def test_former_name_leads_to_a_division_of_today(parent, former, successor):
    divisions = default_divisions()
    assert successor in divisions.rows
    assert divisions.children[parent][former] == successor


def test_changed_kind_is_found_without_history():
    assert default_divisions().children["430100"]["望城"] == "430112"


def test_imported_rows_replace_the_default_and_follow_chains_of_successors():
    rows = [
        DivisionRow("990000", "甲省", "province"),
        DivisionRow("990100", "乙市", "city", "990000"),
        DivisionRow("990103", "丙区", "county", "990100"),
        DivisionRow("990101", "丁县", "county", "990100", date(2010, 1, 1), "990102"),
        DivisionRow("990102", "戊县", "county", "990100", date(2020, 1, 1), "990103"),
    ]
    divisions = Divisions(rows)
    assert divisions.children["990100"]["丁县"] == "990103"
    assert divisions.places[divisions.children["990000"]["戊县"]].district == "丙区"
    assert "990101" not in divisions.rows


def test_every_division_of_the_reference_is_there():
    if not REFERENCE.exists():
        pytest.skip("reference data admin-divisions is not beside the project")
    rows = {row.code: row for row in default_rows() if row.valid_to is None}
    with REFERENCE.open(encoding="utf-8-sig", newline="") as lines:
        missing = [
            row["name"]
            for row in csv.DictReader(lines)
            if row["code"] not in rows or rows[row["code"]].name != row["name"]
        ]
    assert missing == []
