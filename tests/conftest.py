"""What every test may ask for. A test that asks for no database starts none."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from tests.database import migrated_database, use_database


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Give this process a migrated database of its own, made when the first test asks for it."""
    with django_db_blocker.unblock(), migrated_database() as name:
        use_database(name)
        yield
        connections.close_all()


@pytest.fixture(autouse=True)
def _no_jobs_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty the jobs' tables after tests that commit: Django flushes only the tables that it manages."""
    yield
    if not _commits(request):
        return
    with request.getfixturevalue("django_db_blocker").unblock(), connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers"
        )


def _commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    marked = marker is not None and marker.kwargs.get("transaction", False)
    return marked or bool({"transactional_db", "live_server"} & set(request.fixturenames))
