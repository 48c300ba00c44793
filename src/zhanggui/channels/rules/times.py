"""Times as platforms and Excel write them → aware UTC, with how exactly they are known."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from math import isfinite
from typing import NamedTuple

from zhanggui.channels.rules.cells import BLANKS, FORMULA, Cell, text
from zhanggui.channels.rules.mapping import DateOrder
from zhanggui.channels.rules.problems import Bad

__all__ = ["BEIJING_MINUTES", "Moment", "moment", "moment_reader"]

BEIJING_MINUTES = 480
EXCEL_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
FIRST_YEAR, LAST_YEAR = 1990, 2100


class Moment(NamedTuple):
    """An instant in UTC; `exact` is False where the cell shows no seconds, so it must not overwrite known ones."""

    at: datetime
    exact: bool


def moment_reader(
    date_order: DateOrder = DateOrder.YEAR_FIRST, utc_offset_minutes: int = BEIJING_MINUTES
) -> Callable[[Cell], Moment | Bad | None]:
    """This will give a function that reads cells by `moment`; the usual shape takes the short way."""
    shift, iso = timedelta(minutes=utc_offset_minutes), datetime.fromisoformat

    def read(value: Cell) -> Moment | Bad | None:
        if type(value) is str and len(value) == 19 and value[10] == " ":
            try:
                at = iso(value + "Z") - shift
            except (ValueError, OverflowError):
                return moment(value, date_order=date_order, utc_offset_minutes=utc_offset_minutes)
            if FIRST_YEAR <= at.year < LAST_YEAR:
                return Moment(at, True)
        return moment(value, date_order=date_order, utc_offset_minutes=utc_offset_minutes) if value != "" else None

    return read


def moment(
    value: Cell, *, date_order: DateOrder = DateOrder.YEAR_FIRST, utc_offset_minutes: int = BEIJING_MINUTES
) -> Moment | Bad | None:
    """This will read 2026-06-06 13:41:05, 2026/6/6 13:41, 2026年6月6日, Excel serials and dates with the year last."""
    found = text(value) if type(value) is str else ""
    if type(value) is str and found in BLANKS:
        return None
    local = _of_text(found, date_order) if found else _of_typed(value)
    if local is None or isinstance(local, Bad):
        return local
    if not FIRST_YEAR <= local.at.year <= LAST_YEAR:
        return Bad("time_absurd", {"value": text(value)[:80]})
    return Moment(local.at - timedelta(minutes=utc_offset_minutes), local.exact)


def _of_typed(value: Cell) -> Moment | Bad | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return Moment(value.replace(tzinfo=UTC, microsecond=0), True)
    if isinstance(value, date):
        return Moment(datetime(value.year, value.month, value.day, tzinfo=UTC), False)
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _of_serial(float(value))
    return Bad("time_malformed", {"value": text(value)[:80]})


def _of_serial(serial: float) -> Moment | Bad:
    if not isfinite(serial) or not 1 <= serial < 110_000:
        return Bad("time_malformed", {"value": text(serial)[:80]})
    return Moment(EXCEL_EPOCH + timedelta(seconds=round(serial * 86_400)), serial != int(serial))


_YEAR_FIRST = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?[T\s]*"
    r"(?:(\d{1,2})[:：时](\d{1,2})分?(?:[:：]?(\d{1,2})秒?(?:\.\d+)?)?)?(?:Z|\+08:?00)?"
)
_YEAR_LAST = re.compile(
    r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?(?:\s*([AaPp])\.?[Mm]\.?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")


def _of_text(found: str, date_order: DateOrder) -> Moment | Bad:
    if len(found) == 19 and found[4] == found[7] == "-" and found.isascii():
        try:
            return Moment(datetime.fromisoformat(found).replace(tzinfo=UTC), True)
        except ValueError:
            pass  # 24:00:00, or no time at all: the slower way tells
    if match := _YEAR_FIRST.fullmatch(found) or _COMPACT.fullmatch(found):
        return _of_numbers(match.groups()[:6], found)
    if _SERIAL.fullmatch(found) and found.isascii():
        return _of_serial(float(found))
    if date_order is not DateOrder.YEAR_FIRST and (match := _YEAR_LAST.fullmatch(found)):
        return _of_year_last(match, date_order, found)
    return Bad("formula" if FORMULA.match(found) else "time_malformed", {"value": found[:80]})


def _of_year_last(match: re.Match[str], date_order: DateOrder, found: str) -> Moment | Bad:
    first, second, year, hour, minute, seconds, half = match.groups()
    day, month = (first, second) if date_order is DateOrder.DAY_FIRST else (second, first)
    if half and hour and not 1 <= int(hour) <= 12:
        return Bad("time_malformed", {"value": found[:80]})
    if half and hour:
        hour = str(int(hour) % 12 + (12 if half in "Pp" else 0))
    return _of_numbers((f"20{year}" if len(year) == 2 else year, month, day, hour, minute, seconds), found)


def _of_numbers(groups: tuple[str | None, ...], found: str) -> Moment | Bad:
    year, month, day, hour, minute, seconds = (int(group or 0) for group in groups)
    if (hour, minute, seconds) == (24, 0, 0):  # some exports write midnight as the end of the day
        hour, day_after = 0, timedelta(days=1)
    else:
        day_after = timedelta()
    try:
        return Moment(datetime(year, month, day, hour, minute, seconds, tzinfo=UTC) + day_after, groups[5] is not None)
    except (ValueError, OverflowError):
        return Bad("time_malformed", {"value": found[:80]})
