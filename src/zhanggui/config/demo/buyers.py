"""Buyers of the demonstration: names, phones and addresses of nobody."""

from dataclasses import dataclass
from functools import cache
from random import Random

from zhanggui.org.rules.divisions import Place, default_divisions

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫"
    "孔向汤"
)
_GIVEN = (
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀兰",
    "霞", "平", "刚", "桂英", "文", "婷", "玉兰", "建华", "志强", "晓明", "雨桐", "子涵", "欣怡", "浩然", "思远",
    "梓萱", "佳琪", "俊杰", "雅婷", "嘉豪", "诗涵", "宇轩", "一诺", "若曦", "晨曦", "婉清", "海燕", "春梅", "国庆",
    "建国", "小红", "立新", "红梅", "海波", "振华", "凤英",
)  # fmt: skip
_STREETS = (
    "文三路", "中山路", "人民路", "解放路", "建设路", "和平路", "新华路", "朝阳路", "滨江路", "育才路", "学府路",
    "迎宾路", "长江路", "黄河路", "青年路", "友谊路", "胜利路", "光明路",
)  # fmt: skip
_ESTATES = (
    "翠苑小区", "锦绣花园", "阳光城", "碧水湾", "金色家园", "万和城", "丽景苑", "星河湾", "城南新居", "书香门第",
    "绿洲花园", "和谐家园",
)  # fmt: skip
# Where buyers live, roughly as online sales go.
_PROVINCES = {
    "浙江省": 14, "江苏省": 13, "广东省": 15, "上海市": 7, "山东省": 9, "四川省": 6, "河南省": 6, "湖北省": 5,
    "北京市": 5, "福建省": 5, "湖南省": 4, "安徽省": 4, "河北省": 3, "陕西省": 2, "重庆市": 2, "江西省": 2,
    "广西壮族自治区": 2, "云南省": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Buyer:
    """Somebody who buys: the account and the receiver, both in plain."""

    account: str
    name: str
    phone: str
    province: str
    city: str
    district: str
    detail: str

    @property
    def address(self) -> str:
        """The address in one line, as Taobao and JD write it."""
        return " ".join(part for part in (self.province, self.city, self.district, self.detail) if part)


def buyer(random: Random, province: str = "") -> Buyer:
    """Somebody new, in `province` or where online buyers live."""
    chosen = province or random.choices(list(_PROVINCES), list(_PROVINCES.values()))[0]
    place = random.choice(_counties(chosen))
    name = random.choice(_SURNAMES) + random.choice(_GIVEN)
    return Buyer(
        f"青{random.randrange(10**7):07}",
        name,
        _phone(random),
        place.province,
        place.city,
        place.district,
        _door(random),
    )


def masked_name(name: str) -> str:
    """A name as platforms that hide buyers show it."""
    return name[:1] + "*" * max(1, len(name) - 1)


def masked_phone(phone: str) -> str:
    """A phone as platforms that hide buyers show it."""
    return f"{phone[:3]}****{phone[-4:]}"


def masked_detail(detail: str) -> str:
    """Street and door as platforms that hide buyers show them."""
    return f"{detail[:3]}****"


def _phone(random: Random) -> str:
    # The middle part was never given to anybody in this shape.
    return f"1{random.choice('35789')}{random.randrange(10)}5550{random.randrange(10_000):04}"


def _door(random: Random) -> str:
    street, estate = random.choice(_STREETS), random.choice(_ESTATES)
    block, unit, room = random.randrange(1, 30), random.randrange(1, 5), random.randrange(1, 28) * 100
    return f"{street}{random.randrange(1, 400)}号{estate}{block}幢{unit}单元{room + random.randrange(1, 5)}室"


@cache
def _counties(province: str) -> list[Place]:
    divisions = default_divisions()
    code = divisions.provinces[province]
    places = (divisions.places[row] for row in divisions.rows if row.startswith(code[:2]))
    return [place for place in places if place.district and place.city]
