"""The lock of the catalogue: codes and barcodes share one space, so only one may add to it at a time."""

from django.db import connection


def lock_codes() -> None:
    """Wait until nobody else adds codes or barcodes; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || ' codes'))")
