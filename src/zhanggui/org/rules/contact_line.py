"""Takes apart one line as a buyer pastes it into a chat: name, phone and address in any order."""

import re
from dataclasses import dataclass

from zhanggui.org.rules.address import Address, split_address
from zhanggui.org.rules.address_reading import read_divisions
from zhanggui.org.rules.divisions import Divisions, default_divisions

# No look-behind: a room number may stand directly before the phone (三单元30113800138103).
_PHONE = re.compile(
    r"(?:(?:\+|00)86[- ]?)?"
    r"(1[3-9]\d(?:[ -]?\d{4}){2}(?:[-转]\d{2,6})?|1[3-9]\d\*{4}\d{4}"
    r"|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?|400-?\d{3}-?\d{4})(?!\d)"
)
_LABELS = {
    "name": ("收货人姓名", "收件人姓名", "收货人", "收件人", "联系人", "姓名"),
    "phone": ("手机号码", "联系电话", "联系方式", "手机号", "手机", "电话"),
    "region": ("所在地区", "所在区域", "地区"),
    "detail": ("详细地址",),
    "address": ("收货地址", "收件地址", "邮寄地址", "地址"),
    "postcode": ("邮政编码", "邮编"),
}
_LABEL_KIND = {word: kind for kind, words in _LABELS.items() for word in words}
_LABEL = re.compile("(" + "|".join(sorted(_LABEL_KIND, key=len, reverse=True)) + r")\s*[:：]?\s*")
_BREAKS = re.compile(r"[,，;；。\s|　]+|\\n")
_POSTCODE = re.compile(r"^\d{6}$")
_NAME = re.compile(
    r"^(?:[一-鿿·]{1,4}\*{0,3}|[一-鿿]?\*{1,3}[一-鿿]?|[A-Za-z]{2,16}|[A-Za-z]{1,10}[一-鿿]{1,3}|[一-鿿]{1,2}[A-Za-z]{1,10})$"
)
_PLACE_WORD = re.compile(r"[路街巷弄号室楼栋幢村镇乡座层区园城组店厦场院]|\d")
_COURTESY = re.compile(r"[(（]?(?:收|亲收|先生收|女士收)[)）]?$")
# A pasted line longer than this is a conversation.
_LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Contact:
    """What a pasted line says; empty text for what it does not say."""

    name: str
    phone: str
    address: Address


def split_contact(text: str, divisions: Divisions | None = None) -> Contact:
    """Take name, phone and address out of one pasted line; labels are believed before order and shape."""
    divisions = divisions or default_divisions()
    text = text[:_LONGEST_TEXT]
    labelled = _by_label(text)
    phone, spot = _phone(text)
    if "region" in labelled or ("address" in labelled and "name" in labelled):
        line = labelled.get("region", "") + " " + labelled.get("detail", "") + labelled.get("address", "")
        return Contact(_name_only(labelled.get("name", "")), phone, split_address(line, divisions))
    tokens = _tokens(text, spot)
    first = _first_place(tokens, divisions)
    name_at = _name_position(tokens, first, divisions)
    address = split_address(_address_line(tokens, first, name_at), divisions)
    return Contact(_name_only(tokens[name_at].text) if name_at is not None else "", phone, address)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    beside_phone: bool


def _by_label(text: str) -> dict[str, str]:
    marks = list(_LABEL.finditer(text))
    found: dict[str, str] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        value = text[mark.end() : following.start() if following else len(text)].strip(" ,，;；\n")
        found.setdefault(_LABEL_KIND[mark.group(1)], value)
    return found


def _phone(text: str) -> tuple[str, tuple[int, int]]:
    match = _PHONE.search(text)
    if match is None:
        return "", (len(text), len(text))
    number = match.group(1)
    digits = re.sub(r"[ -]", "", number) if re.match(r"1\d{2}[ -]", number) else number.replace(" ", "")
    return digits, match.span()


def _tokens(text: str, spot: tuple[int, int]) -> list[_Token]:
    """The words before and after the phone; those touching it are remembered."""
    before = _words(text[: spot[0]])
    after = _words(text[spot[1] :])
    has_phone = spot[0] < spot[1]
    tokens = [_Token(word, has_phone and at == len(before) - 1) for at, word in enumerate(before)]
    return tokens + [_Token(word, has_phone and at == 0) for at, word in enumerate(after)]


def _words(text: str) -> list[str]:
    plain = _LABEL.sub(" ", text)
    return [word for word in _BREAKS.split(plain) if word.strip("：:") and not _POSTCODE.match(word)]


def _first_place(tokens: list[_Token], divisions: Divisions) -> int:
    """Where the address begins: the first word naming a division, else the first that looks like a place."""
    for at, token in enumerate(tokens):
        reading = read_divisions(token.text, divisions)
        if reading and (reading.code or reading.district):
            return at
    for at, token in enumerate(tokens):
        if split_address(token.text, divisions).province:
            return at
    return next((at for at, token in enumerate(tokens) if _PLACE_WORD.search(token.text)), 0)


def _name_position(tokens: list[_Token], first: int, divisions: Divisions) -> int | None:
    """The word that is a name: beside the phone, else the last one, else the first."""
    names = [
        at
        for at, token in enumerate(tokens)
        if _NAME.match(_COURTESY.sub("", token.text))
        and at != first
        and (_COURTESY.search(token.text) or not _PLACE_WORD.search(token.text))
        and read_divisions(token.text, divisions) is None
    ]
    beside = [at for at in names if tokens[at].beside_phone]
    if beside:
        return beside[-1] if beside[-1] > first or len(beside) == 1 else beside[0]
    if not names:
        return None
    return names[-1] if names[-1] > first else names[0]


def _address_line(tokens: list[_Token], first: int, name_at: int | None) -> str:
    """The words from the first place to the name; remarks after the name are not part of the address."""
    stop = name_at if name_at is not None and name_at > first else len(tokens)
    return " ".join(token.text for token in tokens[first:stop])


def _name_only(text: str) -> str:
    return _COURTESY.sub("", text).strip("：: ")
