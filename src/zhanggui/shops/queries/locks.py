"""The lock of listings: two imports of one shop must not note the same new code twice."""

from collections.abc import Iterable

from django.db import connection


def lock_listings(shop_ids: Iterable[int]) -> None:
    """Wait until nobody else notes listings of these shops; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(current_schema() || ' listings'), id::integer) "
            "FROM (SELECT DISTINCT unnest(%s::bigint[]) AS id ORDER BY id) shop",
            [list(shop_ids)],
        )
