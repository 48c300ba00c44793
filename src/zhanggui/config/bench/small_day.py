"""A day of some thousand orders lived by the operations themselves: most of it shipped, the rest at every station."""

from datetime import datetime, timedelta
from itertools import batched
from random import Random

from zhanggui.channels.operations.write_ship_files import write_ship_files
from zhanggui.config.demo import desk, floor
from zhanggui.config.demo.house import House, open_house
from zhanggui.config.demo.sales import HOUR, Market, Sale, told_between
from zhanggui.config.demo.staff import hire_staff
from zhanggui.config.demo.stories import befallen
from zhanggui.foundation import clock
from zhanggui.foundation.jobs import scheduled_actor
from zhanggui.foundation.partitions import ensure_partitions
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.fulfilment.queries.floor import SETS

SEED = 7
DAYS_SOLD = timedelta(hours=50)
# The largest warehouse takes two thirds of these, which makes a wave of five hundred.
TOGETHER = 780
LEFT_WAITING = 150


def live_small_day(orders: int) -> House:
    """Open the company two days ago, sell so much, and stop in the middle of the work."""
    now, market = clock.now(), Market(SEED)
    with clock.at(now - DAYS_SOLD - HOUR):
        ensure_partitions(clock.today())
        house = open_house(hire_staff(scheduled_actor("bench")), orders, Random(SEED))
    sales = [befallen(market, sale) for sale in market.sales(orders, now - DAYS_SOLD, now - 4 * HOUR)]
    with clock.at(now - 3 * HOUR):
        desk.bring_in(house, sales, clock.now())
    with clock.at(now - 2 * HOUR):
        _work(house)
    with clock.at(now - HOUR):
        _hear_again(house, sales, now - 3 * HOUR)
    return house


def _work(house: House) -> None:
    desk.approve_cooled()
    desk.void_suspects(house, 2)
    desk.review(house, 0.5)
    waves = _waves(house)
    floor.number(house, 0.95)
    floor.print_labels(house, 0.95)
    floor.pick(house, waves[:-2])
    floor.pack(house, 0.9)
    floor.ship(house, floor.load(house, 0.8))
    # What lies on these manifests waits for the courier.
    floor.load(house, 0.3)
    write_ship_files(house.actor("clerk"), list(house.shops.values()))


def _waves(house: House) -> list[int]:
    """One wave after the other, as large as a picker can bear; some parcels are left over."""
    clerk = house.actor("clerk")
    waiting = list(SETS["to_wave"](clerk).order_by("ship_by", "pk").values_list("pk", flat=True))
    chosen = waiting[: max(1, len(waiting) - LEFT_WAITING)]
    return [made["id"] for some in batched(chosen, TOGETHER) for made in make_waves(clerk, some).result["waves"]]


def _hear_again(house: House, sales: list[Sale], since: datetime) -> None:
    """The platforms tell what happened since: refunds asked, addresses and memos changed."""
    desk.bring_in(house, list(told_between(sales, since, clock.now())), clock.now())
