from datetime import UTC, datetime

import pytest

from zhanggui.channels.rules.read import Reading, SourceFile, read_orders
from zhanggui.config.demo.buyers import masked_detail, masked_name, masked_phone
from zhanggui.config.demo.exports import exported
from zhanggui.config.demo.goods import articles, barcode, sku_rows
from zhanggui.config.demo.sales import DAY, HOUR, PLATFORMS, Market, Sale, told_between
from zhanggui.config.demo.stories import stories, told
from zhanggui.orders.rules.external import ExternalStatus, RefundState
from zhanggui.shops.vocabulary import Platform

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def reading(sales: list[Sale], now: datetime = NOW) -> Reading:
    """What the importers understand of the sales' files, all shops together."""
    files = [
        SourceFile(export.name, export.content)
        for platform in PLATFORMS
        for export in exported(platform, [sale for sale in sales if sale.platform is platform], now, "青禾")
    ]
    return read_orders(files)


def test_one_seed_gives_one_market() -> None:
    first, second = (Market(5).sales(40, NOW - DAY, NOW) for _each in range(2))
    assert [(s.number, s.buyer, s.total_fen) for s in first] == [(s.number, s.buyer, s.total_fen) for s in second]
    assert [s.number for s in first] != [s.number for s in Market(6).sales(40, NOW - DAY, NOW)]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platforms_file_is_read_back_whole(platform: Platform) -> None:
    market = Market(1)
    sales = [market.sale(NOW - HOUR, platform) for _each in range(30)]
    found = reading(sales)
    assert not found.rejected
    assert {(o.external_no, o.total_fen) for o in found.orders} == {(s.number, s.total_fen) for s in sales}
    assert {o.status for o in found.orders} == {ExternalStatus.TO_SHIP}
    wanted = {s.number: [(line.article.code, line.quantity) for line in s.lines] for s in sales}
    assert {o.external_no: [(line.sku_code, line.quantity) for line in o.lines] for o in found.orders} == wanted


def test_platforms_that_hide_buyers_do() -> None:
    sale = Market(1).sale(NOW, Platform.DOUYIN)
    (order,) = reading([sale]).orders
    assert order.receiver is not None
    assert order.receiver.masked
    assert order.receiver.name == masked_name(sale.buyer.name) != sale.buyer.name
    assert order.receiver.phone == masked_phone(sale.buyer.phone)
    assert order.receiver.detail == masked_detail(sale.buyer.detail)


def test_every_story_is_told_by_its_file() -> None:
    market = Market(3)
    sales = {name: told(market, name, NOW - 50 * HOUR) for name in stories()}
    orders = {order.external_no: order for order in reading(list(sales.values()), NOW - 49 * HOUR).orders}
    shown = {name: orders[sale.number] for name, sale in sales.items()}
    assert shown["locked"].locked
    assert shown["cod"].cod
    assert shown["presale"].balance_unpaid
    assert shown["unpaid"].status == ExternalStatus.UNPAID
    refund = shown["refund"]
    assert RefundState.ASKED in {refund.refund_state, *(line.refund_state for line in refund.lines)}
    later = {order.external_no: order for order in reading(list(sales.values()), NOW).orders}
    assert later[sales["refund"].number].status == ExternalStatus.CLOSED_REFUNDED_BEFORE_SHIPPING
    assert later[sales["unpaid"].number].status == ExternalStatus.CLOSED_UNPAID
    moved = later[sales["moved"].number].receiver
    assert moved is not None
    assert moved.detail == sales["moved"].moved_to


def test_a_later_file_tells_only_news() -> None:
    market = Market(3)
    plain, refunded = market.sale(NOW - 30 * HOUR), told(market, "refund_later", NOW - 30 * HOUR)
    news = list(told_between([plain, refunded], NOW - HOUR, NOW))
    assert news == [refunded]
    assert list(told_between([plain], NOW - 31 * HOUR, NOW)) == [plain]


def test_goods_have_codes_of_their_own() -> None:
    rows = sku_rows()
    codes = [row.code for row in rows]
    assert len(codes) == len(set(codes)) >= 130
    assert {article.code for article in articles()} <= set(codes)
    assert barcode(1) == "6900000000014"
    digits = list(map(int, barcode(123)))
    assert (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0
