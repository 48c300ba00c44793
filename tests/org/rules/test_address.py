"""An address comes to province, city, county and detail, in columns or in one line."""

import csv
import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhanggui.org.rules.address import check_parts, split_address
from zhanggui.org.rules.divisions import DivisionRow, Divisions

BUSINESS = Path(__file__).parents[4] / "shared" / "data" / "addresses-business" / "addresses_dev.csv.gz"


def levels(address):
    return address.province, address.city, address.district, address.town, address.detail


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("山西大同市灵丘县虚构巷266号", ("山西省", "大同市", "灵丘县", "", "虚构巷266号")),
        ("福清市石竹街道义明综合楼3F", ("福建省", "福州市", "福清市", "石竹街道", "义明综合楼3F")),
        ("北京 北京市 朝阳区 建国路88号", ("北京市", "北京市", "朝阳区", "", "建国路88号")),
        ("重庆忠县白公街道1号", ("重庆市", "重庆市", "忠县", "白公街道", "1号")),
        ("吉林市昌邑区解放路1号", ("吉林省", "吉林市", "昌邑区", "", "解放路1号")),
        ("朝阳市双塔区凌河街1号", ("辽宁省", "朝阳市", "双塔区", "", "凌河街1号")),
        ("内蒙呼和浩特新城区海东路1号", ("内蒙古自治区", "呼和浩特市", "新城区", "", "海东路1号")),
        ("广东省 东莞市 虎门镇 大宁路1号", ("广东省", "东莞市", "", "虎门镇", "大宁路1号")),
        ("新疆石河子市北四路1号", ("新疆维吾尔自治区", "", "石河子市", "", "北四路1号")),
        (
            "湖北省省直辖县级行政区划仙桃市沔阳大道1号",
            ("湖北省", "", "仙桃市", "", "沔阳大道1号"),
        ),
        ("深圳市龙华新区民治街道1号", ("广东省", "深圳市", "龙华区", "民治街道", "1号")),
        ("南京市雨花区小行路58号", ("江苏省", "南京市", "雨花台区", "", "小行路58号")),
        ("四川成都高新区天府大道530号", ("四川省", "成都市", "高新区", "", "天府大道530号")),
        ("请寄：江苏省南京市玄武区珠江路498号", ("江苏省", "南京市", "玄武区", "", "珠江路498号")),
        ("贵州省 黔东南苗族侗族自治州 三穗县 (522620)", ("贵州省", "黔东南苗族侗族自治州", "三穗县", "", "")),
        ("香港特别行政区九龙弥敦道1号", ("香港特别行政区", "", "", "", "九龙弥敦道1号")),
    ],
)
def test_line_is_split(text, expected):
    address = split_address(text)
    assert levels(address) == expected
    assert address.known


@pytest.mark.parametrize(
    ("text", "today", "former"),
    [
        ("杭州市江干区凯旋路1号", "上城区", "江干区"),
        ("天津大港区花园路123号", "滨海新区", "大港区"),
        ("襄阳区双沟镇1号", "襄州区", "襄阳区"),
        ("重庆市渝北区黄山大道1号", "两江新区", "渝北区"),
    ],
)
def test_former_name_becomes_todays(text, today, former):
    address = split_address(text)
    assert (address.district, address.former, address.known) == (today, former, True)


@pytest.mark.parametrize("text", ["上海路12号", "北京西路100号", "浦东大道1号", "重庆大厦3楼"])
def test_street_named_after_a_place_is_no_place(text):
    address = split_address(text)
    assert address.province == ""
    assert address.detail == text
    assert not address.known


