"""Review of where the goods go."""

from tests.orders.rules.building import order, reasons
from zhanggui.orders.rules.review_values import ReviewFacts


def test_address_without_detail_is_incomplete():
    assert reasons(
        "address_incomplete",
        order(detail=""),
        order(detail="村里"),
        order(detail="很好的一个地方"),
        order(district=""),
        order(province="山西省", city="", district=""),
        order(detail="虚构路***"),
        order(),
    ) == [
        "detail_missing",
        "detail_short",
        "detail_vague",
        "district_missing",
        "city_missing",
        "unchecked: masked",
        "passed",
    ]


def test_shortest_detail_is_a_setting():
    assert reasons("address_incomplete", order(detail="虚构路1号"), shortest=9) == ["detail_short"]


def test_special_shapes_of_divisions_are_fine():
    fine = [
        order(province="北京", city="北京市", district="密云区"),
        order(province="湖北省", city="省直辖县级行政区划", district="仙桃市"),
        order(province="湖北省", city="仙桃市", district="仙桃市"),
        order(province="广东省", city="东莞市", district="虎门镇"),
        order(province="广东省", city="东莞市", district=""),
        order(province="内蒙古", city="呼和浩特市", district="新城区"),
        order(province="浙江省", city="杭州市", district="江干区"),
        order(province="江苏省", city="苏州市", district="苏州工业园区"),
        order(province="香港特别行政区", city="九龙", district="油尖旺区"),
        order(province="", city="", district="", detail="山西大同市灵丘县虚构巷266号"),
    ]
    assert set(reasons("address_incomplete", *fine)) == {"passed"}
    assert set(reasons("address_unknown", *fine)) == {"passed"}


def test_county_of_another_city_is_unknown():
    assert reasons(
        "address_unknown",
        order(district="海淀区"),
        order(city="北京市", district="海淀区"),
        order(district="西**"),
        order(detail="虚构路***"),
    ) == ["division_unknown", "division_unknown", "unchecked: masked", "passed"]


def test_remote_region_is_a_list_of_codes_or_names():
    tibet = order(province="西藏自治区", city="拉萨市", district="城关区")
    assert reasons("remote_region", tibet, order()) == ["remote_region", "passed"]
    assert reasons("remote_region", tibet, order(), areas=["杭州市"]) == ["passed", "remote_region"]


def test_suspended_area_holds_every_order_or_those_of_one_courier():
    facts = ReviewFacts(suspended_areas={"110000": "大雪"}, courier_suspended={5: frozenset({"330106"})})
    beijing = order(province="北京市", city="北京市", district="密云区")
    assert reasons("area_suspended", beijing, order(courier_id=5), order(courier_id=6), order(), facts=facts) == [
        "area_suspended",
        "courier_suspended",
        "passed",
        "passed",
    ]


def test_cash_on_delivery_only_where_it_is_taken():
    only_hangzhou = ReviewFacts(cod_areas=frozenset({"330100"}))
    not_there = ReviewFacts(no_cod_areas=frozenset({"330106"}))
    beijing = order(province="北京市", city="北京市", district="密云区", cod=True)
    assert reasons("cod_area", beijing, order(cod=True), order(), facts=only_hangzhou) == [
        "cod_not_taken",
        "passed",
        "passed",
    ]
    assert reasons("cod_area", beijing, order(cod=True), facts=not_there) == ["passed", "cod_not_taken"]
    assert reasons("cod_area", beijing) == ["passed"]
