"""Brings an address to province, city, county and detail, whether it comes in columns or as one line."""

import re
from dataclasses import dataclass

from zhanggui.org.rules.address_reading import Reading, find_reading, read_divisions
from zhanggui.org.rules.divisions import Divisions, Place, default_divisions

_MEMORY_LIMIT = 20_000
_POSTCODE_TAIL = re.compile(r"[(（] ?\d{6} ?[)）]$")
_TOWN = re.compile(r"[一-鿿]{1,8}?(?:街道(?:办事处|办)?|民族乡|苏木|镇|乡)(?![一-鿿]?[路街道])")
_NO_CITY = frozenset(
    (
        "省直辖县级行政区划",
        "自治区直辖县级行政区划",
        "省直辖县级行政单位",
        "自治区直辖县级行政单位",
        "直辖县级",
        "省直辖县",
        "省直辖",
        "市辖区",
        "县",
    )
)
_ZONE = re.compile(r"(?:区|园|新城|林场|农场|团场|县|市|旗)$")
_COUNTY_KIND = re.compile(r"(?:(?<=..)(?:新区|特区|林区)|区|县|市|旗)$")


@dataclass(frozen=True, slots=True)
class Address:
    """An address by level, in today's names; a level that the place does not have is empty and not missing.

    `town`: named before the detail of a line, or in the county's place (东莞市 虎门镇).
    `known`: the divisions down to the county exist and lie inside each other. `missing`: the absent levels
    out of "province", "city", "district", "detail". `conflict`: what is written there cannot be so.
    `former`: the outdated name that was written.
    """

    province: str
    city: str
    district: str
    town: str
    detail: str
    province_code: str
    city_code: str
    district_code: str
    known: bool
    missing: tuple[str, ...]
    conflict: bool = False
    former: str = ""

    @property
    def code(self) -> str:
        """The code of the smallest division that is known, "" for none."""
        return self.district_code or self.city_code or self.province_code


def split_address(text: str, divisions: Divisions | None = None) -> Address:
    """Read one line of text; what cannot be recognised stays in the detail."""
    divisions = divisions or default_divisions()
    line = _POSTCODE_TAIL.sub("", text.strip()).rstrip()
    reading = read_divisions(line, divisions)
    if reading is None or not reading.code:
        reading = find_reading(line, divisions) or reading or Reading("", "", 0)
    rest = line[reading.end :].strip(" \t　,，、;；:：-")
    town = _TOWN.match(rest)
    if town:
        rest = rest[town.end() :].lstrip()
    resolved = _resolve(reading, town.group() if town else "", divisions)
    return _address(resolved, rest, town.group() if town else "")


def check_parts(province: str, city: str, district: str, detail: str, divisions: Divisions | None = None) -> Address:
    """Check an address in columns; repeated and outdated levels are put right, the detail is kept."""
    divisions = divisions or default_divisions()
    key = (province, city, district)
    resolved = divisions.memory.get(key)
    if resolved is None:
        resolved = _resolve_parts(province.strip(), city.strip(), district.strip(), divisions)
        if len(divisions.memory) >= _MEMORY_LIMIT:
            divisions.memory.clear()
        divisions.memory[key] = resolved
    assert isinstance(resolved, _Resolved)
    detail = detail.strip()
    if not resolved.place.province_code and not (province or city or district):
        return split_address(detail, divisions)
    if detail.endswith((")", "）")):
        detail = _POSTCODE_TAIL.sub("", detail).rstrip()
    if "district" in resolved.missing and not district and detail:
        return split_address(resolved.place.province + resolved.place.city + detail, divisions)
    if len(detail) > 3 and detail[:2] in resolved.heads:
        detail = _without_repeated_divisions(detail, resolved.place, divisions)
    return _address(resolved, detail, resolved.town)


@dataclass(frozen=True, slots=True)
class _Resolved:
    place: Place
    known: bool
    missing: tuple[str, ...]
    conflict: bool
    former: str
    town: str
    heads: frozenset[str]


_NOWHERE = Place("", "", "", "", "", "")


def _address(resolved: _Resolved, detail: str, town: str) -> Address:
    place = resolved.place
    missing = resolved.missing if detail else (*resolved.missing, "detail")
    return Address(
        place.province,
        place.city,
        place.district,
        town,
        detail,
        place.province_code,
        place.city_code,
        place.district_code,
        resolved.known,
        missing,
        resolved.conflict,
        resolved.former,
    )