def test_county_name_of_several_cities_leaves_them_open():
    address = split_address("朝阳区建国路1号")
    assert (address.district, address.missing, address.known) == ("朝阳区", ("province", "city"), False)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("湖北省", "省直辖县级行政区划", "仙桃市", "大道1号"), ("湖北省", "", "仙桃市", "", "大道1号")),
        (("湖北省", "仙桃市", "仙桃市", "大道1号"), ("湖北省", "", "仙桃市", "", "大道1号")),
        (
            ("北京市", "市辖区", "朝阳区", "北京市朝阳区建国路88号"),
            ("北京市", "北京市", "朝阳区", "", "建国路88号"),
        ),
        (("广东省", "东莞市", "虎门镇", "大宁1号"), ("广东省", "东莞市", "", "虎门镇", "大宁1号")),
        (("江苏省", "靖江市", "", "人民路1号"), ("江苏省", "泰州市", "靖江市", "", "人民路1号")),
        (
            ("江苏省", "苏州市", "苏州工业园区", "星湖街1号"),
            ("江苏省", "苏州市", "苏州工业园区", "", "星湖街1号"),
        ),
        (("四川省", "成都市", "武侯", "1号"), ("四川省", "成都市", "武侯区", "", "1号")),
        (("广东省", "佛山市", "", "顺德区大良街道1号"), ("广东省", "佛山市", "顺德区", "大良街道", "1号")),
        (("", "", "", "北京市密云区鼓楼街1号"), ("北京市", "北京市", "密云区", "", "鼓楼街1号")),
        (("台湾省", "台北市", "大安区", "1号"), ("台湾省", "台北市", "大安区", "", "1号")),
    ],
)
def test_columns_are_put_right(parts, expected):
    address = check_parts(*parts)
    assert levels(address) == expected
    assert address.known


@pytest.mark.parametrize(
    ("parts", "missing", "conflict"),
    [
        (("江苏省", "南京市", "朝阳区", "1号"), ("district",), True),
        (("湖南省", "北京市", "海淀区", "1号"), ("city", "district"), True),
        (("江苏省", "南京市", "不存在县", "1号"), (), True),
        (("山东省", "", "", "1号"), ("city", "district"), False),
        (("火星", "甲", "乙", "1号"), ("province", "city", "district"), False),
        (("山东省", "烟台市", "芝罘区", ""), ("detail",), False),
        (("", "", "", ""), ("province", "city", "district", "detail"), False),
    ],
)
def test_what_is_wrong_with_columns_is_named(parts, missing, conflict):
    address = check_parts(*parts)
    assert (address.missing, address.conflict) == (missing, conflict)
    assert address.known == (not conflict and not set(missing) - {"detail"})


@settings(deadline=None)
@given(st.text(alphabet="北京市朝阳区上海新江苏省南县路1号 ,（）*", max_size=40), st.text(max_size=20))
def test_any_text_is_read_and_its_detail_is_part_of_it(text, more):
    assert split_address(text + more).detail in text + more
    check_parts(text, more, text, more)


def test_company_may_bring_its_own_divisions():
    rows = [
        DivisionRow("990000", "甲省", "province"),
        DivisionRow("990100", "乙市", "city", "990000"),
        DivisionRow("990103", "丙区", "county", "990100"),
    ]
    own = Divisions(rows)
    assert levels(check_parts("甲省", "乙市", "丙区", "路1号", own)) == ("甲省", "乙市", "丙区", "", "路1号")
    assert split_address("甲省乙市丙区路1号", own).district_code == "990103"
    assert not check_parts("浙江省", "杭州市", "西湖区", "路1号", own).known


def test_very_long_text_is_read_quickly():
    split_address("浙江省" + " " * 100_000 + "文三路(310000")
    check_parts("浙江省", "杭州市", "西湖区", " " * 100_000 + "(1" * 50_000 + ")")


def test_business_addresses_reach_the_county():
    if not BUSINESS.exists():
        pytest.skip("reference data addresses-business is not beside the project")
    with gzip.open(BUSINESS, "rt", encoding="utf-8-sig", newline="") as lines:
        texts = [row["address"].strip() for row in csv.DictReader(lines)]
    written = [text for text in texts if text]
    addresses = [split_address(text) for text in written]
    share_known = sum(address.known for address in addresses) / len(written)
    share_city = sum(bool(address.city or address.district_code) for address in addresses) / len(written)
    # The rest names no county at all, or only one that several cities have.
    assert share_known > 0.74, share_known
    assert share_city > 0.83, share_city
    assert sum(address.conflict for address in addresses) < 20
