"""The demonstration company is made: opened three weeks ago, and everything since lived by its own operations."""

from datetime import datetime
from random import Random

from django.db import connection

from zhanggui.config.demo.days import DAYS, LEFT_FOR_TODAY, Say, Trade, live
from zhanggui.config.demo.house import open_house
from zhanggui.config.demo.sales import DAY, Market
from zhanggui.config.demo.staff import Staff, hire_staff
from zhanggui.foundation import clock
from zhanggui.foundation.jobs import scheduled_actor
from zhanggui.foundation.partitions import ensure_partitions

SEED = 20_26


def build(orders: int, say: Say, *, now: datetime | None = None, seed: int = SEED) -> Staff:
    """Open the company and let it trade about so many orders; its people, with passwords told only now."""
    now = now or clock.now()
    opened = now - LEFT_FOR_TODAY - (DAYS + 1) * DAY
    ensure_partitions(clock.day_of(opened))
    _hurry()
    with clock.at(opened):
        staff = hire_staff(scheduled_actor("company opened"))
        house = open_house(staff, orders, Random(seed))
    live(Trade(house, Market(seed), now), orders, say)
    return staff


def _hurry() -> None:
    """Commits of this connection do not wait for the disk: who loses a demonstration makes another one."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
