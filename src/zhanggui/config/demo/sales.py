"""Sales as platforms would have them: what was ordered, and the moments at which something became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count
from random import Random

from zhanggui.config.demo.buyers import Buyer, buyer
from zhanggui.config.demo.goods import Article, articles
from zhanggui.shops.vocabulary import Platform

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PLATFORMS = (Platform.TAOBAO, Platform.PDD, Platform.DOUYIN, Platform.JD)
SHARES = (38, 24, 22, 16)
# Platforms that hide receivers take one article per order, or show too little for the rules to judge.
PLAIN = (Platform.TAOBAO, Platform.JD)


class Status(StrEnum):
    """How far a sale is on its platform."""

    UNPAID = "unpaid"
    CLOSED = "closed"
    TO_SHIP = "to_ship"
    SHIPPED = "shipped"
    FINISHED = "finished"
    REFUNDED = "refunded"


@dataclass(slots=True)
class Line:
    """Pieces of an article at a price."""

    article: Article
    quantity: int
    price_fen: int

    @property
    def amount_fen(self) -> int:
        return self.quantity * self.price_fen


@dataclass(slots=True)
class Sale:
    """One order on a platform. A moment that is None never comes."""

    number: str
    platform: Platform
    created_at: datetime
    buyer: Buyer
    lines: list[Line]
    paid_at: datetime | None = None
    ship_by: datetime | None = None
    message: str = ""
    memo: str = ""
    flag: str = ""
    cod: bool = False
    presale: bool = False
    closed_at: datetime | None = None
    refund_at: datetime | None = None
    refunded_at: datetime | None = None
    locked_at: datetime | None = None
    unlocked_at: datetime | None = None
    moved_at: datetime | None = None
    moved_to: str = ""
    memo_at: datetime | None = None
    memo_after: str = ""
    shipped_at: datetime | None = None
    finished_at: datetime | None = None
    courier: str = ""
    waybill: str = ""
    story: str = field(default="plain")

    @property
    def total_fen(self) -> int:
        """What the buyer owes."""
        return sum(line.amount_fen for line in self.lines)

    def status(self, now: datetime) -> Status:
        """How far the sale is at a moment."""
        if _came(self.refunded_at, now):
            return Status.REFUNDED
        if _came(self.closed_at, now):
            return Status.CLOSED
        if _came(self.shipped_at, now):
            return Status.FINISHED if _came(self.finished_at, now) else Status.SHIPPED
        return Status.TO_SHIP if self.cod or (_came(self.paid_at, now) and not self.presale) else Status.UNPAID

    def is_locked(self, now: datetime) -> bool:
        """Whether the platform forbids to ship at a moment."""
        return _came(self.locked_at, now) and not _came(self.unlocked_at, now)

    def asks_refund(self, now: datetime) -> bool:
        """Whether a refund is asked and not settled at a moment."""
        return _came(self.refund_at, now) and not _came(self.refunded_at, now)

    def detail(self, now: datetime) -> str:
        """Street and door as the platform shows them at a moment."""
        return self.moved_to if _came(self.moved_at, now) else self.buyer.detail

    def note(self, now: datetime) -> str:
        """The seller's memo at a moment."""
        return self.memo_after if _came(self.memo_at, now) else self.memo

    def changed(self, after: datetime, until: datetime) -> bool:
        """Whether the platform has something new to tell of the sale."""
        moments = (
            self.created_at, self.paid_at, self.closed_at, self.refund_at, self.refunded_at, self.locked_at,
            self.unlocked_at, self.moved_at, self.memo_at, self.shipped_at, self.finished_at,
        )  # fmt: skip
        return any(moment is not None and after < moment <= until for moment in moments)


class Market:
    """Draws sales from a seed; numbers are shaped as each platform's."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._numbers = count(1)
        self._articles = articles()
        self._weights = [article.popularity for article in self._articles]

    def sales(self, quantity: int, since: datetime, until: datetime) -> list[Sale]:
        """Plain sales of all platforms, spread over a time."""
        return sorted((self.sale(self._moment(since, until)) for _each in range(quantity)), key=lambda s: s.created_at)

    def sale(self, created_at: datetime, platform: Platform | None = None, province: str = "") -> Sale:
        """One paid sale that nothing speaks against."""
        platform = platform or self.random.choices(PLATFORMS, SHARES)[0]
        number = self._number(platform, created_at)
        lines = [self.line() for _each in range(1 if platform is Platform.PDD else self._kinds())]
        lines = list({line.article.code: line for line in lines}.values())
        made = Sale(number, platform, created_at, buyer(self.random, province), lines)
        made.paid_at = created_at + self.random.randrange(1, 8) * MINUTE
        if platform in (Platform.PDD, Platform.DOUYIN):
            made.ship_by = made.paid_at + 48 * HOUR
        return made

    def line(self, article: Article | None = None, quantity: int = 0) -> Line:
        """Some pieces of an article at its price."""
        chosen = article or self.random.choices(self._articles, self._weights)[0]
        return Line(chosen, quantity or self.random.choices((1, 2, 3, 4), (78, 15, 4, 3))[0], chosen.price_fen)

    def again(self, sale: Sale, created_at: datetime) -> Sale:
        """The same buyer orders the same once more."""
        paid = created_at + 2 * MINUTE
        number = self._number(sale.platform, created_at)
        lines = [replace(line) for line in sale.lines]
        ship_by = paid + 48 * HOUR if sale.ship_by else None
        return Sale(number, sale.platform, created_at, sale.buyer, lines, paid_at=paid, ship_by=ship_by, story="again")

    def _kinds(self) -> int:
        return self.random.choices((1, 2, 3), (74, 19, 7))[0]

    def _moment(self, since: datetime, until: datetime) -> datetime:
        moment = since + (until - since) * self.random.random()
        return moment.replace(microsecond=0)

    def _number(self, platform: Platform, at: datetime) -> str:
        serial = next(self._numbers)
        match platform:
            case Platform.TAOBAO:
                return f"4{at:%y%m%d}{serial:07}{self.random.randrange(100_000):05}"
            case Platform.PDD:
                return f"{at:%y%m%d}-{serial:09}{self.random.randrange(10**6):06}"
            case Platform.DOUYIN:
                return f"69{at:%y%m%d}{serial:07}{self.random.randrange(10_000):04}"
            case _:
                return f"3{serial:07}{self.random.randrange(10_000):04}"


def told_between(sales: Sequence[Sale], after: datetime, until: datetime) -> Iterator[Sale]:
    """The sales of which a file exported at `until` tells something that the file of `after` did not."""
    return (sale for sale in sales if sale.created_at <= until and sale.changed(after, until))


def _came(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now
