"""Three weeks of trade lived again: what the platforms sold, and what the company did about it day by day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from zhanggui.config.demo import desk, floor
from zhanggui.config.demo.goods import is_scarce, stocked_codes
from zhanggui.config.demo.house import House
from zhanggui.config.demo.sales import DAY, HOUR, MINUTE, Market, Sale, told_between
from zhanggui.config.demo.stories import befallen, stories, told
from zhanggui.foundation import clock
from zhanggui.shops.vocabulary import Platform

DAYS = 20
WEEK = 6
HISTORY_SHARE = 0.2
LAST_SHARE = 0.14
# Between the last import and now lies the part of today's work that is done.
LEFT_FOR_TODAY = 50 * MINUTE
# Plain orders of today, enough for some to lie at every post.
PLENTY = 40
# Platforms that show a changed address in plain.
MOVABLE = (Platform.TAOBAO, Platform.JD)

# How long after its ship-by an order is still hoped for.
PATIENCE = 3 * DAY
# How many parcels of a shipping file a platform refuses.
FAILED = 2

type Say = Callable[[int, int], None]
type Shipped = list[tuple[str, str, str]]


@dataclass(slots=True)
class Trade:
    """The house, its market, all sales so far, and until when the platforms have told of them."""

    house: House
    market: Market
    now: datetime
    sales: dict[str, Sale] = field(default_factory=dict)
    told_until: datetime | None = None
    away: list[tuple[datetime, str]] = field(default_factory=list)

    def add(self, *sales: Sale) -> None:
        """Something was sold."""
        self.sales |= {sale.number: sale for sale in sales}

    def news(self, until: datetime) -> list[Sale]:
        """What files exported at `until` tell, and the files before did not."""
        after = self.told_until or until - 60 * DAY
        self.told_until = until
        return list(told_between(list(self.sales.values()), after, until))


def live(trade: Trade, orders: int, say: Say) -> None:
    """Live the weeks up to now; `say(done, of)` hears of each day."""
    last = trade.now - LEFT_FOR_TODAY
    first = last - DAYS * DAY
    each = round(orders * (1 - HISTORY_SHARE - LAST_SHARE) / DAYS)
    trade.add(*_history(trade, round(orders * HISTORY_SHARE), first))
    for number in range(DAYS):
        moment = first + number * DAY
        trade.add(*(befallen(trade.market, sale) for sale in trade.market.sales(each, moment - DAY, moment)))
        is_last = number == DAYS - 1
        if is_last:
            trade.add(*(trade.market.sale(moment - 2 * HOUR, Platform.PDD) for _each in range(FAILED + 1)))
        _day(trade, moment, is_last=is_last)
        if number % WEEK == WEEK - 1 and not is_last:
            _restock(trade, moment + 6 * HOUR)
        say(number + 1, DAYS + 1)
    sold = trade.market.sales(round(orders * LAST_SHARE), last - 20 * HOUR, last - 10 * MINUTE)
    trade.add(*(befallen(trade.market, sale) for sale in sold))
    _today(trade, last)
    say(DAYS + 1, DAYS + 1)


def _restock(trade: Trade, moment: datetime) -> None:
    """Once a week goods come in and listings are looked through."""
    with clock.at(moment):
        floor.receive(trade.house, [code for code in stocked_codes() if is_scarce(code)], trade.market.random)
        desk.map_unknown(trade.house, (Platform.PDD, Platform.DOUYIN), "ZW01-1")


def _history(trade: Trade, quantity: int, until: datetime) -> Iterator[Sale]:
    """Sales from before the company came to this house, finished all of them."""
    for sale in trade.market.sales(quantity, until - 14 * DAY, until - DAY):
        sale.shipped_at = sale.created_at + DAY
        sale.finished_at = min(sale.created_at + 5 * DAY, until - HOUR)
        sale.courier, sale.waybill = "韵达快递", f"43{sale.number[-10:].replace('-', '0')}"
        sale.story = "history"
        yield sale


def _day(trade: Trade, moment: datetime, *, is_last: bool) -> None:
    house = trade.house
    with clock.at(moment):
        desk.bring_in(house, trade.news(moment), moment)
    with clock.at(moment + 20 * MINUTE):
        desk.approve_cooled()
        desk.void_suspects(house, 2)
        desk.correct_addresses_of(house, 0.9, trade.market.random)
        desk.review(house, 0.95)
        desk.give_up(house, moment - PATIENCE)
    with clock.at(moment + HOUR):
        waves = floor.wave(house)
        floor.number(house)
        floor.print_labels(house)
    with clock.at(moment + 3 * HOUR):
        floor.pick(house, waves)
        floor.pack(house)
    with clock.at(moment + 5 * HOUR):
        left = floor.ship(house, floor.load(house))
        desk.note_shipped(trade.sales, _answered(trade, left) if is_last else left)
        trade.away += [(clock.now(), waybill) for _number, _courier, waybill in left]
    _evening(trade, moment, is_last=is_last)


def _answered(trade: Trade, left: Shipped) -> Shipped:
    """One platform answers at once and refuses some; the others show what they know in their next export."""
    asked = [row for row in left if trade.sales[row[0]].platform is Platform.PDD]
    if not asked:
        return left
    desk.answer(trade.house, Platform.PDD, asked, failed=FAILED)
    return [row for row in left if row not in asked[:FAILED]]


def _evening(trade: Trade, moment: datetime, *, is_last: bool) -> None:
    with clock.at(moment + 7 * HOUR):
        arrived = [waybill for since, waybill in trade.away if since < moment - 2 * DAY]
        trade.away = [entry for entry in trade.away if entry[0] >= moment - 2 * DAY]
        refused = arrived[::40]
        floor.deliver(trade.house, [waybill for waybill in arrived if waybill not in refused], refused)
        floor.take_back(trade.house, refused[::2])
        floor.sign(trade.house, clock.day_of(moment), "logistics")
    if not is_last:
        with clock.at(moment + 16 * HOUR):
            floor.sign(trade.house, clock.day_of(moment), "keeper")


def _today(trade: Trade, moment: datetime) -> None:
    """Today is half done: something waits at every post."""
    house = trade.house
    trade.add(*_gallery(trade.market, moment))
    with clock.at(moment):
        desk.bring_in(house, trade.news(moment), moment)
    with clock.at(moment + 12 * MINUTE):
        desk.approve_cooled()
        desk.review(house, 0.3)
        desk.ask_buyers(house, 1)
    with clock.at(moment + 16 * MINUTE):
        waves = floor.wave(house, 0.7)
        floor.number(house, 0.8)
        floor.print_labels(house, 0.75)
    with clock.at(moment + 30 * MINUTE):
        floor.pick(house, waves[:2])
        floor.pack(house, 0.6)
    with clock.at(moment + 38 * MINUTE):
        manifests = floor.load(house, 0.5)
        left = floor.ship(house, manifests[1:])
        desk.note_shipped(trade.sales, left)
    with clock.at(moment + 44 * MINUTE):
        _trouble(trade)
    _half_done(trade, moment + 47 * MINUTE)


def _gallery(market: Market, until: datetime) -> Iterator[Sale]:
    """Every story once, so that no queue is empty however few orders there are; and two that press for time."""
    for place, name in enumerate(stories()):
        yield told(market, name, until - 90 * MINUTE - place * MINUTE)
    yield told(market, "villain", until - 80 * MINUTE)
    first = market.sale(until - 70 * MINUTE, Platform.TAOBAO)
    yield first
    yield market.again(first, until - 60 * MINUTE)
    for platform in (Platform.DOUYIN, Platform.PDD):
        for hours in (-3, 1, 1.5):
            sale = market.sale(until - 3 * HOUR, platform)
            sale.ship_by = until + timedelta(hours=hours) + LEFT_FOR_TODAY
            yield sale
    damaged = market.sale(until - HOUR, Platform.TAOBAO)
    # A spreadsheet has made a power of ten of it.
    damaged.number = f"{damaged.number[0]}.{damaged.number[1:6]}E+18"
    yield damaged
    for _each in range(PLENTY):
        yield market.sale(until - 100 * MINUTE, Platform.TAOBAO, "浙江省")


def _trouble(trade: Trade) -> None:
    """The buyers of some parcels that are printed or packed want their money, another door or another colour."""
    now = clock.now()
    by_state = floor.orders_in(trade.house)
    packed, waved = by_state.get("packed", []), by_state.get("waved", []) + by_state.get("picked", [])
    hurt = [trade.sales[number] for number in packed[:4] if number in trade.sales]
    for sale in hurt[:2]:
        sale.refund_at = now
    for sale in hurt[2:]:
        sale.refund_at, sale.refunded_at = now - MINUTE, now
    known = [trade.sales[number] for number in waved if number in trade.sales]
    plain = [sale for sale in known if sale.platform in MOVABLE]
    for sale in plain[:2]:
        sale.moved_at, sale.moved_to = now, "滨江路18号丽景苑6幢1单元902室"
    for sale in plain[2:4]:
        sale.memo_at, sale.memo_after = now, "客户改要枪灰色"
    fresh = [trade.market.sale(now - 3 * MINUTE) for _each in range(6)]
    for sale in fresh:
        sale.paid_at = now - MINUTE
    trade.add(*fresh)
    desk.bring_in(trade.house, trade.news(now), now)


def _half_done(trade: Trade, moment: datetime) -> None:
    """A file waits to be applied, another one was handed in for the wrong shop."""
    fresh = [trade.market.sale(moment - 5 * MINUTE, Platform.PDD) for _each in range(5)]
    strays = [trade.market.sale(moment - 5 * MINUTE, Platform.DOUYIN) for _each in range(3)]
    with clock.at(moment):
        desk.read(trade.house, fresh, moment)
        desk.read(trade.house, strays, moment, shop=Platform.TAOBAO)
