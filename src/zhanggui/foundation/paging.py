"""Lists of any length, a page at a time: by key instead of by number, so that page 9,000 is as fast as the first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet, ValidationError
from django.db import connection, models
from django.db.models import F, Q, QuerySet
from django.http import QueryDict

PAGE_SIZE = 50
COUNT_CAP = 1000
_APART = "~"


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list with the addresses of its neighbours, empty where there is none."""

    rows: list[Any]
    previous: str
    next: str
    sort: str


@dataclass(frozen=True, slots=True)
class _Order:
    column: str
    field: "models.Field[Any, Any]"
    falling: bool
    nullable: bool


def page_of(
    matching: QuerySet[Any],
    query: QueryDict,
    *,
    sorts: Mapping[str, str],
    default: str,
    size: int = PAGE_SIZE,
) -> Slice:
    """The page of `matching` that the address names: `sort=paid` or `-paid` of `sorts`, `after` or `before` a row.

    `sorts` maps the names that an address may use to columns; `default` may begin with a minus. What the address says
    wrongly is passed over. Rows without a value come last.
    """
    sort = query.get("sort", "")
    sort = sort if sort.removeprefix("-") in sorts else default
    order = _order(matching.model, sorts[sort.removeprefix("-")], sort.startswith("-"))
    backwards = "before" in query and "after" not in query
    mark = _read(order, query.get("before" if backwards else "after", ""))
    found = matching.filter(_beyond(order, mark, backwards)) if mark else matching
    rows = list(found.order_by(*_ordering(order, backwards))[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_previous, has_next = (more, bool(mark)) if backwards and mark else (bool(mark), more)
    return Slice(
        rows=rows,
        previous=_address(query, "before", order, rows[0]) if rows and has_previous else "",
        next=_address(query, "after", order, rows[-1]) if rows and has_next else "",
        sort=sort,
    )


def capped(matching: QuerySet[Any], most: int = COUNT_CAP) -> int:
    """How many match, counted no further than `most`."""
    return matching.order_by()[:most].count()


def capped_counts(lists: Mapping[str, QuerySet[Any]], most: int = COUNT_CAP) -> dict[str, int]:
    """How many match in each list, counted no further than `most`, all in one query."""
    counts = dict.fromkeys(lists, 0)
    names: list[str] = []
    columns: list[str] = []
    params: list[Any] = []
    for name, matching in lists.items():
        try:
            chosen, values = matching.order_by().values("pk")[:most].query.sql_with_params()
        except EmptyResultSet:
            continue
        names.append(name)
        columns.append(f"(SELECT count(*) FROM ({chosen}) AS q)")
        params.extend(values)
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(columns)}", params)
            counts.update(zip(names, cursor.fetchone(), strict=True))
    return counts


def _order(model: type[models.Model], column: str, falling: bool) -> _Order:
    field = next(field for field in model._meta.concrete_fields if column in (field.name, field.attname))
    return _Order(column, field, falling, bool(field.null))


def _ordering(order: _Order, backwards: bool) -> tuple[Any, ...]:
    falling = order.falling != backwards
    keys = []
    for column in dict.fromkeys((order.column, "pk")):
        # Rows without a value stand last going forwards, so first going backwards; named only where there are such.
        nulls = {} if column == "pk" or not order.nullable else {"nulls_first" if backwards else "nulls_last": True}
        keys.append(F(column).desc(**nulls) if falling else F(column).asc(**nulls))
    return tuple(keys)


def _beyond(order: _Order, mark: tuple[Any, int], backwards: bool) -> Q:
    value, key = mark
    side = "lt" if order.falling != backwards else "gt"
    beyond_key = Q(**{f"pk__{side}": key})
    if order.field.primary_key:
        return beyond_key
    absent = Q(**{f"{order.column}__isnull": True})
    if value is None:
        return (absent & beyond_key) | ~absent if backwards else absent & beyond_key
    # The first condition is one range of the index; the second only settles rows of the same value.
    reached = Q(**{f"{order.column}__{side}e": value}) & (Q(**{f"{order.column}__{side}": value}) | beyond_key)
    return reached | absent if order.nullable and not backwards else reached


def _read(order: _Order, text: str) -> tuple[Any, int] | None:
    value, apart, key = text.rpartition(_APART)
    if not apart or not key.isdecimal() or len(key) > 18:
        return None
    if value == "" and order.nullable:
        return None, int(key)
    try:
        return order.field.to_python(value), int(key)
    except (ValidationError, ValueError):
        return None


def _address(query: QueryDict, side: str, order: _Order, row: Any) -> str:
    value = row[order.column] if isinstance(row, dict) else getattr(row, order.field.attname)
    key = row["id"] if isinstance(row, dict) else row.pk
    shown = "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
    address = query.copy()
    for name in ("after", "before"):
        address.pop(name, None)
    address[side] = f"{shown}{_APART}{key}"
    return f"?{address.urlencode()}"
