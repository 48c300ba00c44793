"""A worker is killed with -9 in the middle; the next one goes on where the last chunk ended. Nothing is done twice."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection, connections

from tests.company import founding
from tests.scenarios.house import House, axes, broken_books, open_house, parcels, row, table, whole
from zhanggui.channels.operations.apply_imports import apply_imports
from zhanggui.channels.operations.apply_rows import apply_rows
from zhanggui.foundation.models import Event, Run
from zhanggui.foundation.runs import start_run
from zhanggui.fulfilment.models import Manifest
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.inventory.operations.count_stock import CountRow, count_stock
from zhanggui.orders.models import Order
from zhanggui.orders.operations.reserve_orders import reserve_orders

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[2]
KILLED = -9


@pytest.fixture
def house() -> Iterator[House]:
    yield open_house()
    # Partitioned tables are emptied by hand: Django flushes what it manages.
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE inventory_move, foundation_event")


@pytest.mark.parametrize(
    ("where", "times", "there"),
    [
        ("UPDATE inventory_balance", 2, 20),
        ('UPDATE "foundation_run"', 2, 20),
    ],
)
def test_during_an_import(house: House, monkeypatch: pytest.MonkeyPatch, where: str, times: int, there: int) -> None:
    monkeypatch.setattr("zhanggui.channels.operations.apply_imports.RUN_ABOVE", 10)
    # The memo holds every order, so that each chunk places holds.
    batch = house.laid_out(table([row(f"n{n}", 商家编码="A2", 备注="改地址") for n in range(60)]))
    with _chunks_of(20):
        run = whole(apply_imports(house.trade.company.clerk, [batch.pk])).result["run"]
    assert _work(where, times) == KILLED
    assert Order.objects.count() == there
    assert house.stock("A2") == (100, there)
    assert broken_books() == {}
    assert _work() == 0
    batch.refresh_from_db()
    assert (batch.state, batch.created, batch.rejected) == ("applied", 60, 0)
    assert (Order.objects.count(), house.stock("A2")) == (60, (100, 60))
    assert Event.objects.filter(kind="orders.received").count() == 60
    finished = Run.objects.get(pk=run)
    assert (finished.done, finished.refused, finished.finished_at is not None) == (60, 0, True)
    assert broken_books() == {}


def test_while_reserving(house: House) -> None:
    _empty_the_shelf(house)
    house.bring_in(*(row(f"n{n}", 商家编码="A2", 付款时间=f"2026-11-11 09:00:0{n}") for n in range(6)))
    assert {axes(f"n{n}")[3] for n in range(6)} == {"short"}
    _count(house, 5)
    connection.cursor().execute("DELETE FROM procrastinate_jobs")
    ids = list(Order.objects.order_by("pk").values_list("pk", flat=True))
    run = start_run(founding(), replace(reserve_orders, chunk=2), ids, {})
    assert _work("UPDATE inventory_balance", 2) == KILLED
    assert house.stock("A2") == (5, 2)
    assert broken_books() == {}
    assert _work() == 0
    assert house.stock("A2") == (5, 5)
    # The worker's schedules may have approved them meanwhile.
    assert [axes(f"n{n}")[3] == "short" for n in range(6)] == [False] * 5 + [True]
    assert Event.objects.filter(kind="orders.reserved").count() == 5
    run.refresh_from_db()
    assert run.done == 6
    assert broken_books() == {}


@pytest.mark.parametrize(
    ("where", "times", "gone"),
    [("UPDATE inventory_balance", 2, 1), ('UPDATE "fulfilment_manifest"', 3, 2)],
)
def test_while_shipping(house: House, where: str, times: int, gone: int) -> None:
    numbers = [f"n{n}" for n in range(3)]
    house.bring_in(*(row(number) for number in numbers))
    house.reach("packed", *numbers)
    for number in numbers:
        _list(house, number)
    manifests = list(Manifest.objects.order_by("pk").values_list("pk", flat=True))
    start_run(house.trade.company.logistics, replace(close_manifests, chunk=1), manifests, {})
    assert _work(where, times) == KILLED
    assert house.stock("A1") == (100 - gone, 3 - gone)
    assert broken_books() == {}
    assert _work() == 0
    assert house.stock("A1") == (97, 0)
    assert {axes(number)[3] for number in numbers} == {"shipped"}
    assert Event.objects.filter(kind="fulfilment.shipped").count() == 3
    assert broken_books() == {}


def _list(house: House, number: str) -> None:
    from zhanggui.fulfilment.operations.list_parcels import list_parcels
    from zhanggui.fulfilment.operations.open_manifests import ManifestRow, open_manifests

    trade = house.trade
    opened = open_manifests(trade.company.logistics, [ManifestRow(trade.north, trade.courier)])
    whole(list_parcels(trade.company.logistics, parcels(number), manifest=opened.result["manifests"][0]["id"]))


def _empty_the_shelf(house: House) -> None:
    _count(house, 0)


def _count(house: House, pieces: int) -> None:
    whole(count_stock(house.trade.company.keeper, [CountRow(house.trade.north, house.trade.skus["A2"], pieces)]))


@contextmanager
def _chunks_of(size: int) -> Iterator[None]:
    """Let imports be applied in chunks of so many orders meanwhile."""
    usual = apply_rows.chunk
    object.__setattr__(apply_rows, "chunk", size)
    yield
    object.__setattr__(apply_rows, "chunk", usual)


def _work(where: str = "", times: int = 0) -> int:
    """Run a worker in a process of its own and return how it ended; jobs of a dead one are given to it first."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")
    name = connections["default"].settings_dict["NAME"]
    command = [sys.executable, "-m", "tests.scenarios.dying_worker", str(name), where, str(times)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert done.returncode in (0, KILLED), done.stderr.decode()[-3000:]
    return done.returncode
