"""Finds the divisions at the front of, or somewhere inside, a line of text."""

import re
from dataclasses import dataclass

from zhanggui.org.rules.divisions import Divisions

_LONGEST_NAME = 16
_SEPARATORS = " \t　,，、;；-/|·"
_FILLERS = (
    "省直辖县级行政区划",
    "自治区直辖县级行政区划",
    "省直辖县级行政单位",
    "自治区直辖县级行政单位",
    "省直辖",
    "市辖区",
)
# A short name in front of these is a street or a house: 上海路, 北京西路, 重庆大厦.
_STREET = re.compile(
    r"[东西南北中]?[一二三四五六七八九十]?(?:路|街|大道|大街|道|巷|弄|胡同|桥|大厦|饭店|酒店|宾馆|小区|花园|公寓)"
)
_OTHER_LEVEL = re.compile(r"[区县](?![委政城医中])")
_KIND_SWAPPED = re.compile(r"(?:新区|特区|(?:区|县|市|旗)(?![场民政中医委府城级]))")
_ZONE = re.compile(
    r"[一-鿿]{0,8}?(?:高新技术(?:产业)?开发区|经济技术开发区|经济开发区|高新技术产业园区|高新产业开发区|高新区|经开区|开发区|工业园区|产业园区|"
    r"保税区|经济区|临港区|示范区|度假区|风景区|管理区|试验区|新区)"
)
_SHORTENED = re.compile(r"([一-鿿]{2,4}?)区")
_FULL_NAME_ENDS = frozenset("省市区县旗盟")


@dataclass(frozen=True, slots=True)
class Reading:
    """The most exact division found, a development zone in the county's place, and where the reading ends."""

    code: str
    district: str
    end: int
    conflict: bool = False
    former: str = ""


def read_divisions(text: str, divisions: Divisions, start: int = 0) -> Reading | None:
    """Read province, city and county from `start` on; None if no division begins there."""
    start = _skip(text, start)
    head = _head(text, start, divisions)
    if head is None:
        return None
    code, end = head
    if not code:
        # The same county name in several cities: a county for certain, but not which.
        return Reading("", text[start:end], end)
    return _descend(text, code, end, text[start:end], divisions)


def find_reading(text: str, divisions: Divisions) -> Reading | None:
    """Look for a division after other words: the first place where a full name of province or city begins."""
    for start in range(1, min(len(text), 80)):
        names = (divisions.provinces, divisions.cities)
        found = next((hit for table in names if (hit := _longest(text, start, table))), None)
        if found and text[found[1] - 1] in _FULL_NAME_ENDS:
            return read_divisions(text, divisions, start)
    return None


def _head(text: str, start: int, divisions: Divisions) -> tuple[str, int] | None:
    """The longest name at `start`; a province before a city before a county of the same length."""
    best = _longest(text, start, divisions.provinces)
    city = _longest(text, start, divisions.cities)
    if city and (best is None or city[1] > best[1]):
        best = city
    for length in range(min(_LONGEST_NAME, len(text) - start), 1, -1):
        if best and start + length <= best[1]:
            return best
        name = text[start : start + length]
        codes = divisions.counties.get(name)
        if codes and (len(codes) == 1 or name[-1] in _FULL_NAME_ENDS) and _stands(text, start + length, name):
            return codes[0] if len(codes) == 1 else "", _after_kind(text, start + length, name)
    return best


def _longest(text: str, start: int, names: dict[str, str]) -> tuple[str, int] | None:
    for length in range(min(_LONGEST_NAME, len(text) - start), 1, -1):
        name = text[start : start + length]
        code = names.get(name)
        if code and _stands(text, start + length, name) and not _is_other_level(text, start + length, name):
            return code, start + length
    return None


