"""Locks of the organisation."""

from django.db import connection


def lock_blueprint() -> None:
    """One blueprint is applied at a time; the lock ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || ':blueprint'))")
