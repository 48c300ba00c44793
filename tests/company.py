"""The one small company that tests share: its people by role, each an actor as today's duties make them.

    company = open_company()
    approve_orders(company.reviewer, ids)

Shops, goods and stock are added here by the functions that need them; everything is made by operations.
"""

from dataclasses import dataclass

from zhanggui.catalog.operations.add_skus import SkuRow, add_skus
from zhanggui.catalog.vocabulary import SkuKind
from zhanggui.config.demo.staff import Staff, hire_staff
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.jobs import scheduled_actor
from zhanggui.inventory.operations.open_stock import OpeningRow, open_stock
from zhanggui.inventory.operations.open_warehouses import WarehouseRow, open_warehouses
from zhanggui.orders.operations.set_couriers import CourierRow, set_couriers
from zhanggui.orders.operations.set_routing_rules import RoutingRow, set_routing_rules
from zhanggui.org.operations.hire_people import Newcomer, hire_people
from zhanggui.org.operations.place_people import Placement, place_people
from zhanggui.org.queries.actors import actor_of
from zhanggui.org.queries.lookups import POSITION
from zhanggui.shops.operations.open_shops import ShopRow, open_shops
from zhanggui.shops.vocabulary import Platform


@dataclass(frozen=True)
class Company:
    """People by role. The properties ask anew, so that a changed assignment or duty shows."""

    staff: Staff

    def person(self, role: str) -> int:
        """The id of the person in the role."""
        return self.staff.people[role]

    def actor(self, role: str) -> Actor:
        """The person in the role as today's duties make them."""
        return actor_of(self.person(role))

    @property
    def owner(self) -> Actor:
        return self.actor("owner")

    @property
    def manager(self) -> Actor:
        return self.actor("manager")

    @property
    def service_lead(self) -> Actor:
        return self.actor("service_lead")

    @property
    def guide(self) -> Actor:
        return self.actor("guide")

    @property
    def service(self) -> Actor:
        return self.actor("service")

    @property
    def after_sales(self) -> Actor:
        return self.actor("after_sales")

    @property
    def reviewer(self) -> Actor:
        return self.actor("reviewer")

    @property
    def clerk(self) -> Actor:
        return self.actor("clerk")

    @property
    def inspector(self) -> Actor:
        return self.actor("inspector")

    @property
    def logistics(self) -> Actor:
        return self.actor("logistics")

    @property
    def keeper(self) -> Actor:
        return self.actor("keeper")

    @property
    def picker(self) -> Actor:
        return self.actor("picker")

    @property
    def packer(self) -> Actor:
        return self.actor("packer")

    @property
    def editor(self) -> Actor:
        return self.actor("editor")

    @property
    def finance(self) -> Actor:
        return self.actor("finance")


def founding() -> Actor:
    """Who acts while the company is opened and nobody works there yet."""
    return scheduled_actor("company opened")


def open_company() -> Company:
    """Apply the shipped blueprint and hire the people of the demonstration, one per position."""
    return Company(hire_staff(founding()))


def hire(
    username: str,
    *positions: str,
    shops: tuple[int, ...] = (),
    warehouses: tuple[int, ...] = (),
) -> Actor:
    """One more person in the positions (by code), limited to the shops and warehouses; none is every one."""
    person = hire_people(founding(), [Newcomer(username, username.title())]).one()
    codes = POSITION.by_code(founding(), positions)
    rows = [Placement(person, codes[code], shops, warehouses, main=index == 0) for index, code in enumerate(positions)]
    place_people(founding(), rows)
    return actor_of(person)


@dataclass(frozen=True)
class Trade:
    """A company that can trade: two shops, two warehouses, four SKUs and a bundle with stock, a courier, routing."""

    company: Company
    taobao: int
    pdd: int
    north: int
    south: int
    courier: int
    skus: dict[str, int]


def open_trade(stock: int = 100) -> Trade:
    """Open the company and everything that a trading day needs; `stock` pieces of A1, A2 and B1 lie in the north."""
    company = open_company()
    actor = founding()
    taobao, pdd = open_shops(
        actor, [ShopRow("TB", "掌柜旗舰店", Platform.TAOBAO), ShopRow("PDD", "掌柜拼多多", Platform.PDD)]
    ).done
    north, south = open_warehouses(actor, [WarehouseRow("N", "北仓"), WarehouseRow("S", "南仓")]).done
    skus = dict(zip(GOODS, add_skus(actor, list(GOODS.values())).done, strict=True))
    if stock:
        open_stock(actor, [OpeningRow(north, code, stock) for code in ("A1", "A2", "B1")])
    courier = set_couriers(actor, [CourierRow("zto", "中通快递")]).one()
    set_routing_rules(actor, [RoutingRow("全部", north, courier)])
    return Trade(company, taobao, pdd, north, south, courier, skus)


GOODS = {
    "A1": SkuRow("A1", "花洒 银色", weight_grams=500, cost_fen=3000, floor_fen=4000, barcodes="6901234567892"),
    "A2": SkuRow("A2", "软管 1.5 米", weight_grams=200, cost_fen=800, barcodes="6901234567908; 6901234567915x12"),
    "B1": SkuRow("B1", "角阀", weight_grams=150, cost_fen=600, barcodes="6901234567922"),
    "V1": SkuRow("V1", "补差价", kind=SkuKind.NO_STOCK),
    "K1": SkuRow("K1", "淋浴套装", kind=SkuKind.BUNDLE, parts="A1 x1; A2 x2"),
}
