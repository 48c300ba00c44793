"""Two people press the same button at the same moment: it is done once, and the other hears so."""

import threading
from collections.abc import Callable, Iterator, Sequence

import pytest
from django.db import connection, connections

from tests.company import founding
from tests.scenarios.house import House, axes, broken_books, open_house, order, parcel_states, parcels, row, table
from zhanggui.channels.operations.apply_imports import apply_imports
from zhanggui.config.demo.jobs import carry_out_jobs
from zhanggui.foundation.outcome import Outcome
from zhanggui.fulfilment.models import Waybill
from zhanggui.fulfilment.operations.add_waybill_numbers import NumberRow, add_waybill_numbers
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.fulfilment.operations.pack_parcels import pack_parcels
from zhanggui.fulfilment.operations.print_parcels import print_parcels
from zhanggui.inventory.operations.count_stock import CountRow, count_stock
from zhanggui.orders.models import Order
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.change_lines import LineChange, change_lines
from zhanggui.orders.operations.hold_orders import HoldFor, hold_orders
from zhanggui.orders.operations.reserve_orders import reserve_orders
from zhanggui.orders.operations.void_orders import void_orders
from zhanggui.orders.vocabulary import VoidReason

pytestmark = pytest.mark.django_db(transaction=True)

TEN = tuple(f"n{n}" for n in range(10))


@pytest.fixture
def house() -> Iterator[House]:
    yield open_house()
    # Partitioned tables are emptied by hand: Django flushes what it manages.
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE inventory_move, foundation_event")


def test_approving(house: House) -> None:
    house.bring_in(*(row(number) for number in TEN))
    ids, reviewer = _ids(), house.trade.company.reviewer
    _once(ids, lambda: approve_orders(reviewer, ids), lambda: approve_orders(reviewer, ids))
    assert {axes(number)[3] for number in TEN} == {"released"}
    assert len(parcels(*TEN)) == 10
    assert broken_books() == {}


def test_making_waves(house: House) -> None:
    house.bring_in(*(row(number) for number in TEN))
    house.reach("approved", *TEN)
    ids, clerk = parcels(*TEN), house.trade.company.clerk
    _once(ids, lambda: make_waves(clerk, ids), lambda: make_waves(clerk, list(reversed(ids))))
    assert broken_books() == {}


def test_assigning_and_printing(house: House) -> None:
    house.bring_in(*(row(number) for number in TEN))
    house.reach("waved", *TEN)
    ids, clerk = parcels(*TEN), house.trade.company.clerk
    house.floor.numbers(15)
    _once(ids, lambda: assign_waybills(clerk, ids), lambda: assign_waybills(clerk, list(reversed(ids))))
    assert Waybill.objects.filter(state="assigned").count() == 10
    _once(ids, lambda: print_parcels(clerk, ids), lambda: print_parcels(clerk, list(reversed(ids))))
    assert broken_books() == {}


def test_the_last_numbers_go_to_one_clerk(house: House) -> None:
    house.bring_in(*(row(number) for number in TEN))
    house.reach("waved", *TEN)
    ids, clerk = parcels(*TEN), house.trade.company.clerk
    add_waybill_numbers(clerk, [NumberRow(house.trade.courier, "75310001", "75310006")])
    first, second = _at_once(lambda: assign_waybills(clerk, ids[:5]), lambda: assign_waybills(clerk, ids[5:]))
    assert len(first.done) + len(second.done) == 6
    assert broken_books() == {}


def test_closing_a_manifest(house: House) -> None:
    house.bring_in(*(row(number) for number in TEN))
    house.reach("on_manifest", *TEN)
    manifests = sorted({m for m in _manifests(house) if m})
    logistics = house.trade.company.logistics
    outcomes = _at_once(lambda: close_manifests(logistics, manifests), lambda: close_manifests(logistics, manifests))
    assert sorted(len(outcome.done) for outcome in outcomes) == [0, 1]
    assert house.stock("A1") == (90, 0)
    assert broken_books() == {}


def test_applying_the_same_import(house: House) -> None:
    file = table([row(number) for number in TEN])
    batch, clerk = house.laid_out(file), house.trade.company.clerk
    _once([batch.pk], lambda: apply_imports(clerk, [batch.pk]), lambda: apply_imports(clerk, [batch.pk]))
    assert (Order.objects.count(), house.stock("A1")) == (10, (100, 10))
    assert broken_books() == {}


def test_applying_the_same_file_that_was_read_twice(house: House) -> None:
    file = table([row(number) for number in TEN])
    one, two, clerk = house.laid_out(file), house.laid_out(file), house.trade.company.clerk
    _at_once(lambda: apply_imports(clerk, [one.pk]), lambda: apply_imports(clerk, [two.pk]))
    for batch in (one, two):
        batch.refresh_from_db()
    assert sorted([(one.created, one.unchanged), (two.created, two.unchanged)]) == [(0, 10), (10, 0)]
    assert (Order.objects.count(), house.stock("A1")) == (10, (100, 10))
    assert broken_books() == {}


