"""Whatever goes wrong between two statements: all of the step happens, or nothing of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.scenarios.house import House, broken_books, open_house, order, parcels, row, table, whole
from zhanggui.channels.operations.apply_imports import apply_imports
from zhanggui.config.demo.jobs import carry_out_jobs
from zhanggui.foundation.outcome import Outcome
from zhanggui.fulfilment.models import Manifest
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.fulfilment.operations.print_parcels import print_parcels
from zhanggui.inventory.operations.count_stock import CountRow, count_stock
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.void_orders import void_orders
from zhanggui.orders.vocabulary import VoidReason

pytestmark = pytest.mark.django_db

TABLES = (
    "orders_order", "orders_orderline", "orders_orderhold", "inventory_balance", "inventory_reservation",
    "inventory_move", "fulfilment_parcel", "fulfilment_parcelline", "fulfilment_waybill", "fulfilment_manifest",
    "channels_importbatch", "channels_importrow", "foundation_event", "procrastinate_jobs",
)  # fmt: skip


class Fault(Exception):
    """Something that nobody expected."""


@pytest.fixture
def house() -> House:
    return open_house()


def test_applying_an_import(house: House) -> None:
    house.bring_in(row("1"), row("2"))
    house.reach("packed", "1", "2")
    file = table([row("1", 退款="售后处理中"), row("2", 状态="已发货"), row("3"), row("4", 数量="500", 商家编码="B1")])
    batch = house.laid_out(file)
    _fails_everywhere(lambda: apply_imports(house.trade.company.clerk, [batch.pk]))


def test_approving(house: House) -> None:
    house.bring_in(row("1"), row("2"))
    ids = [order("1").pk, order("2").pk]
    _fails_everywhere(lambda: approve_orders(house.trade.company.reviewer, ids))


def test_waves_and_paper(house: House) -> None:
    house.bring_in(row("1"), row("2"))
    house.reach("approved", "1", "2")
    _fails_everywhere(lambda: make_waves(house.trade.company.clerk, parcels("1", "2")))
    house.floor.numbers(2)
    whole(assign_waybills(house.trade.company.clerk, parcels("1", "2")))
    _fails_everywhere(lambda: print_parcels(house.trade.company.clerk, parcels("1", "2")))


def test_closing_a_manifest(house: House) -> None:
    house.bring_in(row("1"), row("2", 商家编码="K1"))
    house.reach("on_manifest", "1", "2")
    manifests = list(Manifest.objects.values_list("pk", flat=True))
    _fails_everywhere(lambda: close_manifests(house.trade.company.logistics, manifests))
    assert house.stock("A1") == (98, 0)


def test_voiding_and_counting(house: House) -> None:
    house.bring_in(row("1"), row("2"), row("3"))
    house.reach("packed", "1", "2", "3")
    void = [order("1").pk]
    _fails_everywhere(lambda: void_orders(house.trade.company.reviewer, void, reason=VoidReason.TEST))
    counted = CountRow(house.trade.north, house.trade.skus["A1"], 1)
    _fails_everywhere(lambda: count_stock(house.trade.company.keeper, [counted]))


def _fails_everywhere(deed: Callable[[], Outcome]) -> None:
    """Let the deed fail before each of its statements in turn, then let it be done."""
    before, at = _state(), 0
    while _fails(deed, at):
        assert _state() == before, f"statement {at} left something behind"
        at += 1
    assert at > 3
    assert _state() != before
    carry_out_jobs()
    assert broken_books() == {}


def _fails(deed: Callable[[], Outcome], at: int) -> bool:
    seen = 0

    def fail(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        if "SAVEPOINT" not in str(sql):
            seen += 1
            if seen == at + 1:
                raise Fault
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(fail):
            outcome = deed()
    except Fault:
        return True
    assert not outcome.refused, outcome.refused
    return False


def _state() -> dict[str, str]:
    """A digest of every table in which an order leaves a trace."""
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{name}', md5(string_agg(t::text, '' ORDER BY t::text)) FROM {name} t" for name in TABLES
            )
        )
        return dict(cursor.fetchall())
