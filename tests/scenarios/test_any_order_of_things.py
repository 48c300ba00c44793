"""Whatever people and platforms do, in whatever order, the books stay clean after every single step."""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.company import founding
from tests.scenarios.house import House, broken_books, live_parcels, open_house, parcels, row, waves
from zhanggui.config.demo.jobs import carry_out_jobs
from zhanggui.fulfilment.models import Manifest
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.empty_shelves import ShelfRow, empty_shelves
from zhanggui.fulfilment.operations.list_parcels import list_parcels
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.fulfilment.operations.merge_parcels import merge_parcels
from zhanggui.fulfilment.operations.pack_parcels import pack_parcels
from zhanggui.fulfilment.operations.pick_waves import pick_waves
from zhanggui.fulfilment.operations.print_parcels import print_parcels
from zhanggui.fulfilment.operations.put_back_parcels import put_back_parcels
from zhanggui.fulfilment.operations.split_parcels import SplitRow, split_parcels
from zhanggui.fulfilment.operations.unlist_parcels import unlist_parcels
from zhanggui.fulfilment.operations.unwave_parcels import unwave_parcels
from zhanggui.fulfilment.operations.withdraw_waybills import withdraw_waybills
from zhanggui.inventory.operations.adjust_stock import AdjustmentRow, adjust_stock
from zhanggui.inventory.operations.count_stock import CountRow, count_stock
from zhanggui.inventory.operations.receive_stock import ReceiptRow, receive_stock
from zhanggui.inventory.vocabulary import Reason
from zhanggui.orders.models import Order, OrderLine
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.change_lines import LineChange, change_lines
from zhanggui.orders.operations.hold_orders import HoldFor, hold_orders
from zhanggui.orders.operations.reopen_orders import reopen_orders
from zhanggui.orders.operations.restore_orders import restore_orders
from zhanggui.orders.operations.settle_holds import settle_holds
from zhanggui.orders.operations.void_orders import void_orders
from zhanggui.orders.vocabulary import VoidReason

pytestmark = pytest.mark.django_db

NUMBERS = ("1", "2", "3", "4")
EVERY_REASON = "by_hand,asked_buyer,address_changed,memo_changed,flag_changed,open_orders,blacklist,many_pieces"
CHANGES: tuple[dict[str, str], ...] = (
    {}, {"退款": "售后处理中"}, {"退款": "退款关闭"}, {"退款": "退款成功"}, {"备注": "快点"}, {"旗帜": "1"},
    {"地址": "江苏省 南京市 玄武区 中山路1号3幢401室"}, {"状态": "已发货"}, {"状态": "已关闭"},
    {"状态": "待付款", "付款时间": ""},
)  # fmt: skip


