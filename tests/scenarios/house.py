"""A trading house in which stories happen: files come in, parcels go out, and after each the books must be clean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.channels.desk import apply, drop
from tests.company import Trade, founding, open_trade
from tests.fulfilment.floor import Floor
from zhanggui.channels.models import ImportBatch
from zhanggui.channels.operations.save_mappings import MappingRow, save_mappings
from zhanggui.channels.rules.read import SourceFile
from zhanggui.config.demo.jobs import carry_out_jobs
from zhanggui.foundation.outcome import Outcome
from zhanggui.fulfilment.models import Parcel, ParcelLine, Waybill
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.list_parcels import list_parcels
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.fulfilment.operations.pack_parcels import pack_parcels
from zhanggui.fulfilment.operations.pick_waves import pick_waves
from zhanggui.fulfilment.operations.print_parcels import print_parcels
from zhanggui.fulfilment.queries.shelves import IN_HANDS
from zhanggui.fulfilment.vocabulary import LIVE_IN_HOUSE
from zhanggui.inventory.models import Balance
from zhanggui.orders.models import Order
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.queries.orders import open_holds
from zhanggui.workbench.queries.books import prove_books

MAPPING = """
name: stories
tables:
  - kind: orders
    line_level: true
    columns:
      external_no: 订单号
      status: 状态
      paid_at: 付款时间
      receiver_name: 收货人
      receiver_phone: 电话
      address: 地址
      line_no: 子订单号
      sku_code: 商家编码
      quantity: 数量
      price_fen: 单价
      seller_memo: 备注
      flag: 旗帜
      after_sales: 售后
      line_after_sales: 退款
      tracking_no: 快递单号
    status_words: {待发货: to_ship, 已发货: shipped, 已完成: finished, 已关闭: closed, 待付款: unpaid}
  - kind: refunds
    columns:
      external_no: 订单编号
      refund_no: 退款编号
      line_no: 退款子订单
      state: 退款状态
