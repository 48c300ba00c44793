from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import Client

from tests.database import migrated_database, use_database
from tests.workbench.browsing import browser
from zhanggui.channels.models import ImportBatch, ImportRow
from zhanggui.config.demo.build import build
from zhanggui.config.demo.days import DAYS
from zhanggui.config.demo.staff import COLLEAGUES, Staff
from zhanggui.foundation import clock
from zhanggui.foundation.jobs import scheduled_actor
from zhanggui.foundation.models import Event
from zhanggui.foundation.paging import capped_counts
from zhanggui.foundation.queue import all_queues, queues_of
from zhanggui.fulfilment.models import DayClose, Manifest, Parcel
from zhanggui.orders.models import Order
from zhanggui.org.queries.actors import actor_of
from zhanggui.workbench.queries.books import prove_books

ORDERS = 60
NEEDS_A_RUN = "a run has a receipt for each record that it has settled"


@pytest.fixture(scope="module")
def staff(django_db_setup: None, django_db_blocker: object) -> Iterator[Staff]:
    """The demonstration company with a few orders, in a database of its own, as its days are many transactions."""
    from django.db import connection

    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), migrated_database() as name:  # type: ignore[attr-defined]
        use_database(name)
        yield build(ORDERS, lambda _done, _of: None)
        connections.close_all()
        use_database(before)


def test_every_queue_has_work(staff: Staff) -> None:
    anybody = scheduled_actor("company opened")
    counts = capped_counts({name: queue.waiting(anybody) for name, queue in all_queues().items()})
    reported_by_itself = {"parcels_to_report"}
    assert {name for name, count in counts.items() if not count} <= reported_by_itself


def test_every_queue_belongs_to_somebody_who_can_log_in(staff: Staff) -> None:
    people = [actor_of(person) for person in staff.people.values()]
    assert [name for name, queue in all_queues().items() if not any(p.may(queue.needs) for p in people)] == []
    for each in COLLEAGUES:
        answer = Client().post("/login", {"username": each.username, "password": staff.passwords[each.username]})
        assert (answer.status_code, answer["Location"]) == (302, "/")


def test_orders_stand_in_every_state(staff: Staff) -> None:
    states = set(Order.objects.values_list("fulfilment", flat=True))
    assert {"open", "short", "reserved", "released", "shipped", "delivered", "elsewhere"} <= states
    assert {"waiting", "approved", "void"} == set(Order.objects.values_list("review", flat=True))
    assert {"paid", "unpaid", "cod_due"} <= set(Order.objects.values_list("payment", flat=True))
    kept = set(Parcel.objects.values_list("state", flat=True))
    assert {"waiting", "waved", "picked", "packed", "on_manifest", "shipped", "delivered", "stopped"} <= kept


def test_past_days_carry_past_times_and_are_signed(staff: Staff) -> None:
    days = {clock.day_of(moment) for moment in Order.objects.values_list("received_at", flat=True)}
    assert len(days) >= DAYS
    assert Event.objects.filter(recorded_at__gt=clock.now()).count() == 0
    assert Manifest.objects.filter(closed_at__lt=clock.start_of(clock.today())).exists()
    assert DayClose.objects.filter(incoming_id__isnull=False).count() == (DAYS - 1) * 4 * 3
    assert DayClose.objects.filter(incoming_id=None).count() == 4 * 3


def test_import_history_tells_of_files_new_orders_and_a_rejected_row(staff: Staff) -> None:
    assert set(ImportBatch.objects.values_list("state", flat=True)) == {"applied", "ready", "stopped"}
    assert set(ImportRow.objects.values_list("state", flat=True)) == {"created", "updated", "rejected"}


def test_the_books_are_right(staff: Staff) -> None:
    findings = list(prove_books())
    assert [(finding.name, finding.broken) for finding in findings if finding.broken] == []
    # Nothing was done to more than five hundred records at once.
    assert {finding.name for finding in findings if not finding.examined} <= {NEEDS_A_RUN}


def test_the_workbench_of_every_post_opens(staff: Staff) -> None:
    for each in COLLEAGUES:
        actor = actor_of(staff.people[each.role])
        client = browser(actor)
        assert client.get("/").status_code == 200, each.role
        for queue in queues_of(actor):
            page = client.get("/", {"queue": queue.name})
            assert page.status_code == 200
            assert ("data-row" in page.content.decode()) == queue.waiting(actor).exists(), queue.name
