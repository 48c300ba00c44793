"""The only source of business time: nothing else in Zhanggui reads the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def now() -> datetime:
    """This very moment, aware, in UTC."""
    return _stopped.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let business time stand still at `moment` (aware), so that a past day can be lived again."""
    mark = _stopped.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(mark)


def today() -> date:
    """The day that the wall calendar of the company shows."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The company's calendar day in which `moment` lies."""
    return moment.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """The first moment of `day` in Shanghai, in UTC."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first moment after `day` in Shanghai, in UTC."""
    return start_of(day + timedelta(days=1))
