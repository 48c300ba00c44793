"""Rules about where the goods go."""

from collections.abc import Mapping
from typing import Any

from zhanggui.foundation.words import _
from zhanggui.orders.rules.contact import detail_fault, is_masked
from zhanggui.orders.rules.review_values import Findings, Parameter, ReviewSet, Rule
from zhanggui.org.rules.address import Address

# Tibet and Xinjiang cost several times the usual freight; Taiwan, Hong Kong and Macao need customs papers.
_REMOTE = ("540000", "650000", "710000", "810000", "820000")
_LANDMARKS = (
    "村", "屯", "寨", "学校", "大学", "学院", "中学", "小学", "幼儿园", "医院", "卫生院",
    "超市", "驿站", "菜鸟", "市场", "商场", "广场", "公司", "厂", "酒店", "宾馆", "农场",
    "派出所", "政府", "邮局", "邮政", "银行", "车站",
)  # fmt: skip


def check_incomplete(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """A level is missing, or the detail does not lead a courier to a door."""
    shortest, landmarks = parameters["shortest"], tuple(parameters["landmarks"])
    for at, address in enumerate(review.addresses):
        if review.hidden[at]:
            found.cannot_check(at, review.hidden[at])
            continue
        level = address.missing[0] if address.missing else "detail"
        if level != "detail" and not address.conflict:
            found.hold(at, f"{level}_missing")
            continue
        fault = detail_fault(address.town + address.detail, shortest, landmarks)
        if fault:
            found.hold(at, fault)


def check_unknown(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """Province, city and county contradict each other or are in no list."""
    for at, address in enumerate(review.addresses):
        order = review.orders[at]
        region = order.province + order.city + order.district
        if review.hidden[at] and (not region or is_masked(region)):
            found.cannot_check(at, review.hidden[at])
        elif address.conflict:
            written = " ".join((order.province, order.city, order.district)).strip() or order.detail[:20]
            found.hold(at, "division_unknown", written=written)


def check_remote(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """The place costs much more freight than the price allows for."""
    remote = frozenset(parameters["areas"])
    for at, address in enumerate(review.addresses):
        if not remote.isdisjoint(_areas(address)):
            found.hold(at, "remote_region", area=address.city or address.province)


def check_suspended(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """No courier, or not the chosen one, goes there at present."""
    everywhere, by_courier = review.facts.suspended_areas, review.facts.courier_suspended
    if not everywhere and not by_courier:
        return
    for at, address in enumerate(review.addresses):
        areas = _areas(address)
        stopped = next((area for area in areas if area and area in everywhere), None)
        if stopped:
            found.hold(at, "area_suspended", area=_area_name(address, stopped), why=everywhere[stopped])
            continue
        courier = review.orders[at].courier_id
        if courier is not None and not by_courier.get(courier, frozenset()).isdisjoint(areas):
            found.hold(at, "courier_suspended", area=address.city or address.province)


def check_cod_area(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """Cash on delivery is not taken there."""
    allowed, refused = review.facts.cod_areas, review.facts.no_cod_areas
    if allowed is None and not refused:
        return
    for at, order in enumerate(review.orders):
        if not order.cod:
            continue
        areas = _areas(review.addresses[at])
        if not refused.isdisjoint(areas) or (allowed is not None and allowed.isdisjoint(areas)):
            address = review.addresses[at]
            found.hold(at, "cod_not_taken", area=address.city or address.province)


def _areas(address: Address) -> tuple[str, ...]:
    """Codes and names, the smallest area first: a list of areas may hold either."""
    codes = (address.district_code, address.city_code, address.province_code)
    return *codes, address.district, address.city, address.province


def _area_name(address: Address, area: str) -> str:
    names = {address.district_code: address.district, address.city_code: address.city}
    names[address.province_code] = address.province
    return names.get(area) or area


ADDRESS_RULES = (
    Rule(
        "address_incomplete",
        _("Address incomplete"),
        check_incomplete,
        {
            "province_missing": _("The address has no province that exists"),
            "city_missing": _("The address has no city that exists"),
            "district_missing": _("The address has no county that exists"),
            "detail_missing": _("The address has no street or village"),
            "detail_short": _("The detailed address is too short"),
            "detail_vague": _("The detailed address has no road or building with a number"),
        },
        (
            Parameter("shortest", "count", 5, _("Fewest characters of the detailed address")),
            Parameter("landmarks", "words", _LANDMARKS, _("Words that do without a house number")),
        ),
        owner_duty="orders.review",
    ),
    Rule(
        "address_unknown",
        _("Address unknown"),
        check_unknown,
        {"division_unknown": _("There is no such province, city and county: {written}")},
        owner_duty="orders.review",
    ),
    Rule(
        "remote_region",
        _("Remote region"),
        check_remote,
        {"remote_region": _("{area} is a remote region")},
        (Parameter("areas", "codes", _REMOTE, _("Provinces, cities or counties that are remote")),),
        minutes_to_act=60,
    ),
    Rule(
        "area_suspended",
        _("Area not delivered to"),
        check_suspended,
        {
            "area_suspended": _("Nothing is delivered to {area} at present: {why}"),
            "courier_suspended": _("The chosen courier does not deliver to {area} at present"),
        },
        minutes_to_act=60,
    ),
    Rule(
        "cod_area",
        _("No cash on delivery there"),
        check_cod_area,
        {"cod_not_taken": _("Cash on delivery is not possible in {area}")},
        owner_duty="orders.review",
    ),
)
