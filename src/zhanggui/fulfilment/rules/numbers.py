"""Numbers that the house gives and numbers that couriers give."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

MOST_IN_RANGE = 20_000
_TAIL = re.compile(r"^(.*?)(\d+)$")


def daily_numbers(letter: str, day: date, taken: Sequence[str], count: int) -> list[str]:
    """The next numbers of a day, W1122-01 and on; `taken` are those given so far."""
    prefix = f"{letter}{day:%m%d}-"
    used = [int(number.removeprefix(prefix)) for number in taken if number.removeprefix(prefix).isdecimal()]
    first = max(used, default=0) + 1
    return [f"{prefix}{number:02d}" for number in range(first, first + count)]


def number_range(first: str, last: str) -> list[str] | None:
    """Every number from `first` to `last`, both included; None when they do not belong to one range."""
    if not last or last == first:
        return [first]
    start, end = _TAIL.match(first), _TAIL.match(last)
    if not start or not end or start[1] != end[1] or len(first) != len(last):
        return None
    low, high, width = int(start[2]), int(end[2]), len(start[2])
    if not 0 <= high - low < MOST_IN_RANGE:
        return None
    return list(_counted(start[1], low, high, width))


def fits(pattern: str, number: str) -> bool:
    """Whether the number has the courier's shape; a courier without one takes plain letters and digits."""
    if not 5 <= len(number) <= 40 or not number.isascii() or not number.replace("-", "").isalnum():
        return False
    return not pattern or re.fullmatch(pattern, number) is not None


def parcel_id_of(code: str) -> int | None:
    """The parcel that our own code names: P123; None for any other code."""
    digits = code[1:]
    return int(digits) if code[:1] in ("P", "p") and digits.isdecimal() and len(digits) < 19 else None


def _counted(prefix: str, low: int, high: int, width: int) -> Iterator[str]:
    return (f"{prefix}{number:0{width}d}" for number in range(low, high + 1))
