from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.database import empty_database, use_database
from zhanggui.config.databases import search_path_option


@pytest.fixture
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """An empty database in place of this process's own."""
    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), empty_database() as name:
        use_database(name)
        yield
        use_database(usual)


def test_two_companies_have_tables_of_their_own_and_share_the_jobs(
    house: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for company in ("company", "second"):
        monkeypatch.setattr(settings, "COMPANY_SCHEMA", company)
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "options", search_path_option(company, "jobs"))
        connection.close()
        call_command("migrate", verbosity=0)
    tables = _tables()
    assert tables["company"] == tables["second"]
    assert {"django_migrations", "foundation_event", "org_person"} <= tables["company"]
    assert "procrastinate_jobs" in tables["jobs"]
    assert "public" not in tables
    connection.close()


def test_migrating_twice_changes_nothing(house: None) -> None:
    call_command("migrate", verbosity=0)
    before = _tables()
    call_command("migrate", verbosity=0)
    assert _tables() == before
    call_command("migrate", check_unapplied=True, verbosity=0)


def _tables() -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        found: dict[str, set[str]] = {}
        for schema, table in cursor.fetchall():
            found.setdefault(schema, set()).add(table)
    return found
