"""The locks of orders: one for what comes into a shop, so that two files of one shop queue behind each other."""

from collections.abc import Iterable

from django.db import connection

INTAKE = 7301


def lock_intake(shop_ids: Iterable[int]) -> None:
    """Wait until nobody else brings orders into these shops; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, id) FROM unnest(%s::int[]) AS shop(id) ORDER BY id",
            [INTAKE, sorted(set(shop_ids))],
        )


def lock_orders(order_ids: Iterable[int]) -> None:
    """Hold these orders, in order of id, before anything lower down the stack is locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM orders_order WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE", [list(order_ids)]
        )
