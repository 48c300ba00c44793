"""A buyer wants the money back at every point of an order's way: what is refunded must not leave the house."""

from collections.abc import Callable

import pytest

from tests.orders.house import browser
from tests.scenarios.house import (
    STAGES,
    House,
    axes,
    broken_books,
    holds,
    live_parcels,
    number_states,
    open_house,
    order,
    parcel_states,
    parcels,
    refund,
    row,
    was_picked,
    whole,
)
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.list_parcels import list_parcels
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.fulfilment.operations.pack_parcels import pack_parcels
from zhanggui.fulfilment.operations.print_parcels import print_parcels
from zhanggui.fulfilment.operations.put_back_parcels import put_back_parcels
from zhanggui.fulfilment.operations.split_parcels import SplitRow, split_parcels
from zhanggui.fulfilment.queries.floor import SETS
from zhanggui.inventory.operations.place_bins import BinRow, place_bins
from zhanggui.orders.models import OrderLine
from zhanggui.orders.operations.settle_holds import settle_holds

pytestmark = pytest.mark.django_db

ASKED, REFUSED, DONE = "售后处理中", "退款关闭", "退款成功"


@pytest.fixture
def house() -> House:
    return open_house()


# Each order is named after the point of its way at which the buyer thinks of something else.
def everywhere(house: House, *lines: dict[str, str]) -> None:
    """Bring an order to every point of the way."""
    house.bring_in(*(row(stage) | line for stage in STAGES for line in named(stage, *lines)))
    for stage in STAGES:
        house.reach(stage, stage)


def named(stage: str, *lines: dict[str, str]) -> list[dict[str, str]]:
    """The lines of one order, with their numbers."""
    return [{"子订单号": f"{stage}-{n}"} | line for n, line in enumerate(lines or ({},), start=1)]


def told_again(house: House, *lines: dict[str, str]) -> None:
    """The platform exports all the orders once more."""
    house.bring_in(*(row(stage) | line for stage in STAGES for line in named(stage, *lines)))


def all_of[T](look: Callable[[str], T]) -> dict[str, T]:
    """What a look shows of the order at each point."""
    return {stage: look(stage) for stage in STAGES}


def everyone[T](value: T) -> dict[str, T]:
    return dict.fromkeys(STAGES, value)


def test_asked_then_withdrawn(house: House) -> None:
    everywhere(house)
    told_again(house, {"退款": ASKED})
    assert all_of(holds) == everyone({"refund_asked"})
    assert all_of(lambda stage: axes(stage)[2]) == everyone("asked")
    house.go_on(*STAGES)
    assert all_of(lambda stage: "shipped" in parcel_states(stage)) == everyone(False)
    assert house.stock("A1") == (100, len(STAGES))
    assert broken_books() == {}
    told_again(house, {"退款": REFUSED})
    assert all_of(holds) == everyone(set())
    house.go_on(*STAGES)
    assert all_of(parcel_states) == everyone(["shipped"])
    assert all_of(lambda stage: axes(stage)[3]) == everyone("shipped")
    assert house.stock("A1") == (100 - len(STAGES), 0)
    assert broken_books() == {}


@pytest.mark.parametrize("listed", [False, True], ids=["export", "refund list"])
def test_asked_then_paid_back(house: House, listed: bool) -> None:
    company = house.trade.company
    place_bins(company.keeper, [BinRow(house.trade.north, house.trade.skus["A1"], "A-01-02")])
    everywhere(house)
    if listed:
        house.refunds(*(refund(stage, ASKED, f"{stage}-1") for stage in STAGES))
        assert all_of(holds) == everyone({"refund_asked"})
        house.refunds(*(refund(stage, DONE, f"{stage}-1") for stage in STAGES))
    else:
        told_again(house, {"退款": ASKED})
        told_again(house, {"退款": DONE, "状态": "已关闭"})
    assert all_of(lambda stage: axes(stage)[::2]) == everyone(("void", "refunded"))
    house.go_on(*STAGES)
    assert all_of(lambda stage: axes(stage)[3]) == everyone("open")
    assert all_of(lambda stage: set(parcel_states(stage)) - {"stopped"}) == everyone(set())
    assert house.stock("A1") == (100, 0)
    on_paper = STAGES[STAGES.index("printed") :]
    assert all_of(number_states) == {stage: ["to_cancel"] if stage in on_paper else [] for stage in STAGES}
    waiting = [parcel.pk for parcel in SETS["to_put_back"](company.picker)]
    assert sorted(waiting) == parcels(*(stage for stage in STAGES if was_picked(stage)))
    page = browser(company.person("picker")).get("/put-back/").content.decode()
    assert page.count("A-01-02") >= len(waiting)
    assert broken_books() == {}
    put_back_parcels(company.picker, waiting)
    assert not SETS["to_put_back"](company.picker).exists()
    assert broken_books() == {}


