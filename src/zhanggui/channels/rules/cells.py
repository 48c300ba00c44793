"""One cell at a time: what a person or a platform wrote → text, order number, money, quantity, yes or no.

Every function takes the raw cell (text of a csv, or the number, date or boolean of a workbook) and gives the value,
None for "not known", or a `Bad`. None of them raises. Times are in `times`, addresses in `addresses`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from zhanggui.channels.rules.problems import Bad

__all__ = [
    "BLANKS",
    "Cell",
    "discount",
    "is_blank",
    "memoised",
    "money",
    "note",
    "number",
    "quantity",
    "remark",
    "text",
    "word",
    "yes",
]

Cell = str | float | int | bool | datetime | date | time | timedelta | None

EDGES = " \t\r\n\v\f\u00a0\u3000\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
ZERO_WIDTH = re.compile("[\ufeff\u200b-\u200f\u2060\u202a-\u202e]")
BLANKS = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "null", "NULL", "None", "nan", "NaN", "N/A", "#N/A"})
NO_REFUND = frozenset({"无退款申请", "没有申请退款", "无退款"})
FORMULA = re.compile(r"^(?:=|[+@]|-(?=[A-Za-z(=@]))")
LONGEST_TEXT = 4000
MOST_FEN = 10_000_000_000  # a hundred million yuan: no parcel is worth more
MOST_PIECES = 1_000_000


def text(value: Cell) -> str:
    """This will give the cell's text without the guards that protect digits: ="…", a leading ', TABs, zero-width."""
    if type(value) is not str:
        return _text_of_typed(value)
    value = value.strip(EDGES)
    if value and value[0] in "='\"":
        return _unguarded(value)
    return value


def _text_of_typed(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _text_of_float(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return str(value)


def _text_of_float(value: float) -> str:
    return str(int(value)) if isfinite(value) and value == int(value) and abs(value) < 1e15 else repr(value)


def _unguarded(value: str) -> str:
    if value.startswith('="') and value.endswith('"') and len(value) > 2:
        value = value[2:-1].strip(EDGES)
    if value.startswith("'"):
        value = value[1:].strip(EDGES)
    return value


def is_blank(value: Cell) -> bool:
    """This will tell whether nothing, or one of the marks for nothing, stands in the cell."""
    return text(value) in BLANKS


def note(value: Cell) -> str | Bad:
    """This will give free text, marks for nothing being "". Formulas stay text: nothing is ever computed here."""
    found = text(value)
    if found in BLANKS:
        return ""
    return found if len(found) <= LONGEST_TEXT else Bad("text_too_long", {"length": len(found), "limit": LONGEST_TEXT})


def word(value: Cell) -> str | Bad | None:
    """This will give a short text such as a name, code or courier, None when there is none."""
    found = text(value)
    if found in BLANKS:
        return None
    return found if len(found) <= LONGEST_TEXT else Bad("text_too_long", {"length": len(found), "limit": LONGEST_TEXT})


def remark(value: Cell) -> str | Bad | None:
    """This will give a waybill number: "No:" of Taobao is taken off, a rounded number is refused."""
    if isinstance(value, float) and abs(value) >= 1e15:
        return Bad("order_no_damaged", {"value": repr(value)})
    found = text(value)
    if found in BLANKS:
        return None
    if found[:3].lower() in ("no:", "no："):
        found = found[3:].strip(EDGES)
    return Bad("order_no_damaged", {"value": found}) if _SCIENTIFIC.match(found) else found or None


_SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?[eE]\+?\d+$")
_ORDER_NO = re.compile(r"^[0-9A-Za-z][0-9A-Za-z_\-./#]{0,63}$")


def number(value: Cell) -> str | Bad | None:
    """This will give an order or line number as text; one that Excel rounded cannot be repaired and is refused."""
    if type(value) is not str:
        return _number_of_typed(value)
    found = text(value)
    if found.isascii() and found.isalnum() and len(found) <= 64 and not ("E" in found or "e" in found):
        return found
    found = ZERO_WIDTH.sub("", found)
    if found in BLANKS:
        return None
    if _SCIENTIFIC.match(found):
        return Bad("order_no_damaged", {"value": found})
    return found if _ORDER_NO.match(found) else Bad("order_no_malformed", {"value": found[:80]})


def _number_of_typed(value: Cell) -> str | Bad | None:
    if value is None:
        return None
    if isinstance(value, float | int) and not isinstance(value, bool):
        if not isfinite(value) or value < 0 or value != int(value):
            return Bad("order_no_malformed", {"value": str(value)})
        # Excel keeps fifteen digits: a longer number in a number cell has lost its end
        return str(int(value)) if value < 1e15 else Bad("order_no_damaged", {"value": repr(value)})
    return Bad("order_no_malformed", {"value": text(value)[:80]})


_PLAIN_MONEY = re.compile(r"^(-?)(\d{1,9})(?:\.(\d{1,2}))?$")
_AMOUNT = re.compile(r"^([-+]?)(\d+)(?:\.(\d+))?$")
_THOUSANDS = re.compile(r"^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$")
_TRAILING_NOTE = re.compile(r"[(（][^()（）]*[^()（）\d.,\s][^()（）]*[)）]$")
_CURRENCY = re.compile(r"^([-+]?)\s*(?:¥|￥|RMB|CNY|US\$|R\$|\$|£|€)\s*|\s*(?:元|圆|RMB|CNY)$", re.IGNORECASE)


def money(value: Cell, *, comma: bool = False) -> int | Bad | None:
    """This will give fen, None for empty; `comma` reads 1.299,90. Half a fen is rounded up (away from zero)."""
    if type(value) is not str:
        return _money_of_typed(value)
    if not comma and (plain := _PLAIN_MONEY.match(value)):
        sign, whole, part = plain.groups()
        fen = int(whole) * 100 + (int(part) * (10 if len(part) == 1 else 1) if part else 0)
        return -fen if sign else fen
    return _money_of_text(text(value), comma)


def _money_of_typed(value: Cell) -> int | Bad | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, float | int) or not isfinite(value):
        return Bad("money_malformed", {"value": text(value)[:80]})
    if abs(value) > MOST_FEN:
        return Bad("money_absurd", {"value": text(value)})
    return _money_of_text(f"{value:.6f}", comma=False)


def _money_of_text(found: str, comma: bool) -> int | Bad | None:
    shown = found[:80]
    found = _TRAILING_NOTE.sub("", found).strip(EDGES)
    if found in BLANKS or found in NO_REFUND:
        return None
    if found.startswith("(") and found.endswith(")"):
        found = "-" + found[1:-1]
    found = _CURRENCY.sub(r"\1", found).strip(EDGES).replace("，", ",").replace("－", "-").replace(" ", "")
    found = _with_point(found, comma)
    amount = _AMOUNT.match(found)
    if amount is None or not found.isascii():
        return Bad("formula" if FORMULA.match(shown) else "money_malformed", {"value": shown})
    return _fen(amount, shown)


def _with_point(found: str, comma: bool) -> str:
    if comma:
        return found.replace(".", "").replace(",", ".")
    return found.replace(",", "").rstrip(".") if _THOUSANDS.match(found) else found


def _fen(amount: re.Match[str], shown: str) -> int | Bad:
    sign, whole, part = amount.groups()
    if len(whole) > 12:
        return Bad("money_absurd", {"value": shown})
    digits = ((part or "") + "000")[:3]
    fen = int(whole) * 100 + (int(digits) + 5) // 10
    if fen > MOST_FEN:
        return Bad("money_absurd", {"value": shown})
    return -fen if sign == "-" else fen


_LAST_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?(?=元?$)")


def discount(value: Cell, *, comma: bool = False) -> int | Bad | None:
    """This will give a saving as a positive number of fen; platforms write it with either sign, or "coupon-20.00"."""
    found = money(value, comma=comma)
    if isinstance(found, Bad) and isinstance(value, str):
        parts = [
            _LAST_AMOUNT.search(part.strip(EDGES))
            for part in re.split(r"[;；|,，\n]", text(value))
            if part.strip(EDGES)
        ]
        amounts = [money(part.group()) for part in parts if part]
        if not amounts or len(amounts) != len(parts):
            return found
        return sum(abs(amount) for amount in amounts if isinstance(amount, int))
    return abs(found) if isinstance(found, int) else found


_PIECES = re.compile(r"^([-+]?)(\d{1,12})(?:\.0+)?\s*(?:件|个|只|套|盒|pcs)?$", re.IGNORECASE)


def quantity(value: Cell) -> int | Bad | None:
    """This will give whole pieces, negative ones included; the caller decides whether these are returns or wrong."""
    if type(value) is str and value.isdecimal() and value.isascii() and len(value) < 7:
        return int(value)
    found = text(value)
    if found in BLANKS:
        return None
    match = _PIECES.match(found.replace(",", ""))
    if match is None or not found.isprintable():
        return Bad("formula" if FORMULA.match(found) else "quantity_malformed", {"value": found[:80]})
    pieces = int(match.group(2))
    if pieces > MOST_PIECES:
        return Bad("quantity_absurd", {"value": found[:80]})
    return -pieces if match.group(1) == "-" else pieces


_YES = frozenset({"是", "y", "yes", "true", "1", "已锁定"})
_NO = frozenset({"否", "n", "no", "false", "0", "无"})


def yes(value: Cell) -> bool | Bad | None:
    """This will read yes or no in Chinese or English."""
    found = text(value).lower()
    if found in BLANKS or found == "null":
        return None
    if found in _YES:
        return True
    return False if found in _NO else Bad("flag_malformed", {"value": found[:80]})


class _Memory(dict[Cell, Any]):
    """A dict that reads a cell the first time it is asked for it; looking up a known one stays inside C."""

    def __init__(self, convert: Callable[[Cell], Any], limit: int) -> None:
        self._convert, self._limit = convert, limit

    def __missing__(self, cell: Cell) -> Any:
        if len(self) >= self._limit:
            self.clear()
        answer = self[cell] = self._convert(cell)
        return answer


def memoised(convert: Callable[[Cell], Any], limit: int = 50_000) -> Callable[[Cell], Any]:
    """This will remember answers, since exports repeat titles, times and prices row after row.

    Booleans never come here: they equal 1 and 0 as keys, so the workbook reader has made texts of them.
    """
    return _Memory(convert, limit).__getitem__
