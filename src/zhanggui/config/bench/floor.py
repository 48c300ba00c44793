"""The floor: COPY of the very same rows into the very same indexed tables, and nothing else."""

import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from psycopg import Connection, sql

from zhanggui.config.bench.scratch import link_to

# In the order in which foreign keys allow them; what other tables gained (counters, settings) is a handful of rows.
TABLES = (
    "channels_importbatch", "channels_importrow", "shops_listing", "orders_receiver", "orders_order",
    "orders_ordertext", "orders_orderline", "orders_orderhold", "fulfilment_wave", "fulfilment_manifest",
    "fulfilment_parcel", "fulfilment_parcelline", "fulfilment_printbatch", "fulfilment_printitem", "inventory_move",
    "foundation_run", "foundation_runchunk", "foundation_event",
)  # fmt: skip


class Floor(NamedTuple):
    """What the COPYs took, and how many rows they wrote."""

    seconds: float
    rows: int


def floor_of(day: str, empty: str) -> Floor:
    """Copy what the day wrote out of its database, then measure copying it into the one that has not seen it."""
    with tempfile.TemporaryDirectory() as folder, link_to(day) as source, link_to(empty) as target:
        files = {table: _out(source, target, table, Path(folder) / table) for table in TABLES}
        target.execute("CHECKPOINT")
        began = time.perf_counter()
        rows = sum(_into(target, table, file) for table, file in files.items())
        return Floor(time.perf_counter() - began, rows)


def _out(source: Connection, target: Connection, table: str, file: Path) -> Path:
    key = "order_id" if table == "orders_ordertext" else "id"
    name = sql.Identifier(table)
    newest = target.execute(sql.SQL("SELECT coalesce(max({}), 0) FROM {}").format(sql.Identifier(key), name)).fetchone()
    statement = sql.SQL("COPY (SELECT * FROM {} WHERE {} > {}) TO STDOUT (FORMAT binary)")
    wanted = statement.format(name, sql.Identifier(key), newest[0] if newest else 0)
    with source.cursor().copy(wanted) as copy, file.open("wb") as out:
        for block in copy:
            out.write(block)
    return file


def _into(target: Connection, table: str, file: Path) -> int:
    cursor = target.cursor()
    statement = sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(sql.Identifier(table))
    with cursor.copy(statement) as copy, file.open("rb") as content:
        while block := content.read(1 << 20):
            copy.write(block)
    return cursor.rowcount
