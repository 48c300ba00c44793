from datetime import timedelta

import pytest

from tests.fulfilment.floor import (
    Floor,
    codes,
    hold,
    is_closed,
    number_states,
    order_of,
    parcels_of,
    statements_of,
    states,
)
from tests.inventory.house import books_agree
from tests.orders.told import line, told
from zhanggui.foundation import clock
from zhanggui.foundation.models import Event
from zhanggui.fulfilment.models import Manifest, Parcel, ParcelLine
from zhanggui.fulfilment.operations import close_manifests as closing
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.split_parcels import SplitRow, split_parcels
from zhanggui.inventory.models import Balance, Move
from zhanggui.orders.models import Order
from zhanggui.shops.models import Shop


def test_closing_ships(floor: Floor) -> None:
    manifest, parcels = floor.listed(3, line("A1", 2))
    outcome = close_manifests(floor.logistics, [manifest], collector="老周")
    assert (list(outcome.done), outcome.result) == ([manifest], {"shipped": 3, "stayed": []})
    assert states(parcels) == ["shipped"] * 3
    assert number_states(parcels) == ["handed_over"] * 3
    assert set(Order.objects.values_list("fulfilment", flat=True)) == {"shipped"}
    balance = Balance.objects.get(sku=floor.trade.skus["A1"])
    assert (balance.on_hand, balance.reserved) == (994, 0)
    assert Move.objects.filter(reason="shipped").count() == 3
    closed = Manifest.objects.get()
    assert (closed.parcels, closed.collector, closed.closed_by_id) == (
        3,
        "老周",
        floor.trade.company.person("logistics"),
    )
    assert Event.objects.filter(kind="fulfilment.shipped").count() == 3
    assert books_agree()


def test_a_refund_between_pack_scan_and_manifest_keeps_the_parcel_in_the_house(floor: Floor) -> None:
    manifest, parcels = floor.listed(3)
    hold(parcels[1])
    outcome = close_manifests(floor.logistics, [manifest])
    number = Order.objects.get(pk=order_of(parcels[1])).external_no
    assert outcome.result == {"shipped": 2, "stayed": [{"parcel": parcels[1], "orders": [number]}]}
    assert states(parcels) == ["shipped", "packed", "shipped"]
    assert number_states(parcels) == ["handed_over", "printed", "handed_over"]
    assert Parcel.objects.get(pk=parcels[1]).manifest_id is None
    assert Order.objects.get(pk=order_of(parcels[1])).fulfilment == "released"
    assert Balance.objects.get(sku=floor.trade.skus["A1"]).reserved == 1


def test_a_manifest_from_which_nothing_can_leave_stays_open(floor: Floor) -> None:
    manifest, parcels = floor.listed(1)
    hold(parcels[0])
    assert codes(close_manifests(floor.logistics, [manifest])) == {manifest: "manifest_empty"}
    assert not is_closed(manifest)


def test_a_manifest_is_closed_once(floor: Floor) -> None:
    manifest, _parcels = floor.listed()
    close_manifests(floor.logistics, [manifest])
    assert codes(close_manifests(floor.logistics, [manifest])) == {manifest: "manifest_closed"}
    assert Move.objects.filter(reason="shipped").count() == 1


def test_the_gate_is_shut_while_the_status_file_is_old(floor: Floor) -> None:
    manifest, parcels = floor.listed()
    Shop.objects.filter(pk=floor.trade.taobao).update(gate_minutes=30, status_at=clock.now() - timedelta(minutes=31))
    outcome = close_manifests(floor.logistics, [manifest])
    assert codes(outcome) == {manifest: "gate_shut"}
    assert "30" in outcome.refused[manifest].sentence()
    assert states(parcels) == ["on_manifest"]
    Shop.objects.filter(pk=floor.trade.taobao).update(status_at=clock.now())
    assert list(close_manifests(floor.logistics, [manifest]).done) == [manifest]


def test_part_of_an_order_ships_part_of_it(floor: Floor) -> None:
    (order,) = floor.orders(told("1", line("A1", 5)))
    (whole,) = parcels_of([order])
    split_parcels(floor.clerk, [SplitRow(whole, ParcelLine.objects.get().line_id, 2)])
    first, second = parcels_of([order])
    for parcel, after in ((first, "part_shipped"), (second, "shipped")):
        _ship(floor, parcel)
        assert Order.objects.get(pk=order).fulfilment == after
    assert Balance.objects.get(sku=floor.trade.skus["A1"]).on_hand == 995
    assert books_agree()


def test_killed_in_the_middle_nothing_has_happened(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest, parcels = floor.listed(2)

    def power_cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(closing, "ship_stock", power_cut)
        with pytest.raises(KeyboardInterrupt):
            close_manifests(floor.logistics, [manifest])
    assert states(parcels) == ["on_manifest"] * 2
    assert number_states(parcels) == ["printed"] * 2
    assert set(Order.objects.values_list("fulfilment", flat=True)) == {"released"}
    assert not is_closed(manifest)
    assert list(close_manifests(floor.logistics, [manifest]).done) == [manifest]
    assert books_agree()


def test_never_more_of_a_line_leaves_than_was_ordered(floor: Floor) -> None:
    manifest, _parcels = floor.listed(4, line("K1", 2))
    close_manifests(floor.logistics, [manifest])
    for row in ParcelLine.objects.select_related("line"):
        assert row.of_line <= row.line.quantity


def test_statements_do_not_grow(floor: Floor) -> None:
    first, one, many = (floor.listed(count, start=start)[0] for count, start in ((1, 1), (1, 10), (30, 100)))
    actor = floor.logistics
    # What a process remembers from its first call is not counted.
    close_manifests(actor, [first])
    few = statements_of(lambda: close_manifests(actor, [one]))
    assert statements_of(lambda: close_manifests(actor, [many])) == few


def _ship(floor: Floor, parcel: int) -> None:
    from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
    from zhanggui.fulfilment.operations.list_parcels import list_parcels
    from zhanggui.fulfilment.operations.make_waves import make_waves
    from zhanggui.fulfilment.operations.pack_parcels import pack_parcels
    from zhanggui.fulfilment.operations.print_parcels import print_parcels

    make_waves(floor.clerk, [parcel])
    floor.numbers(1, start=parcel)
    assign_waybills(floor.clerk, [parcel])
    print_parcels(floor.clerk, [parcel])
    pack_parcels(floor.packer, [parcel], without_scan=True)
    manifest = floor.manifest()
    list_parcels(floor.logistics, [parcel], manifest=manifest)
    assert not close_manifests(floor.logistics, [manifest]).refused
