"""What the demonstration company sells: bathroom goods of an invented brand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from zhanggui.catalog.operations.add_skus import SkuRow
from zhanggui.catalog.vocabulary import SkuKind


@dataclass(frozen=True, slots=True)
class Article:
    """Something that can be ordered: its merchant code, the title on the platforms, and what it usually costs."""

    code: str
    title: str
    variant: str
    price_fen: int
    popularity: int
    kind: SkuKind = SkuKind.GOODS


# code, name, price and cost in yuan, grams, popularity, variants
_PRODUCTS = (
    ("HS01", "增压花洒", 89, 31, 620, 9, "银 枪灰 白"),
    ("HS02", "恒温淋浴花洒套装", 699, 290, 5200, 4, "银 枪灰"),
    ("HS03", "手持花洒喷头", 39, 12, 260, 10, "银 白 黑"),
    ("HS04", "顶喷花洒 10寸", 159, 58, 1150, 5, "银 枪灰"),
    ("HS05", "儿童防摔小花洒", 69, 24, 310, 3, "粉 蓝"),
    ("HS06", "滤水花洒", 129, 46, 480, 6, "银 白"),
    ("RG01", "防缠绕花洒软管", 25, 7, 300, 10, "1.2米 1.5米 2米"),
    ("RG02", "不锈钢进水软管", 15, 4, 180, 8, "30厘米 50厘米 80厘米"),
    ("LT01", "厨房抽拉龙头", 299, 118, 1650, 5, "银 枪灰 黑"),
    ("LT02", "面盆冷热龙头", 128, 45, 980, 7, "银 枪灰 金"),
    ("LT03", "单冷洗衣机龙头", 29, 9, 260, 8, "四分 六分"),
    ("LT04", "万向旋转龙头", 45, 14, 330, 6, "银 黑"),
    ("LT05", "拖把池龙头", 35, 11, 310, 4, "长款 短款"),
    ("LT06", "浴缸落地龙头", 1299, 560, 7800, 1, "黑 金"),
    ("JF01", "铜角阀", 19, 6, 150, 10, "冷 热 冷热一对"),
    ("JF02", "三通角阀", 29, 9, 210, 6, "一进两出 一进三出"),
    ("JF03", "地暖专用阀", 59, 22, 380, 2, "DN20 DN25"),
    ("MP01", "浴室面盆 台上盆", 268, 110, 8600, 3, "圆形 方形 椭圆"),
    ("MP02", "洗手盆柱盆", 358, 150, 14500, 2, "白"),
    ("YG01", "浴室柜 实木", 1280, 560, 38000, 2, "60厘米 80厘米 100厘米"),
    ("YG02", "智能镜柜", 680, 290, 15500, 2, "60厘米 80厘米"),
    ("YG03", "太空铝浴室柜", 860, 370, 26000, 2, "60厘米 80厘米"),
    ("JZ01", "浴室镜 防雾", 189, 72, 4200, 4, "圆形 方形"),
    ("JZ02", "化妆镜 可伸缩", 79, 28, 850, 4, "银 黑"),
    ("MT01", "静音马桶", 899, 410, 42000, 2, "300坑距 400坑距"),
    ("MT02", "智能马桶盖", 1099, 480, 5600, 2, "加长 标准"),
    ("MT03", "缓降马桶盖", 69, 24, 2100, 7, "U型 V型 O型"),
    ("MT04", "马桶进水阀", 35, 11, 260, 6, "上进水 下进水"),
    ("MT05", "蹲便器水箱", 168, 66, 4800, 2, "白"),
    ("DL01", "防臭地漏芯", 19, 5, 90, 10, "通用 洗衣机"),
    ("DL02", "全铜地漏", 59, 22, 680, 7, "10厘米 12厘米 洗衣机专用"),
    ("DL03", "隐形地漏", 79, 30, 860, 4, "银 枪灰"),
    ("DL04", "长条地漏", 129, 50, 1400, 2, "30厘米 60厘米"),
    ("XS01", "面盆下水器", 29, 9, 330, 8, "弹跳 翻板 提笼"),
    ("XS02", "防臭下水管", 22, 6, 240, 7, "伸缩款 S弯款"),
    ("XS03", "水槽提篮", 15, 4, 130, 5, "11厘米 14厘米"),
    ("ZW01", "太空铝置物架", 59, 21, 780, 9, "单层 双层 三层"),
    ("ZW02", "转角三角架", 39, 13, 520, 7, "单层 双层"),
    ("ZW03", "马桶置物架", 69, 25, 1600, 4, "两层 三层"),
    ("ZW04", "毛巾架", 79, 28, 910, 8, "单杆 双杆 折叠"),
    ("ZW05", "浴巾架 枪灰", 89, 33, 1100, 6, "40厘米 60厘米"),
    ("ZW06", "免打孔挂钩", 12, 3, 60, 10, "五连钩 单钩六只"),
    ("ZW07", "卷纸架", 29, 9, 310, 8, "银 枪灰 黑"),
    ("ZW08", "牙刷置物架", 35, 12, 260, 7, "两口 四口"),
    ("ZW09", "吹风机架", 25, 8, 220, 6, "白 黑"),
    ("YL01", "浴帘 加厚防霉", 45, 15, 720, 6, "1.5米 1.8米 2米"),
    ("YL02", "弧形浴帘杆", 99, 38, 1800, 3, "L型 U型"),
    ("YL03", "磁吸浴帘套装", 139, 54, 2300, 3, "白 灰"),
    ("FH01", "防滑浴室垫", 39, 12, 690, 8, "灰 蓝 透明"),
    ("FH02", "老人扶手", 59, 22, 640, 4, "30厘米 40厘米 60厘米"),
    ("FH03", "折叠浴凳", 168, 66, 2600, 3, "白 木纹"),
    ("SC01", "304水槽单槽", 299, 126, 4600, 3, "50厘米 60厘米"),
    ("SC02", "手工水槽双槽", 499, 215, 8900, 2, "75厘米 80厘米"),
    ("SC03", "台控去水器", 49, 17, 310, 4, "单槽 双槽"),
    ("DZ01", "浴霸 五合一", 599, 262, 3900, 3, "白 灰"),
    ("DZ02", "换气扇", 129, 51, 1700, 4, "8寸 10寸"),
    ("DZ03", "镜前灯", 119, 44, 620, 4, "40厘米 60厘米"),
    ("DZ04", "感应皂液器", 89, 33, 390, 5, "白 黑"),
    ("GJ01", "生料带", 5, 1, 30, 6, "十卷"),
    ("GJ02", "防霉玻璃胶", 22, 7, 340, 6, "透明 瓷白"),
)
BUNDLES = (
    ("TZ01", "淋浴全套 花洒+软管+底座", 129, 6, "HS01-1 x1; RG01-2 x1"),
    ("TZ02", "面盆安装包 龙头+下水+软管一对", 179, 5, "LT02-1 x1; XS01-1 x1; RG02-2 x2"),
    ("TZ03", "角阀两只装", 35, 7, "JF01-1 x1; JF01-2 x1"),
    ("TZ04", "卫生间挂件三件套", 159, 4, "ZW04-1 x1; ZW07-1 x1; ZW06-1 x1"),
    ("TZ05", "地漏三只装", 149, 4, "DL02-1 x2; DL02-3 x1"),
)
NO_STOCK = (("BC01", "补差价专拍", 1), ("AZ01", "上门安装服务", 120))
NEW_ARRIVAL = Article("XP01-1", "青禾新品 暖风毛巾架 预售", "银", 468_00, 0)
CASE_OF = 12
SCARCE_EVERY = 17


def articles() -> list[Article]:
    """Everything on sale, without what never has stock."""
    goods = [
        Article(f"{code}-{place}", f"青禾 {name}", variant, price * 100, popularity)
        for code, name, price, _cost, _grams, popularity, variants in _PRODUCTS
        for place, variant in enumerate(variants.split(), start=1)
    ]
    bundles = [
        Article(f"{c}-1", f"青禾 {name}", "套装", price * 100, p, SkuKind.BUNDLE) for c, name, price, p, _ in BUNDLES
    ]
    extras = [Article(f"{code}-1", name, "", price * 100, 1, SkuKind.NO_STOCK) for code, name, price in NO_STOCK]
    return [*goods, *bundles, *extras]


def sku_rows() -> list[SkuRow]:
    """The rows that add all goods: barcodes, for every third SKU a case code too, bundles last."""
    barcodes = (barcode(number) for number in count(1))
    rows = list(_goods_rows(barcodes))
    rows += [
        SkuRow(f"{c}-1", name, c, name, SkuKind.BUNDLE, floor_fen=price * 80, barcodes=next(barcodes), parts=parts)
        for c, name, price, _popularity, parts in BUNDLES
    ]
    rows += [SkuRow(f"{code}-1", name, code, name, SkuKind.NO_STOCK) for code, name, _price in NO_STOCK]
    new = NEW_ARRIVAL
    return [*rows, SkuRow(new.code, f"{new.title} {new.variant}", "XP01", new.title, barcodes=next(barcodes))]


def stocked_codes() -> list[str]:
    """The merchant codes of goods that lie on shelves, in the order of the shelves."""
    return [article.code for article in articles() if article.kind is SkuKind.GOODS]


def is_scarce(code: str) -> bool:
    """Whether too little of the goods was bought."""
    return stocked_codes().index(code) % SCARCE_EVERY == 1


def barcode(number: int) -> str:
    """A valid EAN-13 of a company number that nobody has."""
    digits = f"6900000{number:05}"
    odd, even = sum(map(int, digits[::2])), sum(map(int, digits[1::2]))
    return f"{digits}{-(odd + 3 * even) % 10}"


def _goods_rows(barcodes: Iterator[str]) -> Iterator[SkuRow]:
    for code, name, price, cost, grams, _popularity, variants in _PRODUCTS:
        for place, variant in enumerate(variants.split(), start=1):
            codes = next(barcodes)
            if place == 3:
                codes += f"; {next(barcodes)}x{CASE_OF}"
            yield SkuRow(
                f"{code}-{place}", f"{name} {variant}", code, name, weight_grams=grams, cost_fen=cost * 100,
                floor_fen=price * 70, barcodes=codes,
            )  # fmt: skip
