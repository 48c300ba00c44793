"""A year of orders made from a small day by set-based SQL: what was shipped is old, some thousands are in the house.

Every row of an order is copied round by round: ids grow by the width of the small day, times move, people and
numbers differ. The database's role must be allowed to leave foreign keys unchecked. It is made to be read fast, not
to be proven: the books of the copies have no opening stock.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from django.db import connection
from psycopg import sql

from zhanggui.config.bench.copied import PEOPLE, TABLES, Copied
from zhanggui.config.demo.buyers import buyer, masked_detail, masked_name, masked_phone
from zhanggui.foundation import clock
from zhanggui.foundation.partitions import ensure_partitions
from zhanggui.foundation.rows import copy_rows
from zhanggui.orders.queries.receivers import RECEIVER_COLUMNS, receiver_row
from zhanggui.orders.rules.sealing import Contact

DAYS = 365
ROWS_AT_ONCE = 20_000


@dataclass(frozen=True)
class Round:
    """Rounds of copies from `first` to `last` of what is gone or of what is in the house, moved by `shift` (SQL)."""

    gone: bool
    first: int
    last: int
    shift: str


def multiply(orders: int, in_house: int, tell: Callable[[str], None]) -> None:
    """Copy the small day until there are so many orders, so many of them in the house; `tell` hears of each table."""
    ensure_partitions(clock.day_of(clock.now() - timedelta(days=DAYS + 5)))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        _invent_people()
        gone, there = _sort_orders(cursor)
        widths = {table.name: _width(cursor, table) for table in TABLES}
        rounds = _rounds(max(1, (orders - in_house) // gone), max(1, in_house // there))
        indexes = _drop_indexes(cursor)
        for table in TABLES:
            tell(table.name)
            _copy(cursor, table, widths, rounds)
        tell("indexes")
        for definition in indexes:
            cursor.execute(definition)
        cursor.execute(_FILL_SHELVES)
        cursor.execute("RESET session_replication_role")
        cursor.execute("RESET synchronous_commit")
        tell("vacuum")
        cursor.execute("VACUUM (ANALYZE)")


def _invent_people() -> None:
    """The receivers of the copies: sealed and hashed as real ones, half of them masked as platforms do."""
    random = Random(3)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE crowd_people AS SELECT * FROM orders_receiver LIMIT 0")
    copy_rows("crowd_people", RECEIVER_COLUMNS, (_person(random, number) for number in range(PEOPLE)))
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX ON crowd_people (masked, id)")
        cursor.execute("ANALYZE crowd_people")


def _person(random: Random, number: int) -> tuple[Any, ...]:
    made, masked = buyer(random), number % 2 == 0
    name, phone, detail = made.name, f"{made.phone[:3]}{random.randrange(10**8):08}", made.detail
    if masked:
        name, phone, detail = masked_name(name), masked_phone(phone), masked_detail(detail)
    contact = Contact(name, phone, made.province, made.city, made.district, detail=detail, masked=masked)
    return receiver_row(number // 2, contact)


def _sort_orders(cursor: Any) -> tuple[int, int]:
    """Note which orders and parcels of the small day are gone; how many orders are and are not."""
    cursor.execute(
        "CREATE TEMP TABLE crowd_order AS SELECT id, review = 'void' OR "
        "fulfilment NOT IN ('open', 'short', 'reserved', 'released') AS gone FROM orders_order"
    )
    cursor.execute(
        "CREATE TEMP TABLE crowd_parcel AS SELECT l.parcel_id AS id, bool_and(o.gone) AS gone "
        "FROM fulfilment_parcelline l JOIN crowd_order o ON o.id = l.order_id GROUP BY 1"
    )
    cursor.execute("SELECT count(*) FILTER (WHERE gone), count(*) FILTER (WHERE NOT gone) FROM crowd_order")
    gone, there = cursor.fetchone()
    return gone, there


def _width(cursor: Any, table: Copied) -> int:
    cursor.execute(sql.SQL("SELECT coalesce(max({}), 0) FROM {}").format(*map(sql.Identifier, (table.key, table.name))))
    return int(cursor.fetchone()[0])


def _drop_indexes(cursor: Any) -> list[str]:
    """Take away what is made faster when all rows are there; how each was made."""
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
        "JOIN pg_class c ON c.oid = indrelid WHERE c.relname = ANY(%s) AND c.relkind = 'r' AND NOT indisunique",
        [[table.name for table in TABLES]],
    )
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(*name.split("."))))
    return [definition for _name, definition in found]


def _rounds(gone: int, there: int) -> list[Round]:
    """The old ones first, so that ids grow with time."""
    return [
        Round(True, 1, gone, f"interval '1 day' * {DAYS} * ({gone + 1} - k) / {gone}"),
        Round(False, gone + 1, gone + there, f"interval '7 minutes' * (k - {gone})"),
    ]


def _copy(cursor: Any, table: Copied, widths: Mapping[str, int], rounds: Iterable[Round]) -> None:
    cursor.execute(
        f"CREATE TEMP TABLE crowd_rows AS SELECT m.gone, t.* FROM {table.name} t "
        f"JOIN ({table.of}) m ON m.id = t.{table.key}"
    )
    cursor.execute("SELECT count(*) FROM crowd_rows")
    at_once = max(1, ROWS_AT_ONCE // max(1, cursor.fetchone()[0]))
    for each in rounds:
        statement = _statement(cursor, table, widths, each)
        for first in range(each.first, each.last + 1, at_once):
            cursor.execute(statement, {"first": first, "last": min(first + at_once - 1, each.last), "gone": each.gone})
    cursor.execute("DROP TABLE crowd_rows")
    if table.key == "id":
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}")


def _statement(cursor: Any, table: Copied, widths: Mapping[str, int], each: Round) -> str:
    columns = _columns(cursor, table.name)
    made = {name: f't."{name}" - {{shift}}' if "time" in kind else f't."{name}"' for name, kind in columns.items()}
    points = {table.key: table.name, **table.points}
    made |= {name: f"t.{name} + k * {widths[target]}" for name, target in points.items() if target in widths}
    made |= {**table.changed, **(table.settled if each.gone else {})}
    chosen = ", ".join(made[name] for name in columns)
    chosen = chosen.replace("{id}", f"(t.{table.key} + k * {widths[table.name]})").replace("{shift}", f"({each.shift})")
    for target, width in widths.items():
        chosen = chosen.replace(f"{{{target}}}", str(width))
    join = table.join.replace("{id}", f"(t.{table.key} + k * {widths[table.name]})")
    return (
        f"INSERT INTO {table.name} ({', '.join(f'"{name}"' for name in columns)}) SELECT {chosen} "
        f"FROM crowd_rows t CROSS JOIN generate_series(%(first)s::bigint, %(last)s::bigint) AS k {join} "
        "WHERE t.gone = %(gone)s ORDER BY k"
    )


def _columns(cursor: Any, table: str) -> dict[str, str]:
    cursor.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [table],
    )
    return dict(cursor.fetchall())


_FILL_SHELVES = """
UPDATE inventory_balance b SET on_hand = b.on_hand - b.reserved + r.total, reserved = r.total
FROM (SELECT warehouse_id, sku_id, sum(quantity) AS total FROM inventory_reservation GROUP BY 1, 2) r
WHERE r.warehouse_id = b.warehouse_id AND r.sku_id = b.sku_id
"""
