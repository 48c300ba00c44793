"""What is to happen later happens after the commit, as the same person, and never after a rollback."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from croniter import croniter
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from tests.foundation.workshop import (
    MENDER,
    VISITOR,
    Piece,
    State,
    defer_and_fail,
    defer_mending,
    mend_pieces,
    people,
    pieces,
)
from zhanggui.foundation import clock
from zhanggui.foundation.actor import system
from zhanggui.foundation.housekeeping import forget_keys
from zhanggui.foundation.jobs import CompanyTime, all_schedules, later, run_operation, run_schedule, scheduled_actor
from zhanggui.foundation.models import Cause, Event, RequestKey


def waiting() -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT queue_name, lock, queueing_lock, task_name, args, scheduled_at FROM procrastinate_jobs ORDER BY id"
        )
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [{**row, "args": json.loads(row["args"])} for row in rows]


def drain() -> None:
    """Run a worker until nothing waits."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)

    async def work() -> None:
        with app.replace_connector(connector.get_worker_connector()) as workers_app:
            async with workers_app.open_async():
                await workers_app.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)

    asyncio.run(work())


@pytest.mark.usefixtures("bench")
class TestLater:
    def test_the_job_says_who_what_and_for_which_company(self) -> None:
        (piece,) = pieces(1)
        tomorrow = clock.now() + timedelta(days=1)
        later(mend_pieces, [piece], actor=MENDER, at=tomorrow, lock="bench", once="mending", note="x")
        (job,) = waiting()
        assert job["args"] == {
            "company": "company", "name": "mend_pieces", "records": [piece], "arguments": {"note": "x"},
            "person_id": 1, "cause": "",
        }  # fmt: skip
        assert (job["lock"], job["queueing_lock"]) == ("company:bench", "company:mending")
        assert (job["queue_name"], job["task_name"], job["scheduled_at"]) == ("company", "run_operation", tomorrow)

    def test_what_waits_once_is_not_deferred_twice_and_breaks_no_transaction(self) -> None:
        for _time in range(2):
            later(mend_pieces, [1], actor=MENDER, once="mending")
        assert len(waiting()) == 1

    def test_nothing_waits_after_a_rollback(self) -> None:
        with transaction.atomic():
            later(mend_pieces, [1], actor=MENDER)
            assert len(waiting()) == 1
            transaction.set_rollback(True)
        assert waiting() == []

    def test_the_job_acts_with_the_rights_of_its_own_moment(self) -> None:
        (piece,) = pieces(1)
        people[1] = VISITOR
        outcome = run_operation("mend_pieces", [piece], {"note": "x"}, 1, "")
        assert outcome.refused[piece].code == "not_allowed"
        assert Piece.objects.get(pk=piece).state == State.BROKEN

    def test_the_job_of_a_schedule_acts_as_the_system_with_its_cause(self) -> None:
        (piece,) = pieces(1)
        run_operation("mend_pieces", [piece], {}, None, "sweep")
        assert Event.objects.get(kind="workshop.mended").cause_id == Cause.objects.get(name="sweep").pk


class TestWorker:
    def test_a_worker_carries_out_what_was_deferred(self, open_bench: Any) -> None:
        (piece,) = pieces(1)
        defer_mending(MENDER, [piece])
        drain()
        assert Piece.objects.get(pk=piece).state == State.MENDED

    def test_a_job_that_a_rolled_back_job_wanted_never_existed(self, open_bench: Any) -> None:
        (piece,) = pieces(1)
        later(defer_and_fail, [piece], actor=MENDER)
        drain()
        jobs = zip(waiting(), states(), strict=True)
        ours = [(job["args"]["name"], state) for job, state in jobs if job["task_name"] == "run_operation"]
        assert ours == [("defer_and_fail", "failed")]
        assert Piece.objects.get(pk=piece).state == State.BROKEN

    def test_a_job_defers_the_next_one(self, open_bench: Any) -> None:
        (piece,) = pieces(1)
        later(defer_mending, [piece], actor=MENDER)
        drain()
        assert Piece.objects.get(pk=piece).state == State.MENDED


class TestSchedules:
    def test_lines_are_read_on_the_companys_clock(self) -> None:
        (task,) = [
            t for t in app.periodic_registry.periodic_tasks.values() if t.periodic_id.endswith("foundation.keys")
        ]
        assert isinstance(task, CompanyTime)
        midday = datetime(2026, 11, 11, 4, tzinfo=UTC).timestamp()
        due = task.croniter.get_next(ret_type=float, start_time=midday)
        assert datetime.fromtimestamp(due, UTC) == datetime(2026, 11, 11, 19, 20, tzinfo=UTC)

    def test_every_schedule_has_a_readable_line_and_a_name_of_its_company(self) -> None:
        assert {"foundation.partitions", "foundation.keys"} <= set(all_schedules())
        assert all(croniter.is_valid(cron) for cron, _run in all_schedules().values())
        ids = {task.periodic_id for task in app.periodic_registry.periodic_tasks.values()}
        assert all(f"company:schedule:{name}" in ids for name in all_schedules())

    def test_a_schedule_acts_as_the_system(self, db: None) -> None:
        run_schedule("foundation.partitions")
        actor = scheduled_actor("foundation.partitions")
        assert actor == system("foundation.partitions", Cause.objects.get(name="foundation.partitions").pk)
        assert actor.is_system

    def test_keys_are_kept_for_seven_days(self, db: None) -> None:
        for number, days in enumerate((6, 8)):
            moment = clock.now() - timedelta(days=days)
            RequestKey.objects.create(person_id=1, key=str(number), request_hash="", created_at=moment)
        forget_keys(system("foundation.keys"))
        assert [key.key for key in RequestKey.objects.all()] == ["0"]


def states() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs ORDER BY id")
        return [row[0] for row in cursor.fetchall()]
