"""A year of orders made from a small day by set-based SQL: what was shipped is old, some thousands are in the house.

Every row of an order is copied round by round: ids grow by the width of the small day, times move, people and
numbers differ. The database's role must be allowed to leave foreign keys unchecked. It is made to be read fast, not
to be proven: the books of the copies have no opening stock.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from django.db import connection
from psycopg import sql

from zhanggui.config.demo.buyers import buyer, masked_detail, masked_name, masked_phone
from zhanggui.foundation import clock
from zhanggui.foundation.partitions import ensure_partitions
from zhanggui.foundation.rows import copy_rows
from zhanggui.orders.queries.receivers import RECEIVER_COLUMNS, receiver_row
from zhanggui.orders.rules.sealing import Contact

PEOPLE = 24_000
# Everybody in the small town has so many namesakes, with doors and phones of their own.
NAMESAKES = 16
DAYS = 365
ROWS_AT_ONCE = 20_000


@dataclass(frozen=True)
class Copied:
    """A table whose rows are copied: `of` selects (id, gone) of the small day's rows; the rest says what differs.

    `points` maps columns to the tables whose ids they hold. Expressions in `changed`, and in `settled` for what is
    gone, know the row `t`, the round `k`, {id} and {shift}. Columns with a time move by themselves.
    """

    name: str
    of: str
    points: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    settled: Mapping[str, str] = field(default_factory=dict)
    join: str = ""
    key: str = "id"


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


def _mixed(digits: int) -> str:
    """The new id as digits that look drawn by lot, each id others: the factor shares no divisor with the modulus."""
    return f"lpad(({{id}} * 7919999983 %% {10**digits})::text, {digits}, '0')"


def _drawn(seed: int, of: int, value: str = "{id}") -> str:
    """A number below `of` that looks drawn by lot."""
    return f"((hashint8extended({value}, {seed}) & 9223372036854775807) %% {of})"


_NAMESAKE = f"({_drawn(2, NAMESAKES)} * 1000003)"
_ORDERS = "SELECT id, gone FROM crowd_order"
_PARCELS = "SELECT id, gone FROM crowd_parcel"
_FILL_SHELVES = """
UPDATE inventory_balance b SET on_hand = b.on_hand - b.reserved + r.total, reserved = r.total
FROM (SELECT warehouse_id, sku_id, sum(quantity) AS total FROM inventory_reservation GROUP BY 1, 2) r
WHERE r.warehouse_id = b.warehouse_id AND r.sku_id = b.sku_id
"""


def _of_orders(table: str, column: str = "order_id", key: str = "id") -> str:
    return f"SELECT DISTINCT x.{key} AS id, o.gone FROM {table} x JOIN crowd_order o ON o.id = x.{column}"


def _of_parcels(table: str, column: str = "parcel_id", key: str = "id") -> str:
    return f"SELECT DISTINCT x.{key} AS id, p.gone FROM {table} x JOIN crowd_parcel p ON p.id = x.{column}"


TABLES = (
    Copied(
        "orders_receiver",
        _of_orders("orders_order", "id", "receiver_id"),
        changed={
            **{name: f"p.{name}" for name in RECEIVER_COLUMNS if name not in ("id", "key_id")},
            **{name: f"p.{name} # {_NAMESAKE}" for name in ("identity", "phone_key", "door_key")},
        },
        join=f"JOIN crowd_people p ON p.masked = t.masked AND p.id = {_drawn(1, PEOPLE // 2)}",
    ),
    Copied("channels_importbatch", _of_orders("channels_importrow", key="batch_id")),
    Copied(
        "channels_importrow",
        _of_orders("channels_importrow"),
        {"batch_id": "channels_importbatch", "order_id": "orders_order"},
    ),
    Copied(
        "orders_order",
        _ORDERS,
        {"receiver_id": "orders_receiver", "batch_id": "channels_importbatch"},
        {
            "external_no": f"left(t.external_no, 2) || {_mixed(11)} || right(t.external_no, 5)",
            "buyer_key": f"CASE WHEN t.buyer_key = '' THEN '' ELSE 'b' || {_drawn(4, PEOPLE * NAMESAKES)} END",
        },
        {"fulfilment": "CASE t.fulfilment WHEN 'shipped' THEN 'delivered' ELSE t.fulfilment END"},
    ),
    Copied(
        "orders_ordertext", _of_orders("orders_ordertext", key="order_id"), {"order_id": "orders_order"}, key="order_id"
    ),
    Copied("orders_orderline", _of_orders("orders_orderline"), {"order_id": "orders_order"}),
    Copied(
        "orders_orderhold",
        _of_orders("orders_orderhold"),
        {"order_id": "orders_order", "line_id": "orders_orderline"},
        settled={"released_at": "coalesce(t.released_at, t.placed_at + interval '1 day') - {shift}"},
    ),
    Copied(
        "inventory_reservation",
        _of_orders("inventory_reservation", "claimant_id"),
        {"claimant_id": "orders_order", "cause_id": "orders_orderline"},
    ),
    Copied(
        "fulfilment_wave",
        _of_parcels("fulfilment_parcel", "id", "wave_id"),
        changed={"number": "t.number || '.' || k"},
        settled={"state": "'done'"},
    ),
    Copied(
        "fulfilment_manifest",
        _of_parcels("fulfilment_parcel", "id", "manifest_id"),
        changed={"number": "t.number || '.' || k"},
        settled={"closed_at": "coalesce(t.closed_at, t.opened_at) - {shift}"},
    ),
    Copied(
        "fulfilment_parcel",
        _PARCELS,
        {"receiver_id": "orders_receiver", "wave_id": "fulfilment_wave", "manifest_id": "fulfilment_manifest"},
        settled={
            "state": "CASE t.state WHEN 'shipped' THEN 'delivered' ELSE t.state END",
            "report": "CASE t.state WHEN 'shipped' THEN 'accepted' ELSE t.report END",
            "put_back_at": "CASE t.state WHEN 'stopped' THEN t.made_at - {shift} END",
        },
    ),
    Copied(
        "fulfilment_parcelline",
        _of_parcels("fulfilment_parcelline"),
        {"parcel_id": "fulfilment_parcel", "order_id": "orders_order", "line_id": "orders_orderline"},
    ),
    Copied(
        "fulfilment_waybill",
        _of_parcels("fulfilment_waybill"),
        {"parcel_id": "fulfilment_parcel"},
        {"number": f"left(t.number, 2) || '8' || {_mixed(11)}"},
        {"state": "CASE t.state WHEN 'to_cancel' THEN 'void' ELSE t.state END"},
    ),
    Copied(
        "fulfilment_printbatch", _of_parcels("fulfilment_printitem", key="batch_id"), {"wave_id": "fulfilment_wave"}
    ),
    Copied(
        "fulfilment_printitem",
        _of_parcels("fulfilment_printitem"),
        {"batch_id": "fulfilment_printbatch", "parcel_id": "fulfilment_parcel"},
    ),
    Copied(
        "inventory_move",
        "SELECT m.id, o.gone FROM inventory_move m JOIN orders_orderline l ON l.id = m.cause_id "
        "JOIN crowd_order o ON o.id = l.order_id WHERE m.reason = 'shipped'",
        {"cause_id": "orders_orderline"},
    ),
    Copied(
        "foundation_event",
        "SELECT e.id, o.gone FROM foundation_event e JOIN crowd_order o "
        "ON e.subject_kind = 'order' AND o.id = e.subject_id "
        "UNION ALL SELECT e.id, p.gone FROM foundation_event e JOIN crowd_parcel p "
        "ON e.subject_kind = 'parcel' AND p.id = e.subject_id",
        changed={
            "subject_id": "t.subject_id + k * CASE t.subject_kind WHEN 'order' THEN {orders_order} "
            "ELSE {fulfilment_parcel} END"
        },
    ),
)
