"""Two people at once: what is scarce is given away once."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, connections, transaction

from tests.inventory.house import SYSTEM, House, books_agree, claims, open_house
from zhanggui.catalog.operations.add_skus import SkuRow, add_skus
from zhanggui.catalog.queries.facts import parts_of
from zhanggui.catalog.queries.goods import ids_by_code
from zhanggui.catalog.vocabulary import SkuKind
from zhanggui.inventory.operations.adjust_stock import AdjustmentRow, adjust_stock
from zhanggui.inventory.operations.release_stock import release_stock
from zhanggui.inventory.operations.reserve_stock import Claim, reserve_stock
from zhanggui.inventory.queries.balances import available
from zhanggui.inventory.queries.locks import lock_allocation
from zhanggui.inventory.vocabulary import Reason

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_ten_pieces_go_to_ten_orders() -> None:
    house = open_house(A=10)
    _at_once(lambda start: [_take(house, order, {house.skus["A"]: 1}) for order in range(start, start + 10)])
    assert house.books("A") == (10, 10)
    assert len(claims()) == 10
    assert books_agree()


def test_bundles_are_had_whole_or_not_at_all() -> None:
    house = open_house(A=20, B=10)
    add_skus(SYSTEM, [SkuRow("SET", kind=SkuKind.BUNDLE, parts="A x2; B x1")])
    bundle = ids_by_code(["SET"])["SET"]
    parts = dict(parts_of([bundle])[bundle])
    _at_once(lambda start: [_take(house, order, parts) for order in range(start, start + 10)])
    assert (house.books("A"), house.books("B")) == ((20, 20), (10, 10))
    assert books_agree()


def test_taking_giving_back_and_counting_never_block_one_another_for_ever() -> None:
    house = open_house(A=50, B=50)
    both = {house.skus["A"]: 1, house.skus["B"]: 1}

    def trade(start: int) -> None:
        for order in range(start, start + 20):
            _take(house, order, both if order % 2 else dict(reversed(both.items())))
            release_stock(SYSTEM, [order - 1])
            adjust_stock(SYSTEM, [AdjustmentRow(house.warehouse, sku, Reason.LOST, 1) for sku in both])

    _at_once(trade)
    assert (house.books("A")[0], house.books("B")[0]) == (10, 10)
    assert books_agree()


def _take(house: House, order: int, pieces: dict[int, int]) -> None:
    with transaction.atomic():
        lock_allocation([house.warehouse])
        there = available([house.warehouse], pieces)
        if all(there[house.warehouse, sku] >= quantity for sku, quantity in pieces.items()):
            wanted = [Claim(order, order, house.warehouse, sku, quantity) for sku, quantity in pieces.items()]
            reserve_stock(SYSTEM, wanted)


def _at_once(work: Callable[[int], object]) -> None:
    faults: list[BaseException] = []

    def run(start: int) -> None:
        try:
            work(start)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(start,)) for start in (100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    assert faults == []


@pytest.fixture(autouse=True)
def _no_moves_left_behind() -> Iterator[None]:
    """Partitioned tables are emptied by hand: Django flushes what it manages."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE inventory_move, foundation_event")
