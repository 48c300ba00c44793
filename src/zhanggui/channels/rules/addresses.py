"""Receivers as platforms show them: addresses cut into their parts, phones told plain from virtual and masked.

Cutting an address follows how it is written, never a register of places: whether the places exist is for the review.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from zhanggui.channels.rules.cells import BLANKS, EDGES, Cell, text
from zhanggui.channels.rules.problems import Bad

__all__ = ["Address", "PhoneKind", "address", "is_masked", "phone", "phone_kind", "province_name"]


class PhoneKind(StrEnum):
    """What a phone cell holds; only PLAIN and LANDLINE may serve as a person's key."""

    PLAIN = "plain"
    LANDLINE = "landline"
    VIRTUAL = "virtual"
    MASKED = "masked"
    INVALID = "invalid"
    EMPTY = "empty"


class Address(NamedTuple):
    """An address in its parts; what could not be told apart stays in `detail`."""

    province: str | None
    city: str | None
    district: str | None
    town: str | None
    detail: str | None
    postcode: str | None = None
    name: str | None = None
    phone: str | None = None


_VIRTUAL = re.compile(r"(1\d{10}|95\d{3,10})\s*(?:[-转,，#]|ext\.?)\s*(\d{1,6})", re.IGNORECASE)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?|[48]00-?\d{3}-?\d{4}")


def phone(value: Cell) -> str | Bad | None:
    """This will give the phone as digits, a virtual number as number-extension, a masked one as it stands."""
    found = text(value)
    if found in BLANKS:
        return None
    if found.isdecimal() and len(found) == 11:
        return found
    if virtual := _VIRTUAL.fullmatch(found):
        return f"{virtual.group(1)}-{virtual.group(2)}"
    found = re.sub(r"^(?:\+|00)?86[-\s]?(?=1\d{10}$|1[\d\s-]{12,}$)", "", found)
    digits = re.sub(r"[\s-]", "", found)
    found = digits if _MOBILE.fullmatch(digits) else found
    return found if len(found) <= 60 else Bad("text_too_long", {"length": len(found), "limit": 60})


def phone_kind(found: str | None) -> PhoneKind:
    """This will tell what kind of number `phone` gave."""
    if not found:
        return PhoneKind.EMPTY
    if "*" in found:
        return PhoneKind.MASKED
    if _MOBILE.fullmatch(found):
        return PhoneKind.PLAIN
    if _VIRTUAL.fullmatch(found):
        return PhoneKind.VIRTUAL
    return PhoneKind.LANDLINE if _LANDLINE.fullmatch(found) else PhoneKind.INVALID


def is_masked(*texts: str | None) -> bool:
    """This will tell whether a platform has put stars over any of the texts."""
    return any("*" in found or "＊" in found for found in texts if found)


_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_PROVINCES = (
    *("河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南"),
    *("湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾"),
)
_REGIONS = {
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
    "香港": "香港特别行政区",
    "澳门": "澳门特别行政区",
}
_FULL = {name: f"{name}市" for name in _MUNICIPALITIES} | {name: f"{name}省" for name in _PROVINCES} | _REGIONS
_ANY_PROVINCE = re.compile("|".join(sorted((*_FULL.values(), *_FULL), key=len, reverse=True)))


def province_name(found: str | None) -> str | None:
    """This will give a province by its full name: 北京 and 北京市 → 北京市, 内蒙古 → 内蒙古自治区."""
    return _FULL.get(found, found) if found else found


_POSTCODE = re.compile(r"[(（]\s*(\d{6})\s*[)）]$")
_COMPOSITE = re.compile(r"([^，,]{1,40})[，,]\s*(?:86-)?([\d*\-]{7,24})[，,]\s*(.+?)[，,]\s*(\d{6})?")


def address(value: Cell) -> Address | None:
    """This will cut an address cell: with blanks between, unbroken, or as "name，86-phone，parts，postcode"."""
    found = text(value)
    if found in BLANKS:
        return None
    if composite := _COMPOSITE.fullmatch(found):
        name, number, rest, postcode = composite.groups()
        return _parts(rest)._replace(postcode=postcode, name=name.strip(EDGES), phone=number)
    if postcode_match := _POSTCODE.search(found):
        inner = _parts(found[: postcode_match.start()].strip(EDGES))
        return inner._replace(postcode=postcode_match.group(1))
    return _parts(found)


def _parts(found: str) -> Address:
    pieces = found.split(maxsplit=3)
    if len(pieces) > 1 and _ANY_PROVINCE.fullmatch(pieces[0]):
        return _spaced(pieces)
    return _unbroken(found)


_TOWN = re.compile(r"(?P<town>[^\s\d]{1,20}?(?:街道\*{0,4}|[镇乡]|苏木))\s+(?P<rest>.*)")


def _spaced(pieces: list[str]) -> Address:
    province, city, district, detail = (*pieces, None, None, None)[:4]
    if district and not district.endswith(("区", "县", "市", "旗", "*")):  # Dongguan and others have no districts
        district, detail = None, " ".join(part for part in (district, detail) if part)
    town = None
    if detail and (match := _TOWN.fullmatch(detail)):
        town, detail = match["town"], match["rest"]
    return Address(province_name(province), city, district, town, detail or "")


_CITY = re.compile(r"[^\d\s]{1,10}?(?:自治州|地区|盟|市)")
_DISTRICT = re.compile(r"[^\d\s]{2,14}?自治[县旗]|[^\d\s]{1,5}?[区县旗市]")
_NO_DISTRICT = re.compile(r"(?:工业|开发|园|小|社|校|厂|营|景|生活|住宅)区$")


def _unbroken(found: str) -> Address:
    province = _ANY_PROVINCE.match(found)
    if province is None:
        return Address(None, None, None, None, found)
    rest = found[province.end() :].strip(EDGES)
    city = _CITY.match(rest)
    if city is None:
        return Address(province_name(province.group()), None, None, None, rest)
    rest = rest[city.end() :].strip(EDGES)
    district = _DISTRICT.match(rest)
    if district is None or _NO_DISTRICT.search(district.group()):
        return Address(province_name(province.group()), city.group(), None, None, rest)
    return Address(
        province_name(province.group()), city.group(), district.group(), None, rest[district.end() :].strip(EDGES)
    )
