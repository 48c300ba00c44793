import asyncio
from collections.abc import Iterator

import pytest
from django.db import connection
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from zhanggui.config.management.commands.worker import rescue_jobs

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workers_app(transactional_db: None) -> Iterator[App]:
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()) as found:
        yield found


@pytest.mark.parametrize(("silent_for", "status"), [("2 minutes", "todo"), ("5 seconds", "doing")])
def test_only_the_job_of_a_dead_worker_starts_again(workers_app: App, silent_for: str, status: str) -> None:
    job = _job_in_hand(silent_for)
    rescued = asyncio.run(_rescue(workers_app))
    assert rescued == (1 if status == "todo" else 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [job])
        assert cursor.fetchone() == (status,)


def _job_in_hand(silent_for: str) -> int:
    """Leave a job in the hands of a worker that has been silent for so long, and return its id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH worker AS (INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - %s::interval) RETURNING id)"
            " INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args, status, worker_id)"
            " SELECT 'operations', 'run_operation', 'lock', '{}', 'doing', id FROM worker RETURNING id",
            [silent_for],
        )
        return int(cursor.fetchone()[0])


async def _rescue(workers_app: App) -> int:
    async with workers_app.open_async():
        return await rescue_jobs(workers_app)
