"""The one lock of stock: whoever gives goods away or takes them does it alone in the warehouse."""

from collections.abc import Iterable

from django.db import connection


def lock_allocation(warehouse_ids: Iterable[int]) -> None:
    """Wait until nobody else changes the balances of these warehouses; held to the end of the transaction.

    Taken after locks on orders and parcels, and before the balances are read. Taking it twice costs nothing.
    """
    # Advisory locks know databases, not schemas: the company's name keeps the houses of one server apart.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(current_schema() || ' allocation'), id::integer) "
            "FROM (SELECT DISTINCT unnest(%s::bigint[]) AS id ORDER BY id) warehouse",
            [list(warehouse_ids)],
        )


def lock_allocation_of_claimants(claimant_ids: Iterable[int]) -> None:
    """The same for every warehouse in which these orders hold a claim; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(current_schema() || ' allocation'), id::integer) "
            "FROM (SELECT DISTINCT warehouse_id AS id FROM inventory_reservation "
            "WHERE claimant_id = ANY(%s::bigint[]) ORDER BY warehouse_id) warehouse",
            [list(claimant_ids)],
        )
