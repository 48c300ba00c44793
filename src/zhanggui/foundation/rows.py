"""The two ways in which sets are written: COPY for new rows, UPDATE … FROM unnest for changed ones.

Django's `bulk_update` writes one CASE arm per row; these write one array per column, whatever the size of the set.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql


class Each(list[Any]):
    """One value per key, in the order of the keys: what `update_rows` sets when the rows differ."""


def copy_rows(table: type[models.Model] | str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Add `rows` to the table by one COPY; columns left out take the database's default. Returns how many."""
    name = table if isinstance(table, str) else table._meta.db_table
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    # Made before the COPY begins: while it runs the connection answers no query that making a row might ask.
    made = list(rows)
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        write = copy.write_row
        for row in made:
            write(row)
    return len(made)


def as_json(value: Any) -> str | None:
    """A value for a JSON column of `copy_rows`; None stays none."""
    return None if value is None else json.dumps(value, ensure_ascii=False, default=str)


def draw_ids(model: type[models.Model], count: int) -> list[int]:
    """Draw `count` fresh ids for the model: COPY gives none back, so they are known before."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def update_rows(
    model: type[models.Model],
    keys: Sequence[int],
    *,
    values: Mapping[str, Any],
    expect: Mapping[str, Any] | None = None,
    unless: str = "",
    params: Mapping[str, Any] | None = None,
    key: str = "id",
) -> list[int]:
    """Change the rows of `keys` where they still are as expected, and say which those were.

    `values` maps a column to one value for all, or to `Each` with one per key. `expect` maps a column to the value, the
    tuple of values, or the `Each` it must still hold. `unless` is an SQL condition on the row `t` (with named `params`)
    that must not hold at that moment, such as an open hold. A model with a `version` has it raised. One statement.
    """
    if not keys:
        return []
    columns = _Columns(model)
    arrays = {"key": columns.array(key, keys)}
    sets = [_assignment(columns, arrays, name, value) for name, value in values.items()]
    guards = [_guard(columns, arrays, name, value) for name, value in (expect or {}).items()]
    if columns.has("version"):
        sets.append("version = t.version + 1")
    if unless:
        guards.append(f"NOT ({unless})")
    aliases = ", ".join(f'"{name}"' for name in arrays)
    statement = (
        f'UPDATE "{model._meta.db_table}" t SET {", ".join(sets)} '
        f"FROM unnest({', '.join(cast for cast, _ in arrays.values())}) AS u({aliases}) "
        f'WHERE {" AND ".join([f't."{key}" = u.key', *guards])} RETURNING t."{key}"'
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {**columns.params, **(params or {})})
        return [row[0] for row in cursor.fetchall()]


def add_to_rows(
    model: type[models.Model], keys: Sequence[int], amounts: Mapping[str, Sequence[int]], *, key: str = "id"
) -> int:
    """Add to counters of the rows, one amount per key and column; constraints refuse the rest. One statement."""
    if not keys:
        return 0
    columns = _Columns(model)
    arrays = {"key": columns.array(key, keys)}
    for name, values in amounts.items():
        arrays[f"by_{name}"] = columns.array(name, values)
    sets = ", ".join(f'"{name}" = t."{name}" + u."by_{name}"' for name in amounts)
    aliases = ", ".join(f'"{name}"' for name in arrays)
    statement = (
        f'UPDATE "{model._meta.db_table}" t SET {sets} '
        f'FROM unnest({", ".join(cast for cast, _ in arrays.values())}) AS u({aliases}) WHERE t."{key}" = u.key'
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, columns.params)
        return cursor.rowcount


class _Columns:
    """Casts and parameters for the columns of one model."""

    def __init__(self, model: type[models.Model]) -> None:
        self._fields = {field.column: field for field in model._meta.concrete_fields}
        self.params: dict[str, Any] = {}

    def has(self, name: str) -> bool:
        return name in self._fields

    def array(self, name: str, values: Sequence[Any]) -> tuple[str, str]:
        parameter = f"p{len(self.params)}"
        adapt = self._adapter(name)
        self.params[parameter] = [adapt(value) for value in values] if adapt else list(values)
        return f"%({parameter})s::{self._type(name)}[]", parameter

    def scalar(self, name: str, value: Any) -> str:
        parameter = f"p{len(self.params)}"
        adapt = self._adapter(name)
        self.params[parameter] = adapt(value) if adapt else value
        return f"%({parameter})s::{self._type(name)}"

    def any_of(self, name: str, values: Sequence[Any]) -> str:
        cast, _parameter = self.array(name, values)
        return cast

    def _type(self, name: str) -> str:
        found = self._fields[name].rel_db_type(connection) or "text"
        return "text" if found.startswith("varchar") else found

    def _adapter(self, name: str) -> Callable[[Any], Any] | None:
        field = self._fields[name]
        if isinstance(field, models.JSONField):
            return lambda value: None if value is None else field.get_db_prep_save(value, connection)
        return None


def _assignment(columns: _Columns, arrays: dict[str, tuple[str, str]], name: str, value: Any) -> str:
    if isinstance(value, Each):
        arrays[f"to_{name}"] = columns.array(name, value)
        return f'"{name}" = u."to_{name}"'
    return f'"{name}" = {columns.scalar(name, value)}'


def _guard(columns: _Columns, arrays: dict[str, tuple[str, str]], name: str, value: Any) -> str:
    if isinstance(value, Each):
        arrays[f"is_{name}"] = columns.array(name, value)
        return f't."{name}" IS NOT DISTINCT FROM u."is_{name}"'
    if value is None:
        return f't."{name}" IS NULL'
    if isinstance(value, tuple | frozenset | set):
        return f't."{name}" = ANY({columns.any_of(name, list(value))})'
    return f't."{name}" = {columns.scalar(name, value)}'
