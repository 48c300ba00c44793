"""The shops, warehouses, couriers and rules of the demonstration company, opened by the people whose duty it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from zhanggui.catalog.operations.add_skus import add_skus
from zhanggui.config.demo.goods import NEW_ARRIVAL, articles, is_scarce, sku_rows, stocked_codes
from zhanggui.config.demo.staff import Staff
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.fulfilment.operations.add_waybill_numbers import NumberRow, add_waybill_numbers
from zhanggui.inventory.operations.announce_arrivals import ArrivalRow, announce_arrivals
from zhanggui.inventory.operations.open_stock import OpeningRow, open_stock
from zhanggui.inventory.operations.open_warehouses import WarehouseRow, open_warehouses
from zhanggui.inventory.operations.place_bins import BinRow, place_bins
from zhanggui.orders.operations.set_couriers import CourierRow, set_couriers
from zhanggui.orders.operations.set_routing_rules import RoutingRow, set_routing_rules
from zhanggui.org.queries.actors import actor_of
from zhanggui.shops.operations.open_shops import ShopRow, open_shops
from zhanggui.shops.vocabulary import Platform

SHOPS = (
    ShopRow("TM", "青禾家居旗舰店", Platform.TAOBAO),
    ShopRow("PDD", "青禾家居官方店", Platform.PDD),
    ShopRow("DY", "青禾家居抖音店", Platform.DOUYIN),
    ShopRow("JD", "青禾家居京东店", Platform.JD),
)
WAREHOUSES = (WarehouseRow("HZ", "杭州仓"), WarehouseRow("GZ", "广州仓"), WarehouseRow("CD", "成都仓"))
# What a warehouse sends of all parcels, in percent.
SHARES = (62, 24, 14)
COURIERS = (
    CourierRow("zto", "中通快递", r"75\d{12}", "中通,ZTO"),
    CourierRow("yto", "圆通速递", r"YT\d{13}", "圆通,YTO"),
    CourierRow("sf", "顺丰速运", r"SF\d{13}", "顺丰,SF", cod=True),
    CourierRow("deppon", "德邦快递", r"DPK\d{12}", "德邦"),
)
FIRST_NUMBERS = {"zto": "75{:012}", "yto": "YT{:013}", "sf": "SF{:013}", "deppon": "DPK{:012}"}
HEAVY_GRAMS = 15_000
SOUTH = "广东省，广西壮族自治区，海南省，福建省，江西省，湖南省"
WEST = "四川省，重庆市，云南省，贵州省，陕西省，甘肃省，青海省，宁夏回族自治区，新疆维吾尔自治区"
# Nobody has decided yet who serves Tibet, Hong Kong, Macau and Taiwan.
EAST = (
    "浙江省，江苏省，上海市，山东省，河南省，湖北省，北京市，天津市，河北省，安徽省，山西省，"
    "辽宁省，吉林省，黑龙江省，内蒙古自治区"
)


@dataclass(frozen=True, slots=True)
class House:
    """What the demonstration's days are lived with; `actors` are the people by role."""

    actors: Mapping[str, Actor]
    shops: Mapping[Platform, int]
    shop_names: Mapping[Platform, str]
    warehouses: Sequence[int]
    couriers: Mapping[str, int]
    skus: Mapping[str, int]

    def actor(self, role: str) -> Actor:
        """The person in the role."""
        return self.actors[role]


def open_house(staff: Staff, orders: int, random: Random) -> House:
    """Open everything that a trading day needs, with stock for about so many orders."""
    actors = {role: actor_of(person) for role, person in staff.people.items()}
    manager, keeper, editor, clerk = (actors[role] for role in ("manager", "keeper", "editor", "clerk"))
    shops = open_shops(manager, SHOPS).done
    warehouses = open_warehouses(keeper, WAREHOUSES).done
    couriers = dict(zip((row.code for row in COURIERS), set_couriers(manager, COURIERS).done, strict=True))
    rows = sku_rows()
    skus = dict(zip((row.code for row in rows), add_skus(editor, rows).done, strict=True))
    house = House(
        actors,
        dict(zip((row.platform for row in SHOPS), shops, strict=True)),
        {row.platform: row.name for row in SHOPS},
        warehouses,
        couriers,
        skus,
    )
    set_routing_rules(manager, _routing(house))
    _fill_shelves(keeper, house, orders, random)
    _buy_numbers(clerk, house, orders)
    return house


def _routing(house: House) -> list[RoutingRow]:
    east, south, west = house.warehouses
    zto, yto, sf, deppon = (house.couriers[code] for code in ("zto", "yto", "sf", "deppon"))
    return [
        RoutingRow("备注要顺丰", courier=sf, memo_word="顺丰"),
        RoutingRow("大件走德邦", courier=deppon, min_grams=HEAVY_GRAMS),
        RoutingRow("抖音走圆通", courier=yto, shops=(house.shops[Platform.DOUYIN],)),
        RoutingRow("华南发广州仓", south, zto, areas=SOUTH),
        RoutingRow("西部发成都仓", west, yto, areas=WEST),
        RoutingRow("其余发杭州仓", east, zto, areas=EAST),
    ]


def _fill_shelves(keeper: Actor, house: House, orders: int, random: Random) -> None:
    codes, popular = stocked_codes(), {article.code: article.popularity for article in articles()}
    whole = sum(popular[code] for code in codes)
    rows, bins = [], []
    for warehouse, share in zip(house.warehouses, SHARES, strict=True):
        for place, code in enumerate(codes):
            wanted = orders * 2 * popular[code] * share / whole / 100
            bought = wanted * 0.4 + 1 if is_scarce(code) else wanted * 2.5 + 8
            rows.append(OpeningRow(warehouse, code, round(bought * random.uniform(0.9, 1.2)) or 1))
            bins.append(BinRow(warehouse, house.skus[code], _shelf(place)))
    open_stock(keeper, rows)
    place_bins(keeper, bins)
    soon = clock.today()
    announced = [code for code in codes if is_scarce(code)][::2]
    announce_arrivals(keeper, [
        ArrivalRow(house.warehouses[0], house.skus[code], soon.replace(year=soon.year + 1, month=1, day=5))
        for code in (*announced, NEW_ARRIVAL.code)
    ])  # fmt: skip


def _buy_numbers(clerk: Actor, house: House, orders: int) -> None:
    """Each courier has given enough numbers for all orders, and some more."""
    ranges = []
    for code, courier in house.couriers.items():
        shape = FIRST_NUMBERS[code]
        ranges += [
            NumberRow(courier, shape.format(start), shape.format(min(start + _RANGE, orders + 300) - 1))
            for start in range(0, orders + 300, _RANGE)
        ]
    add_waybill_numbers(clerk, ranges)


_RANGE = 10_000


def _shelf(place: int) -> str:
    return f"{'ABCD'[place // 40 % 4]}-{place // 4 % 10 + 1:02}-{place % 4 + 1:02}"