def told(house: House, number: str, pick: int) -> None:
    first = row(number, 数量="2") | CHANGES[pick % len(CHANGES)]
    second = row(number, 子订单号=f"{number}-2", 商家编码="A2")
    if pick % 3 == 0:
        second |= CHANGES[pick // 3 % len(CHANGES)]
    house.bring_in(first, second | {key: first[key] for key in ("状态", "付款时间", "地址", "备注", "旗帜")})


def ids(number: str) -> list[int]:
    return list(Order.objects.filter(external_no=number).values_list("pk", flat=True))


def lines(number: str) -> list[int]:
    return list(OrderLine.objects.filter(order__external_no=number).order_by("pk").values_list("pk", flat=True))


def approve(house: House, number: str, pick: int) -> None:
    approve_orders(founding(), ids(number), lift=EVERY_REASON)


def hold(house: House, number: str, pick: int) -> None:
    hold_orders(founding(), ids(number), reason=HoldFor.BY_HAND, note="等")


def lift(house: House, number: str, pick: int) -> None:
    settle_holds(founding(), ids(number), lift=EVERY_REASON)


def void(house: House, number: str, pick: int) -> None:
    void_orders(founding(), ids(number), reason=VoidReason.MALICIOUS)


def restore(house: House, number: str, pick: int) -> None:
    restore_orders(founding(), ids(number))


def reopen(house: House, number: str, pick: int) -> None:
    reopen_orders(founding(), ids(number))


def change(house: House, number: str, pick: int) -> None:
    if found := lines(number):
        change_lines(founding(), [LineChange(found[pick % len(found)], quantity=pick % 4)])


def wave(house: House, number: str, pick: int) -> None:
    make_waves(founding(), live_parcels(number) if pick % 2 else live_parcels(*NUMBERS))


def unwave(house: House, number: str, pick: int) -> None:
    unwave_parcels(founding(), live_parcels(number))


def split(house: House, number: str, pick: int) -> None:
    if (found := live_parcels(number)) and (inside := lines(number)):
        split_parcels(founding(), [SplitRow(found[0], inside[pick % len(inside)], 1)])


def merge(house: House, number: str, pick: int) -> None:
    merge_parcels(founding(), live_parcels(*NUMBERS), confirm=True)


def label(house: House, number: str, pick: int) -> None:
    assign_waybills(founding(), live_parcels(number))
    print_parcels(founding(), live_parcels(number))


def unlabel(house: House, number: str, pick: int) -> None:
    withdraw_waybills(founding(), live_parcels(number))


def pack(house: House, number: str, pick: int) -> None:
    if pick % 2:
        pick_waves(founding(), waves(number))
    pack_parcels(founding(), live_parcels(number), without_scan=True)


def put_on_list(house: House, number: str, pick: int) -> None:
    list_parcels(founding(), live_parcels(*NUMBERS), manifest=house.floor.manifest())


def take_off_list(house: House, number: str, pick: int) -> None:
    unlist_parcels(founding(), live_parcels(number))


def ship(house: House, number: str, pick: int) -> None:
    whole_way = (approve, wave, label, pack, put_on_list)
    for step in whole_way if pick % 2 else ():
        step(house, number, 1)
    close_manifests(founding(), list(Manifest.objects.filter(closed_at=None).values_list("pk", flat=True)))


def put_back(house: House, number: str, pick: int) -> None:
    put_back_parcels(founding(), parcels(number))


def receive(house: House, number: str, pick: int) -> None:
    receive_stock(founding(), [ReceiptRow(house.trade.north, ("A1", "A2")[pick % 2], 1 + pick % 5)])


def count(house: House, number: str, pick: int) -> None:
    count_stock(founding(), [CountRow(house.trade.north, house.trade.skus[("A1", "A2")[pick % 2]], pick % 7)])


def lose(house: House, number: str, pick: int) -> None:
    lost = AdjustmentRow(house.trade.north, house.trade.skus[("A1", "A2")[pick % 2]], Reason.LOST, 1 + pick % 2)
    adjust_stock(founding(), [lost])


def empty_shelf(house: House, number: str, pick: int) -> None:
    empty_shelves(founding(), [ShelfRow(house.trade.north, house.trade.skus[("A1", "A2")[pick % 2]], pick % 3)])


type Deed = Callable[[House, str, int], None]
DEEDS: tuple[Deed, ...] = (
    told, told, told, approve, hold, lift, void, restore, reopen, change, wave, unwave, split, merge, label, unlabel,
    pack, put_on_list, take_off_list, ship, ship, put_back, receive, count, lose, empty_shelf,
)  # fmt: skip
STEPS = st.tuples(st.sampled_from(DEEDS), st.sampled_from(NUMBERS), st.integers(0, 29))


@pytest.fixture
def house() -> House:
    house = open_house(stock=6)
    house.floor.numbers(200)
    return house


@settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None,
    print_blob=False,
)  # fmt: skip
@given(steps=st.lists(STEPS, min_size=8, max_size=14))
def test_books_stay_clean(house: House, steps: list[tuple[Deed, str, int]]) -> None:
    with transaction.atomic():
        house.bring_in(*(row(number, 数量="2") for number in NUMBERS))
        for deed, number, pick in steps:
            deed(house, number, pick)
            carry_out_jobs()
            assert broken_books() == {}, deed.__name__
        transaction.set_rollback(True)