"""
COLUMNS = (
    "订单号", "状态", "付款时间", "收货人", "电话", "地址", "子订单号", "商家编码", "数量", "单价", "备注", "旗帜",
    "售后", "退款", "快递单号",
)  # fmt: skip
REFUNDS = ("订单编号", "退款编号", "退款子订单", "退款状态")

# Every point between coming in and leaving, in the order in which a parcel passes them.
STAGES = ("waiting", "approved", "waved", "numbered", "printed", "picked", "packed", "on_manifest")


@dataclass(frozen=True)
class House:
    """A company that trades, its people and what its platforms export."""

    trade: Trade
    mapping: int

    @property
    def floor(self) -> Floor:
        return Floor(self.trade)

    def bring_in(self, *rows: Mapping[str, str], shop: int | None = None) -> ImportBatch:
        """Import an export of the platform and carry out what follows."""
        return self.bring_in_file(table(rows), shop=shop)

    def refunds(self, *rows: Mapping[str, str]) -> ImportBatch:
        """Import a list of refunds."""
        return self.bring_in_file(table(rows, REFUNDS, "refunds.csv"))

    def bring_in_file(self, file: SourceFile, shop: int | None = None) -> ImportBatch:
        """Import a file as the clerk does."""
        batch = apply(self.trade.company.clerk, self.laid_out(file, shop))
        carry_out_jobs()
        return batch

    def laid_out(self, file: SourceFile, shop: int | None = None) -> ImportBatch:
        """A file that was read and waits to be applied."""
        return drop(self.trade.company.clerk, shop or self.trade.taobao, file, mapping=self.mapping)

    def reach(self, stage: str, *numbers: str) -> None:
        """Bring orders that came in just now to a stage, by what people do."""
        company, floor = self.trade.company, self.floor
        orders = [order(number).pk for number in numbers]
        steps = {
            "approved": lambda: approve_orders(company.reviewer, orders),
            "waved": lambda: make_waves(company.clerk, parcels(*numbers)),
            "numbered": lambda: self._number(parcels(*numbers)),
            "printed": lambda: print_parcels(company.clerk, parcels(*numbers)),
            "picked": lambda: pick_waves(company.picker, waves(*numbers)),
            "packed": lambda: pack_parcels(company.packer, parcels(*numbers), without_scan=True),
            "on_manifest": lambda: list_parcels(company.logistics, parcels(*numbers), manifest=floor.manifest()),
        }
        for name in STAGES[1 : STAGES.index(stage) + 1]:
            whole(steps[name]())

    def go_on(self, *numbers: str) -> None:
        """Do what every desk of the floor can still do for the orders, without insisting, and close the manifest."""
        company = self.trade.company
        approve_orders(company.reviewer, [order(number).pk for number in numbers])
        make_waves(company.clerk, live_parcels(*numbers))
        self._number(live_parcels(*numbers))
        print_parcels(company.clerk, live_parcels(*numbers))
        pick_waves(company.picker, waves(*numbers))
        pack_parcels(company.packer, live_parcels(*numbers), without_scan=True)
        self.hand_over(*numbers)
        carry_out_jobs()

    def hand_over(self, *numbers: str) -> None:
        """Put what may leave on a manifest and close it with those that its parcels stand on."""
        logistics = self.trade.company.logistics
        list_parcels(logistics, live_parcels(*numbers), manifest=self.floor.manifest())
        found = Parcel.objects.filter(pk__in=live_parcels(*numbers), manifest__isnull=False)
        close_manifests(logistics, sorted(set(found.values_list("manifest_id", flat=True))))

    def _number(self, parcel_ids: Sequence[int]) -> Outcome:
        self.floor.numbers(len(parcel_ids), start=9000 + Waybill.objects.count())
        return assign_waybills(self.trade.company.clerk, parcel_ids)

    def stock(self, code: str) -> tuple[int, int]:
        """What the north holds of a SKU and how much of it is promised."""
        balance = Balance.objects.get(warehouse=self.trade.north, sku=self.trade.skus[code])
        return (balance.on_hand, balance.reserved)


def open_house(stock: int = 100) -> House:
    """A house in which nothing has happened; `stock` pieces of A1, A2 and B1 lie in the north."""
    trade = open_trade(stock)
    return House(trade, save_mappings(founding(), [MappingRow("stories", MAPPING)]).one())


def row(number: str, **facts: str) -> dict[str, str]:
    """One line of one order to ship, as a row of the export; a second line is the same with another 子订单号."""
    tail = sum(map(ord, number)) * 7919 % 10000
    plain = dict.fromkeys(COLUMNS, "") | {
        "订单号": number, "状态": "待发货", "付款时间": "2026-11-11 09:00:00", "收货人": "陈小明",
        "电话": f"1391234{tail:04d}", "地址": f"浙江省 杭州市 西湖区 文三路{tail % 900 + 1}号2幢{tail}室",
        "子订单号": f"{number}-1", "商家编码": "A1", "数量": "1", "单价": "50.00",
    }  # fmt: skip
    return plain | facts


def refund(number: str, state: str, line: str = "") -> dict[str, str]:
    """One row of a list of refunds."""
    return {"订单编号": number, "退款编号": f"R{number}{line}", "退款子订单": line, "退款状态": state}


def table(rows: Sequence[Mapping[str, str]], columns: Sequence[str] = COLUMNS, name: str = "orders.csv") -> SourceFile:
    """Rows as a file of the platform."""
    lines = [",".join(columns), *(",".join(row[column] for column in columns) for row in rows)]
    return SourceFile(name, "\n".join(lines).encode())


def order(number: str) -> Order:
    """The order as it is now."""
    return Order.objects.get(external_no=number)


def axes(number: str) -> tuple[str, str, str, str]:
    """Review, payment, after-sales and fulfilment."""
    found = order(number)
    return (found.review, found.payment, found.after_sales, found.fulfilment)


def holds(number: str) -> set[str]:
    """The reasons that stand against an order."""
    return set(open_holds().filter(order__external_no=number).values_list("reason", flat=True))


def parcels(*numbers: str) -> list[int]:
    """All parcels of the orders, stopped ones among them, oldest first."""
    found = ParcelLine.objects.filter(order__external_no__in=numbers).order_by("parcel_id")
    return list(dict.fromkeys(found.values_list("parcel_id", flat=True)))


def live_parcels(*numbers: str) -> list[int]:
    """Those that are still in the house."""
    found = Parcel.objects.filter(pk__in=parcels(*numbers), state__in=LIVE_IN_HOUSE).order_by("pk")
    return list(found.values_list("pk", flat=True))


def waves(*numbers: str) -> list[int]:
    """The waves in which the parcels of the orders are."""
    found = Parcel.objects.filter(pk__in=parcels(*numbers), wave__isnull=False)
    return sorted({wave for wave in found.values_list("wave_id", flat=True) if wave is not None})


def parcel_states(*numbers: str) -> list[str]:
    """The states of all parcels of the orders, oldest first."""
    return list(Parcel.objects.filter(pk__in=parcels(*numbers)).order_by("pk").values_list("state", flat=True))


def number_states(*numbers: str) -> list[str]:
    """The states of the waybill numbers that the orders' parcels wear or wore."""
    found = Waybill.objects.filter(parcel__in=parcels(*numbers)).order_by("pk")
    return list(found.values_list("state", flat=True))


def was_picked(stage: str) -> bool:
    """Whether somebody has taken goods from the shelf by then."""
    return stage in IN_HANDS


def whole(outcome: Outcome) -> Outcome:
    """An outcome in which nothing was refused."""
    assert not outcome.refused, outcome.refused
    return outcome


def broken_books() -> dict[str, list[str]]:
    """The claims about the books that do not hold, with the rows that break them."""
    return {finding.name: finding.broken for finding in prove_books() if finding.broken}


def shipped_at(number: str) -> list[datetime | None]:
    """When the parcels of an order left."""
    return list(Parcel.objects.filter(pk__in=parcels(number)).order_by("pk").values_list("shipped_at", flat=True))
