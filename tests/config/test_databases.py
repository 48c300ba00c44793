import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from zhanggui.config.databases import from_address


@pytest.mark.django_db
def test_only_the_company_and_the_jobs_are_visible() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schemas(false)")
        assert cursor.fetchone() == (["company", "jobs"],)


@pytest.mark.django_db
def test_jobs_have_a_schema_of_their_own() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname FROM pg_tables WHERE tablename = 'procrastinate_jobs'")
        assert cursor.fetchall() == [("jobs",)]


@pytest.mark.django_db
def test_text_is_utf8_and_sorted_by_code_point() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale, datctype "
            "FROM pg_database WHERE datname = current_database()"
        )
        assert cursor.fetchone() == ("UTF8", "b", "C.UTF-8", "C.UTF-8")


def test_an_address_becomes_settings() -> None:
    found = from_address("postgresql://clerk:p%40ss@db.example:5433/trade?sslmode=require")
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "trade",
        "USER": "clerk",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        from_address("mysql://localhost/trade")