def _descend(text: str, code: str, end: int, written: str, divisions: Divisions) -> Reading:
    """Go from a province or city down to the county, stepping over repetitions and fillers."""
    path = [code]
    former = ""
    while divisions.rows[code].level != "county":
        end = _after_repetition(text, end, path, divisions)
        found = _child(text, end, code, divisions)
        if found is None:
            break
        below, stop = found
        former = text[end:stop] if (code, text[end:stop]) in divisions.former else former
        code, end = below, stop
        path.append(code)
    if divisions.rows[code].level == "county":
        end = _after_repetition(text, end, [code, *_chain(code, divisions)], divisions)
        return Reading(code, "", end, former=former or _former_head(code, written, divisions))
    return _without_county(text, code, end, former, divisions)


def _child(text: str, start: int, code: str, divisions: Divisions) -> tuple[str, int] | None:
    names = divisions.children[code]
    for length in range(min(_LONGEST_NAME, len(text) - start), 1, -1):
        name = text[start : start + length]
        child = names.get(name)
        if child and child != code and _stands(text, start + length, name):
            if divisions.rows[child].level == "city" and _is_other_level(text, start + length, name):
                continue
            return child, _after_kind(text, start + length, name)
    return None


def _without_county(text: str, code: str, end: int, former: str, divisions: Divisions) -> Reading:
    shortened = _shortened_county(text, code, end, divisions)
    if shortened:
        return Reading(shortened[0], "", shortened[1], former=former)
    zone = _ZONE.match(text, end)
    if zone and divisions.has_counties(code):
        return Reading(code, zone.group(), zone.end(), former=former)
    row = divisions.rows[code]
    if row.level == "city" and divisions.has_counties(code):
        elsewhere = _longest(text, end, divisions.children[row.parent_code])
        full = elsewhere is not None and text[elsewhere[1] - 1] in _FULL_NAME_ENDS
        if full and elsewhere and divisions.rows[elsewhere[0]].level == "county":
            return Reading(elsewhere[0], "", elsewhere[1], conflict=True, former=former)
    return Reading(code, "", end, former=former)


def _shortened_county(text: str, code: str, end: int, divisions: Divisions) -> tuple[str, int] | None:
    """南京市雨花区 for 雨花台区: the only county of the city that begins so."""
    written = _SHORTENED.match(text, end)
    if written is None:
        return None
    begins = {
        child
        for name, child in divisions.children[code].items()
        if child and name.startswith(written.group(1)) and divisions.rows[child].level == "county"
    }
    return (begins.pop(), written.end()) if len(begins) == 1 else None


def _former_head(code: str, written: str, divisions: Divisions) -> str:
    """The county's former name when the text began with it."""
    if written in (divisions.rows[code].name, ""):
        return ""
    return written if any((parent, written) in divisions.former for parent in _chain(code, divisions)) else ""


def _chain(code: str, divisions: Divisions) -> tuple[str, ...]:
    place = divisions.places[code]
    return tuple(above for above in (place.city_code, place.province_code) if above)


def _after_repetition(text: str, end: int, codes: list[str], divisions: Divisions) -> int:
    """Step over separators, fillers and the same names written again (北京 北京市)."""
    names = [divisions.rows[code].name for code in codes]
    moved = True
    while moved:
        end = _skip(text, end)
        again = next((word for word in (*_FILLERS, *names) if text.startswith(word, end)), "")
        moved = bool(again)
        end += len(again)
    return end


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start] in _SEPARATORS:
        start += 1
    return start


def _stands(text: str, end: int, name: str) -> bool:
    return name[-1] in _FULL_NAME_ENDS or not _STREET.match(text, end)


def _is_other_level(text: str, end: int, name: str) -> bool:
    """襄阳区 is no short way of writing 襄阳市."""
    return name[-1] not in _FULL_NAME_ENDS and _OTHER_LEVEL.match(text, end) is not None


def _after_kind(text: str, end: int, name: str) -> int:
    """Step over a kind that changed: 龙华新区, 望城县, 毕节地区."""
    if name[-1] in _FULL_NAME_ENDS:
        return end
    swapped = _KIND_SWAPPED.match(text, end)
    return swapped.end() if swapped else end
