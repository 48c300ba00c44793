"""How long and when, in the few words that a cell of a list has room for."""

from datetime import datetime, timedelta

from django.utils.translation import gettext

from zhanggui.foundation.clock import SHANGHAI, today

SOON = timedelta(hours=2)


def until(due_at: datetime, left: timedelta) -> str:
    """How long is left or over; the day and hour when there is time."""
    if left < timedelta(0):
        return gettext("%(time)s overdue") % {"time": _length(-left)}
    if left < SOON:
        return gettext("%(time)s left") % {"time": _length(left)}
    return named_day(due_at, today_word=True)


def _length(span: timedelta) -> str:
    if span >= timedelta(days=2):
        return gettext("%(days)s d") % {"days": span.days}
    minutes = int(span.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"


def named_day(at: datetime, *, today_word: bool) -> str:
    """The hour, with the day's name or date unless it is today."""
    local = at.astimezone(SHANGHAI)
    days = (local.date() - today()).days
    shown = {"time": local.strftime("%H:%M")}
    if days == 0:
        return gettext("today %(time)s") % shown if today_word else shown["time"]
    if days == 1:
        return gettext("tomorrow %(time)s") % shown
    if days == -1:
        return gettext("yesterday %(time)s") % shown
    near = local.year == today().year
    return local.strftime("%m-%d %H:%M" if near else "%Y-%m-%d %H:%M")


def full(at: datetime) -> str:
    """The whole moment on the company's wall clock, to the second."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