def test_two_shops_want_the_last_pieces() -> None:
    house = open_house(stock=10)
    ours = house.laid_out(table([row(f"t{n}", 商家编码=code) for n, code in enumerate(["A1", "B1", "K1"] * 4)]))
    theirs = house.laid_out(
        table([row(f"p{n}", 商家编码=code) for n, code in enumerate(["K1", "A1", "B1"] * 4)]), house.trade.pdd
    )
    clerk = house.trade.company.clerk
    _at_once(lambda: apply_imports(clerk, [ours.pk]), lambda: apply_imports(clerk, [theirs.pk]))
    assert (Order.objects.count(), house.stock("A1"), house.stock("B1")) == (24, (10, 10), (10, 8))
    assert broken_books() == {}
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE inventory_move, foundation_event")


def test_voiding_while_it_is_shipped(house: House) -> None:
    house.bring_in(*(row(number) for number in TEN))
    house.reach("on_manifest", *TEN)
    manifests, ids, company = _manifests(house), _ids(), house.trade.company
    _at_once(
        lambda: close_manifests(company.logistics, manifests),
        lambda: void_orders(company.reviewer, ids, reason=VoidReason.MALICIOUS),
    )
    carry_out_jobs()
    assert {(axes(n)[0], axes(n)[3], *parcel_states(n)) for n in TEN} <= {
        ("approved", "shipped", "shipped"), ("void", "open", "stopped")
    }  # fmt: skip
    assert broken_books() == {}


def test_holding_while_it_is_shipped(house: House) -> None:
    house.bring_in(*(row(number) for number in TEN))
    house.reach("on_manifest", *TEN)
    manifests, ids, company = _manifests(house), _ids(), house.trade.company
    _at_once(
        lambda: close_manifests(company.logistics, manifests),
        lambda: hold_orders(company.reviewer, ids, reason=HoldFor.BY_HAND, note="等"),
    )
    assert broken_books() == {}


def test_a_refund_while_it_is_packed_and_shipped(house: House) -> None:
    house.bring_in(*(row(number) for number in TEN))
    house.reach("picked", *TEN[:5])
    house.reach("on_manifest", *TEN[5:])
    asked = house.laid_out(table([row(number, 退款="售后处理中") for number in TEN]))
    company, ids, manifests = house.trade.company, parcels(*TEN[:5]), _manifests(house)

    def pack_and_ship() -> Outcome:
        pack_parcels(company.packer, ids, without_scan=True)
        return close_manifests(company.logistics, manifests)

    _at_once(pack_and_ship, lambda: apply_imports(company.clerk, [asked.pk]))
    assert broken_books() == {}


def test_changing_lines_while_it_is_approved(house: House) -> None:
    house.bring_in(*(row(number, 数量="2") for number in TEN))
    ids, company = _ids(), house.trade.company
    lines = list(_lines())
    _at_once(
        lambda: approve_orders(company.reviewer, ids),
        lambda: change_lines(company.service, [LineChange(line, quantity=1) for line in lines]),
    )
    carry_out_jobs()
    assert broken_books() == {}


def test_counting_while_orders_come_and_go(house: House) -> None:
    house.bring_in(*(row(number, 数量="5") for number in TEN))
    house.reach("on_manifest", *TEN[:3])
    company, manifests = house.trade.company, _manifests(house)
    more = house.laid_out(table([row(f"m{n}", 数量="5") for n in range(10)]))
    counted = CountRow(house.trade.north, house.trade.skus["A1"], 40)

    def ship_and_count() -> Outcome:
        close_manifests(company.logistics, manifests)
        return count_stock(company.keeper, [counted])

    _at_once(ship_and_count, lambda: apply_imports(company.clerk, [more.pk]))
    _at_once(lambda: carry_out_jobs(), lambda: reserve_orders(founding(), _ids()))
    carry_out_jobs()
    assert broken_books() == {}


def _once(ids: Sequence[int], *presses: Callable[[], Outcome]) -> None:
    """Both press: every record is done by one of them and refused to the other."""
    first, second = _at_once(*presses)
    assert sorted([*first.done, *second.done]) == sorted(ids)
    assert sorted([*first.refused, *second.refused]) == sorted(ids)


def _at_once[T](*deeds: Callable[[], T]) -> list[T]:
    """Carry the deeds out at the same time, each on a connection of its own."""
    results: dict[int, T] = {}
    faults: list[BaseException] = []
    start = threading.Barrier(len(deeds))

    def run(place: int, deed: Callable[[], T]) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            results[place] = deed()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert faults == []
    return [results[place] for place in range(len(deeds))]


def _ids() -> list[int]:
    return list(Order.objects.order_by("pk").values_list("pk", flat=True))


def _lines() -> list[int]:
    from zhanggui.orders.models import OrderLine

    return list(OrderLine.objects.order_by("pk").values_list("pk", flat=True))


def _manifests(house: House) -> list[int]:
    from zhanggui.fulfilment.models import Manifest

    assert order(TEN[0]).warehouse_id == house.trade.north
    return list(Manifest.objects.filter(closed_at=None).order_by("pk").values_list("pk", flat=True))