def test_one_line_is_paid_back(house: House) -> None:
    everywhere(house, {}, {"商家编码": "B1", "数量": "2"})
    told_again(house, {}, {"商家编码": "B1", "数量": "2", "退款": DONE})
    assert all_of(lambda stage: axes(stage)[2]) == everyone("part_refunded")
    assert (house.stock("A1"), house.stock("B1")) == ((100, len(STAGES)), (100, 0))
    assert broken_books() == {}
    house.go_on(*STAGES)
    assert all_of(lambda stage: axes(stage)[3]) == everyone("shipped")
    assert (house.stock("A1"), house.stock("B1")) == ((100 - len(STAGES), 0), (100, 0))
    assert broken_books() == {}


def test_the_lines_are_paid_back_one_after_another(house: House) -> None:
    everywhere(house, {}, {"商家编码": "B1"})
    house.refunds(*(refund(stage, DONE, f"{stage}-1") for stage in STAGES))
    assert (house.stock("A1"), house.stock("B1")) == ((100, 0), (100, len(STAGES)))
    assert broken_books() == {}
    house.refunds(*(refund(stage, DONE, f"{stage}-2") for stage in STAGES))
    assert all_of(lambda stage: axes(stage)[::2]) == everyone(("void", "refunded"))
    house.go_on(*STAGES)
    assert all_of(lambda stage: set(parcel_states(stage)) - {"stopped"}) == everyone(set())
    assert (house.stock("A1"), house.stock("B1")) == ((100, 0), (100, 0))
    assert broken_books() == {}


def test_the_rest_of_a_part_shipped_order_does_not_leave_when_a_refund_is_asked(house: House) -> None:
    house.bring_in(row("1"), row("1", 子订单号="1-2", 商家编码="B1"))
    house.reach("approved", "1")
    line = OrderLine.objects.get(order=order("1"), external_line_no="1-2")
    first = parcels("1")[0]
    split_parcels(house.trade.company.clerk, [SplitRow(first, line.pk, 1)])
    second = next(i for i in parcels("1") if i != first)
    _ship(house, first)
    assert axes("1")[3] == "part_shipped"
    house.bring_in(row("1"), row("1", 子订单号="1-2", 商家编码="B1", 退款=ASKED))
    assert holds("1") == {"refund_asked"}
    house.go_on("1")
    assert Parcel.objects.get(pk=second).shipped_at is None
    assert broken_books() == {}
    house.bring_in(row("1"), row("1", 子订单号="1-2", 商家编码="B1", 退款=DONE))
    assert Parcel.objects.get(pk=second).state == "stopped"
    assert house.stock("B1") == (100, 0)
    assert axes("1")[2:] == ("part_refunded", "shipped")
    assert broken_books() == {}


def test_a_line_that_was_missing_is_paid_back_and_the_rest_goes_on() -> None:
    house = open_house(stock=1)
    house.bring_in(row("1"), row("1", 子订单号="1-2", 商家编码="B1", 数量="3"))
    assert axes("1")[3] == "short"
    house.bring_in(row("1"), row("1", 子订单号="1-2", 商家编码="B1", 数量="3", 退款=DONE))
    assert axes("1")[3] == "reserved"
    assert holds("1") == set()
    house.go_on("1")
    assert axes("1")[3] == "shipped"
    assert broken_books() == {}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"地址": "江苏省 南京市 玄武区 中山路1号3幢401室"}, "address_changed"),
        ({"备注": "发顺丰"}, "memo_changed"),
        ({"旗帜": "1"}, "flag_changed"),
    ],
    ids=["address", "memo", "flag"],
)
def test_address_memo_and_flag_change(house: House, change: dict[str, str], reason: str) -> None:
    everywhere(house)
    told_again(house, change)
    assert all_of(holds) == everyone({reason})
    house.go_on(*STAGES)
    assert all_of(lambda stage: "shipped" in parcel_states(stage)) == everyone(False)
    assert broken_books() == {}
    whole(settle_holds(house.trade.company.reviewer, [order(stage).pk for stage in STAGES], lift=reason))
    house.go_on(*STAGES)
    assert all_of(lambda stage: (parcel_states(stage)[-1], live_parcels(stage))) == everyone(("shipped", []))
    left = Parcel.objects.filter(state="shipped")
    assert sorted(left.values_list("receiver_id", flat=True)) == sorted(order(s).receiver_id or 0 for s in STAGES)
    assert broken_books() == {}


def _ship(house: House, parcel: int) -> None:
    company, manifest = house.trade.company, house.floor.manifest()
    house.floor.numbers(1)
    whole(make_waves(company.clerk, [parcel]))
    whole(assign_waybills(company.clerk, [parcel]))
    whole(print_parcels(company.clerk, [parcel]))
    whole(pack_parcels(company.packer, [parcel], without_scan=True))
    whole(list_parcels(company.logistics, [parcel], manifest=manifest))
    whole(close_manifests(company.logistics, [manifest]))
