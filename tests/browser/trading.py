"""The company of the browser tests, its platform, and the files that the platform gives its clerk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from playwright.sync_api import FilePayload

from tests.company import Trade, founding, open_trade
from zhanggui.config.demo.buyers import buyer
from zhanggui.config.demo.exports import exported
from zhanggui.config.demo.goods import Article
from zhanggui.config.demo.sales import Line, Sale
from zhanggui.foundation import clock
from zhanggui.fulfilment.operations.add_waybill_numbers import NumberRow, add_waybill_numbers
from zhanggui.inventory.operations.place_bins import BinRow, place_bins
from zhanggui.shops.vocabulary import Platform

SHOP = "掌柜旗舰店"
SHELVES = {"A1": "A-01-01", "A2": "A-01-02", "B1": "B-02-01"}
BARCODES = {"A1": "6901234567892", "A2": "6901234567908", "B1": "6901234567922"}
ARTICLES = {
    "A1": Article("A1", "花洒", "银色", 89_00, 1),
    "A2": Article("A2", "软管", "1.5 米", 25_00, 1),
    "B1": Article("B1", "角阀", "", 19_00, 1),
}


def open_company(stock: int = 500) -> Trade:
    """A company that can trade, with goods on named shelves and a courier's numbers in the pool."""
    trade = open_trade(stock)
    place_bins(founding(), [BinRow(trade.north, trade.skus[code], shelf) for code, shelf in SHELVES.items()])
    add_waybill_numbers(founding(), [NumberRow(trade.courier, "753100000001", "753100000400")])
    return trade


@dataclass
class Market:
    """What buyers do on Taobao, and what the platform tells of it at any moment."""

    opened_at: datetime = field(default_factory=clock.now)
    sales: list[Sale] = field(default_factory=list)
    _random: Random = field(default_factory=lambda: Random(7))

    def sell(self, *codes: str, message: str = "", hours_ago: int = 2) -> Sale:
        """Somebody bought one piece of each code and paid."""
        at = self.opened_at - timedelta(hours=hours_ago) + timedelta(seconds=len(self.sales))
        pieces = [Line(ARTICLES[code], codes.count(code), ARTICLES[code].price_fen) for code in dict.fromkeys(codes)]
        number = f"4{at:%y%m%d}{len(self.sales) + 1:07}00000"
        who = buyer(self._random, "浙江省")
        sale = Sale(number, Platform.TAOBAO, at, who, pieces, paid_at=at, message=message)
        self.sales.append(sale)
        return sale

    def files(self, later: timedelta = timedelta()) -> list[FilePayload]:
        """The order list and the item list as the clerk downloads them, so much later than the market opened."""
        return payloads(self.sales, self.opened_at + later)


def payloads(sales: Sequence[Sale], now: datetime) -> list[FilePayload]:
    """The platform's files as a browser uploads them."""
    files = exported(Platform.TAOBAO, sales, now, SHOP)
    return [{"name": file.name, "mimeType": "text/csv", "buffer": file.content} for file in files]
