"""What kind of phone, name and address text a receiver has: usable, masked, false or nonsense."""

import re
from typing import Literal

PhoneKind = Literal["mobile", "fixed", "service", "virtual", "masked", "false", "malformed", "empty"]

_MASKS = "*＊●"
_NOISE = re.compile(r"[\s'’\u200b\ufeff]+")
_COUNTRY = re.compile(r"^(?:\+86|0086|86-)-?")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_FIXED = re.compile(r"0\d{2,3}-?\d{7,8}(?:-\d{1,6})?")
_SERVICE = re.compile(r"[48]00-?\d{3}-?\d{4}(?:-\d{1,6})?")
_VIRTUAL = re.compile(r"1\d{10}[-转,，]\d{2,6}")
_RUN = "01234567890"
_FALSE_NUMBERS = frozenset(("13800138000", "13000000000", "13800000000", "13900000000", "13800138138"))

_KEYBOARD = re.compile(r"asdf|sdfg|dfgh|fghj|hjkl|qwer|wert|erty|zxcv|xcvb|cvbn|abcde|qazwsx", re.IGNORECASE)
_ONE_SIGN = re.compile(r"([^\d\s*＊·])\1{2,}")
_ONE_SIGN_LONG = re.compile(r"([^\d\s*＊])\1{4,}")
_NO_LETTER = re.compile(r"[^A-Za-z一-鿿㐀-䶿*＊]+")
# A street or an institute may be called so: 测试街237号, 软件测试中心.
_PROPER_NAME_FOLLOWS = "街路道巷弄村楼号园区院站中基大所部厂"

_PLACE = re.compile(
    r"[路街巷弄道号村庄屯寨组队楼栋幢座室层园苑城厦场院校厂店站所局馆府庭居里坊湾桥区寓]|中心|大学|中学|小学"
)
_NUMBER = re.compile(r"[\d０-９]|[一二三四五六七八九十百〇零两][号组队栋幢座楼室层单期]")
_BLANKS = re.compile(r"\s+")


def is_masked(text: str) -> bool:
    """Whether the platform has hidden a part of `text` (张**, 138****2210, 虚构巷***号)."""
    return "*" in text or "＊" in text or "●" in text


def clean_phone(text: str) -> str:
    """The number without blanks, leading apostrophe or country code; in mobiles also without hyphens."""
    number = _COUNTRY.sub("", _NOISE.sub("", text))
    if len(number) == 13 and number[3:4] == "-" and number[8:9] == "-":
        number = number.replace("-", "")
    return number


def phone_kind(text: str, false_numbers: frozenset[str] = _FALSE_NUMBERS) -> PhoneKind:
    """Say what `text` is as a phone; "false" has the right form but is obviously nobody's number."""
    if _MOBILE.fullmatch(text):
        return "false" if _is_false(text, false_numbers) else "mobile"
    if is_masked(text):
        return "masked"
    number = clean_phone(text)
    if not number:
        return "empty"
    if _MOBILE.fullmatch(number):
        return "false" if _is_false(number, false_numbers) else "mobile"
    if _VIRTUAL.fullmatch(number):
        return "virtual"
    if _SERVICE.fullmatch(number):
        return "service"
    if _FIXED.fullmatch(number):
        return "false" if len(set(number.replace("-", ""))) == 1 else "fixed"
    return "malformed"


def false_number_list(more: tuple[str, ...]) -> frozenset[str]:
    """The built-in false numbers and a company's own."""
    return _FALSE_NUMBERS.union(more) if more else _FALSE_NUMBERS


def _is_false(mobile: str, false_numbers: frozenset[str]) -> bool:
    if mobile in false_numbers or len(set(mobile)) <= 2 or len(set(mobile[3:])) == 1:
        return True
    return mobile[3:] in _RUN or mobile[2:] in _RUN


def is_nonsense_name(name: str, words: tuple[str, ...]) -> bool:
    """Test words, keyboard runs, one sign repeated, or no letter at all."""
    lowered = name.strip().lower()
    if not lowered:
        return False
    if any(word in lowered for word in words):
        return True
    return bool(_KEYBOARD.search(lowered) or _ONE_SIGN.search(lowered) or _NO_LETTER.fullmatch(lowered))


def is_nonsense_address(detail: str, words: tuple[str, ...]) -> bool:
    """As for names, but a word that is part of a proper name (测试街) does not count."""
    lowered = detail.lower()
    for word in words:
        at = lowered.find(word)
        if at >= 0 and lowered[at + len(word) : at + len(word) + 1] not in tuple(_PROPER_NAME_FOLLOWS):
            return True
    return bool(_KEYBOARD.search(lowered) or _ONE_SIGN_LONG.search(lowered))


def detail_fault(text: str, shortest: int, landmarks: tuple[str, ...]) -> str:
    """What a courier would miss: "detail_missing", "detail_short" or "detail_vague"; empty if nothing.

    Enough is a road, village or building with a number, or a place that everybody there knows (`landmarks`).
    """
    text = _BLANKS.sub("", text)
    if not text:
        return "detail_missing"
    if len(text) < shortest:
        return "detail_short"
    if _NUMBER.search(text) and _PLACE.search(text):
        return ""
    return "" if any(word in text for word in landmarks) else "detail_vague"
