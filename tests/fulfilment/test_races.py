"""Two people at once: nothing leaves twice, no number is given twice, no wave gets a parcel of another."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from tests.company import founding
from tests.fulfilment.floor import Floor, number_states, open_floor, order_of, states
from tests.inventory.house import books_agree
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.outcome import Outcome
from zhanggui.fulfilment.models import Parcel, PrintBatch, Waybill
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.fulfilment.operations.print_parcels import print_parcels
from zhanggui.inventory.models import Move
from zhanggui.orders.operations.void_orders import void_orders
from zhanggui.orders.vocabulary import VoidReason

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def floor(transactional_db: None) -> Floor:
    return open_floor()


def test_two_clerks_make_a_wave_of_the_same_parcels(floor: Floor) -> None:
    parcels = floor.waiting(20)
    outcomes = _at_once(floor.clerk, lambda actor: make_waves(actor, parcels))
    assert sorted(parcel for outcome in outcomes for parcel in outcome.done) == sorted(parcels)
    assert states(parcels) == ["waved"] * 20
    made = [wave for outcome in outcomes for wave in outcome.result["waves"]]
    assert sum(wave["parcels"] for wave in made) == 20


def test_two_clerks_ask_for_numbers_at_once(floor: Floor) -> None:
    parcels = floor.waved(20)
    floor.numbers(40)
    outcomes = _at_once(floor.clerk, lambda actor: assign_waybills(actor, parcels))
    assert sorted(parcel for outcome in outcomes for parcel in outcome.done) == sorted(parcels)
    assert Waybill.objects.filter(state="assigned").count() == 20


def test_two_clerks_print_the_same_labels(floor: Floor) -> None:
    parcels = floor.waved(10)
    floor.numbers(10)
    assign_waybills(floor.clerk, parcels)
    outcomes = _at_once(floor.clerk, lambda actor: print_parcels(actor, parcels))
    assert sorted(parcel for outcome in outcomes for parcel in outcome.done) == sorted(parcels)
    assert set(Parcel.objects.values_list("printed", flat=True)) == {1}
    assert sum(PrintBatch.objects.values_list("pages", flat=True)) == 10


def test_two_people_close_the_same_manifest(floor: Floor) -> None:
    manifest, parcels = floor.listed(10)
    outcomes = _at_once(floor.logistics, lambda actor: close_manifests(actor, [manifest]))
    assert [list(outcome.done) for outcome in outcomes].count([manifest]) == 1
    assert states(parcels) == ["shipped"] * 10
    assert Move.objects.filter(reason="shipped").count() == 10
    assert books_agree()


def test_an_order_is_voided_while_its_manifest_is_closed(floor: Floor) -> None:
    manifest, parcels = floor.listed(10)
    orders = [order_of(parcel) for parcel in parcels[:5]]
    jobs: list[Callable[[], Any]] = [
        lambda: close_manifests(floor.logistics, [manifest]),
        lambda: void_orders(founding(), orders, reason=VoidReason.CANCELLED),
    ]
    _run(jobs)
    after = states(parcels)
    assert set(after[5:]) == {"shipped"}
    assert set(after[:5]) <= {"shipped", "stopped"}
    expected = ["handed_over" if state == "shipped" else "to_cancel" for state in after]
    assert number_states(parcels) == expected
    assert books_agree()


def _at_once(actor: Actor, call: Callable[[Actor], Outcome]) -> list[Outcome]:
    return _run([lambda: call(actor), lambda: call(actor)])


def _run(jobs: list[Callable[[], Any]]) -> list[Any]:
    """Carry the jobs out in threads that begin together; what one raises, the test raises."""
    start, results, failures = threading.Barrier(len(jobs)), [], []

    def work(job: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=20)
            results.append(job())
        except BaseException as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if failures:
        raise failures[0]
    return results
