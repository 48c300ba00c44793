"""`pk__any=ids`: membership in one array parameter.

Django's `__in` writes one placeholder per value, which costs more to parse than to answer when a set has thousands.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignKey
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler


class AnyOf(Lookup):
    """`column = ANY(array)`. The right side is any iterable of plain values; a subquery still wants `__in`."""

    lookup_name = "any"
    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: Iterable[Any]) -> None:
        super().__init__(lhs, list(rhs))

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """The condition with its one parameter."""
        column, params = self.process_lhs(compiler, connection)
        kind = self.lhs.output_field.rel_db_type(connection)
        cast = "text" if kind.startswith("varchar") else kind
        return f"{column} = ANY(%s::{cast}[])", (*params, self.rhs)


def register() -> None:
    """Teach every column the lookup; called once when the kernel is ready."""
    Field.register_lookup(AnyOf)
    ForeignKey.register_lookup(AnyOf)
