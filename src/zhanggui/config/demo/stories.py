"""What may befall a sale: everything that a reviewer, a clerk or a packer meets in a week."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from zhanggui.config.demo.goods import NEW_ARRIVAL, Article
from zhanggui.config.demo.sales import DAY, HOUR, MINUTE, PLAIN, Line, Market, Sale
from zhanggui.shops.vocabulary import Platform

type Twist = Callable[[Market, Sale], None]

MESSAGES = (
    "要哑光黑的那款，别发亮面", "周末不在家，请周一再送", "麻烦多给一个垫片", "安装高度两米一，管子够长吗",
    "送货前打电话",
)  # fmt: skip
MEMOS = ("客户要求发顺丰", "加送生料带一卷", "与另一单一起发", "客户催发货，优先")
UNKNOWN = Article("QH-NEW-88", "青禾 免打孔浴室架 直播专享", "枪灰", 65_00, 0)
VILLAIN = ("13255509911", "学府路13号绿洲花园4幢2单元404室")


@dataclass(frozen=True, slots=True)
class Story:
    """One kind of trouble: how often it comes among a thousand sales, on which platforms, and what it changes."""

    name: str
    often: int
    platforms: tuple[Platform, ...]
    twist: Twist


def stories() -> dict[str, Story]:
    """Every story by name."""
    return {story.name: story for story in _STORIES}


def told(market: Market, name: str, created_at: datetime) -> Sale:
    """A sale to which the story happens."""
    story = stories()[name]
    sale = market.sale(created_at, market.random.choice(story.platforms))
    story.twist(market, sale)
    sale.story = name
    return sale


def befallen(market: Market, sale: Sale) -> Sale:
    """The sale itself, or now and then, as the stories come, another one to which something happens."""
    fate = market.random.randrange(1000)
    for story in _STORIES:
        fate -= story.often
        if fate < 0:
            return told(market, story.name, sale.created_at)
    return sale


def _message(market: Market, sale: Sale) -> None:
    sale.message = market.random.choice(MESSAGES)


def _memo(market: Market, sale: Sale) -> None:
    sale.memo, sale.flag = market.random.choice(MEMOS), "红"


def _no_door(market: Market, sale: Sale) -> None:
    sale.buyer = replace(sale.buyer, detail="文三路")


def _wrong_county(market: Market, sale: Sale) -> None:
    sale.buyer = replace(sale.buyer, province="浙江省", city="杭州市", district="天河区")


def _phone(market: Market, sale: Sale) -> None:
    sale.buyer = replace(sale.buyer, phone=sale.buyer.phone[:8])


def _high(market: Market, sale: Sale) -> None:
    sale.lines = [replace(sale.lines[0], quantity=-(-6_000_00 // sale.lines[0].price_fen))]


def _remote(market: Market, sale: Sale) -> None:
    sale.buyer = market.sale(sale.created_at, sale.platform, "新疆维吾尔自治区").buyer


def _nowhere(market: Market, sale: Sale) -> None:
    sale.buyer = market.sale(sale.created_at, sale.platform, "西藏自治区").buyer


def _cod(market: Market, sale: Sale) -> None:
    sale.cod, sale.paid_at = True, None


def _unknown(market: Market, sale: Sale) -> None:
    sale.lines.append(Line(UNKNOWN, 1, UNKNOWN.price_fen))
    if sale.platform is Platform.PDD:
        sale.lines = sale.lines[1:]


def _presale(market: Market, sale: Sale) -> None:
    sale.presale = True


def _unpaid(market: Market, sale: Sale) -> None:
    sale.paid_at, sale.closed_at = None, sale.created_at + DAY


def _locked(market: Market, sale: Sale) -> None:
    sale.locked_at = sale.created_at + 5 * MINUTE
    sale.unlocked_at = sale.created_at + 3 * DAY


def _refund(market: Market, sale: Sale) -> None:
    sale.refund_at = sale.created_at + 10 * MINUTE
    sale.refunded_at = sale.created_at + 2 * DAY


def _refund_later(market: Market, sale: Sale) -> None:
    sale.refund_at = sale.created_at + 30 * HOUR
    sale.refunded_at = sale.created_at + 4 * DAY


def _moved(market: Market, sale: Sale) -> None:
    sale.moved_at, sale.moved_to = sale.created_at + 20 * HOUR, "滨江路18号丽景苑6幢1单元902室"


def _memo_later(market: Market, sale: Sale) -> None:
    sale.memo_at, sale.memo_after = sale.created_at + 20 * HOUR, "客户改要枪灰色"


def _floor(market: Market, sale: Sale) -> None:
    line = sale.lines[0]
    sale.lines = [replace(line, price_fen=max(100, line.article.price_fen // 2))]


def _fake(market: Market, sale: Sale) -> None:
    sale.memo = "空包，勿发货"


def _nonsense(market: Market, sale: Sale) -> None:
    sale.buyer = replace(sale.buyer, name="哈哈哈")


def _many(market: Market, sale: Sale) -> None:
    sale.lines = [replace(sale.lines[0], quantity=120, price_fen=sale.lines[0].article.price_fen)]


def _villain(market: Market, sale: Sale) -> None:
    phone, door = VILLAIN
    sale.buyer = replace(
        sale.buyer, account="青0000013", phone=phone, province="浙江省", city="杭州市", district="西湖区", detail=door
    )


def _scarce(market: Market, sale: Sale) -> None:
    sale.lines = [Line(NEW_ARRIVAL, 1, NEW_ARRIVAL.price_fen)]


_EVERYWHERE = (Platform.TAOBAO, Platform.PDD, Platform.DOUYIN, Platform.JD)
_STORIES = (
    Story("message", 40, (Platform.TAOBAO, Platform.DOUYIN, Platform.JD), _message),
    Story("memo", 25, _EVERYWHERE, _memo),
    Story("no_door", 20, PLAIN, _no_door),
    Story("wrong_county", 8, PLAIN, _wrong_county),
    Story("phone", 12, PLAIN, _phone),
    Story("high", 6, PLAIN, _high),
    Story("remote", 8, PLAIN, _remote),
    Story("nowhere", 3, PLAIN, _nowhere),
    Story("cod", 15, (Platform.JD,), _cod),
    Story("unknown", 12, (Platform.TAOBAO, Platform.PDD, Platform.DOUYIN), _unknown),
    Story("presale", 6, (Platform.TAOBAO,), _presale),
    Story("unpaid", 25, _EVERYWHERE, _unpaid),
    Story("locked", 8, (Platform.JD,), _locked),
    Story("refund", 12, (Platform.TAOBAO, Platform.PDD, Platform.DOUYIN), _refund),
    Story("refund_later", 25, (Platform.TAOBAO, Platform.PDD, Platform.DOUYIN), _refund_later),
    Story("moved", 6, PLAIN, _moved),
    Story("memo_later", 6, (Platform.TAOBAO, Platform.JD), _memo_later),
    Story("floor", 5, (Platform.TAOBAO, Platform.DOUYIN), _floor),
    Story("fake", 5, (Platform.TAOBAO,), _fake),
    Story("nonsense", 4, PLAIN, _nonsense),
    Story("many", 3, (Platform.TAOBAO, Platform.DOUYIN), _many),
    Story("villain", 5, (Platform.TAOBAO,), _villain),
    Story("scarce", 8, (Platform.TAOBAO, Platform.PDD), _scarce),
)