def _resolve(reading: Reading, town: str, divisions: Divisions) -> _Resolved:
    """Say how complete a reading is."""
    place = divisions.places.get(reading.code, _NOWHERE)
    if not place.district and reading.district:
        place = Place(place.province, place.city, reading.district, place.province_code, place.city_code, "")
    return _judged(place, reading.conflict, reading.former, town, divisions)


def _judged(place: Place, conflict: bool, former: str, town: str, divisions: Divisions) -> _Resolved:
    missing = []
    if not place.province:
        missing.append("province")
    direct = place.district_code and not place.city_code
    divided = divisions.has_counties(place.province_code) or not place.province_code
    if not place.city and not direct and divided:
        missing.append("city")
    undivided = place.city_code and not divisions.has_counties(place.city_code)
    if not place.district and not undivided and divided:
        missing.append("district")
    known = not missing and not conflict
    heads = frozenset(name[:2] for name in (place.province, place.city, place.district) if name)
    return _Resolved(place, known, tuple(missing), conflict, former, town, heads)


def _resolve_parts(province: str, city: str, district: str, divisions: Divisions) -> _Resolved:
    code = divisions.provinces.get(province, "")
    if not code:
        return _resolve_line(province + city + district, divisions)
    if not divisions.has_counties(code):
        return _resolved_abroad(code, city, district, divisions)
    parent, conflict = _city_of(code, city, divisions)
    county = _county_named(parent, district, divisions) if district else ""
    if not county and divisions.rows[parent].level == "county":
        return _judged(divisions.places[parent], False, "", "" if district == city else district, divisions)
    if not county and district and parent != code:
        elsewhere = _county_named(code, district, divisions)
        if elsewhere and divisions.rows[elsewhere].level == "county":
            county, conflict = elsewhere, True
    if county:
        former = _former_name(parent, code, district, divisions)
        return _judged(divisions.places[county], conflict, former, "", divisions)
    return _without_county(divisions.places[parent], city, district, conflict, divisions)


def _resolve_line(text: str, divisions: Divisions) -> _Resolved:
    """Columns whose province is empty or holds more than the province are read as one line."""
    reading = read_divisions(text, divisions) or Reading("", "", 0)
    return _resolve(reading, text[reading.end :].strip(), divisions)


def _resolved_abroad(code: str, city: str, district: str, divisions: Divisions) -> _Resolved:
    """Hong Kong, Macao and Taiwan are known as provinces only: what follows is believed."""
    place = divisions.places[code]
    return _judged(Place(place.province, city, district, code, "", ""), False, "", "", divisions)


def _city_of(code: str, city: str, divisions: Divisions) -> tuple[str, bool]:
    """The code of the city, or county, named `city`, else of the province; and whether it lies elsewhere."""
    if not city or city in _NO_CITY or divisions.provinces.get(city) == code:
        return code, False
    found = _county_named(code, city, divisions)
    if found:
        return found, False
    return code, city in divisions.cities


def _county_named(parent: str, name: str, divisions: Divisions) -> str:
    names = divisions.children.get(parent, {})
    return names.get(name) or names.get(_COUNTY_KIND.sub("", name), "")


def _former_name(city: str, province: str, district: str, divisions: Divisions) -> str:
    return district if (city, district) in divisions.former or (province, district) in divisions.former else ""


def _without_county(place: Place, city: str, district: str, conflict: bool, divisions: Divisions) -> _Resolved:
    """Development zones and the four cities without counties; anything else is an unknown county."""
    municipality = place.city_code == place.province_code
    if place.city_code and not municipality and not divisions.has_counties(place.city_code):
        return _judged(place, conflict, "", "" if district == city else district, divisions)
    if district and place.city_code and _ZONE.search(district) and district not in divisions.counties:
        zone = Place(place.province, place.city, district, place.province_code, place.city_code, "")
        return _judged(zone, conflict or not _is_zone(district), "", "", divisions)
    return _judged(place, conflict or bool(district and district not in _NO_CITY), "", "", divisions)


def _is_zone(district: str) -> bool:
    return not district.endswith(("县", "市", "旗")) and len(district) > 2


def _without_repeated_divisions(detail: str, place: Place, divisions: Divisions) -> str:
    reading = read_divisions(detail, divisions)
    if reading is None:
        return detail
    again = divisions.places.get(reading.code, _NOWHERE)
    elsewhere = again.district_code and again.district_code != place.district_code
    if again.province_code != place.province_code or elsewhere:
        return detail
    return detail[reading.end :].strip(" \t　,，")
