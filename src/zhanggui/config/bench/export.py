"""An export file as a platform writes it, with made-up buyers: the same for the same seed."""

import csv
import io
from collections.abc import Iterator
from random import Random

HEADERS = [
    "主订单编号",
    "子订单编号",
    "选购商品",
    "商品规格",
    "商品数量",
    "商品ID",
    "商家编码",
    "商品单价",
    "订单应付金额",
    "运费",
    "优惠总金额",
    "支付方式",
    "收件人",
    "收件人手机号",
    "省",
    "市",
    "区",
    "街道",
    "详细地址",
    "买家留言",
    "订单提交时间",
    "旗帜颜色",
    "商家备注",
    "订单完成时间",
    "支付完成时间",
    "订单状态",
    "承诺发货时间",
    "订单类型",
    "售后状态",
]
AREAS = (
    ("浙江省", "杭州市", "西湖区"), ("江苏省", "南京市", "鼓楼区"), ("广东省", "深圳市", "南山区"),
    ("四川省", "成都市", "武侯区"), ("湖北省", "武汉市", "洪山区"), ("山东省", "济南市", "历下区"),
    ("福建省", "厦门市", "思明区"), ("河南省", "郑州市", "金水区"), ("湖南省", "长沙市", "岳麓区"),
    ("陕西省", "西安市", "雁塔区"),
)  # fmt: skip
FAMILY = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉力华玲飞"


def export_of(orders: int, codes: list[str], seed: int = 1) -> bytes:
    """The bytes of a file (UTF-8 with BOM, one row per article, 1.5 on average) with this many paid orders."""
    random = Random(seed)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    for number in range(orders):
        writer.writerows(_rows(number, codes, random))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _rows(number: int, codes: list[str], random: Random) -> Iterator[list[str]]:
    order_no = f"\t69{number:016d}"
    province, city, district = AREAS[number % len(AREAS)]
    name = random.choice(FAMILY) + random.choice(GIVEN) + random.choice(GIVEN)
    phone = f"1{random.choice('3578')}{random.choice('56789')}{(number * 7919 + 13_572_468) % 10**8:08d}"
    road = f"{random.choice('文建解人中')}{random.choice('三设放民山')}路"
    street = f"{road}{number}号{random.randint(1, 40)}幢{random.randint(101, 2604)}室"
    minute = f"2026-11-{10 + number % 2} {number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}"
    for article in range(random.choice((1, 1, 1, 1, 1, 1, 2, 2, 2, 3))):
        quantity, price = random.choice((1, 1, 1, 2)), random.randint(2000, 20000)
        code = codes[(number * 7 + article * 13) % len(codes)]
        yield [
            order_no, f"{order_no}{article}", f"商品 {code}", "默认", str(quantity), "1", code, f"{price / 100:.2f}",
            f"{price * quantity / 100:.2f}", "0.00", "0.00", "在线支付", name, phone, province, city, district, "",
            street, "", minute, "", "", "", minute, "待发货", "", "普通订单", "",
        ]  # fmt: skip
