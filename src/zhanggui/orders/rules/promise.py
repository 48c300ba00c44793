"""When an order has to leave the house, and how near that is."""

from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Bucket = Literal["overdue", "in_2h", "today", "later"]

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_SOON = timedelta(hours=2)


def ship_by(
    platform_value: datetime | None,
    paid_at: datetime | None,
    hours_after_payment: int,
) -> datetime | None:
    """The platform's promise, else the shop's hours after payment; None while unpaid."""
    if platform_value is not None:
        return platform_value
    if paid_at is None:
        return None
    return paid_at + timedelta(hours=hours_after_payment)


def due_bucket(due_at: datetime | None, now: datetime) -> Bucket:
    """How urgent a ship-by time is; today ends at midnight in Shanghai."""
    if due_at is None:
        return "later"
    if due_at <= now:
        return "overdue"
    if due_at <= now + _SOON:
        return "in_2h"
    return "today" if due_at < end_of_day(now) else "later"


def end_of_day(now: datetime) -> datetime:
    """The next midnight in Shanghai."""
    local = now.astimezone(_SHANGHAI)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight + timedelta(days=1)).astimezone(now.tzinfo)
