"""A user's column mapping as formats of the engine, and which of its columns a table lacks."""

from __future__ import annotations

from zhanggui.channels.rules.columns import Headers
from zhanggui.channels.rules.formats.format import CLOSED, Format, FormatKind, PaidRule, Word, header_key, word_key
from zhanggui.channels.rules.mapping import ColumnMapping, TableKind, TableMapping
from zhanggui.orders.rules.external import ExternalStatus

__all__ = ["mapped_formats", "missing_columns"]


def mapped_formats(mapping: ColumnMapping) -> tuple[Format, ...]:
    """This will give one format per table of the mapping."""
    return tuple(_format(mapping, table, position) for position, table in enumerate(mapping.tables, 1))


def missing_columns(mapping: ColumnMapping, headers: Headers) -> tuple[str, ...]:
    """This will name the columns that the most similar table of the mapping has and this table lacks."""
    lacking = [(_lacking(table, headers), len(table.columns)) for table in mapping.tables]
    names, of = min(lacking, key=lambda pair: len(pair[0]), default=((), 0))
    return names if len(names) < of else ()


def _lacking(table: TableMapping, headers: Headers) -> tuple[str, ...]:
    return tuple(name for name in table.columns.values() if headers.index(name) is None)


def _format(mapping: ColumnMapping, table: TableMapping, position: int) -> Format:
    several = len(mapping.tables) > 1
    return Format(
        code=f"mapping:{mapping.name}" + (f"/{position}" if several else ""),
        platform=mapping.platform,
        kind=_kind(table),
        columns={name: (header,) for name, header in table.columns.items()},
        needs=tuple(dict.fromkeys(header_key(header) for header in table.columns.values())),
        statuses={word_key(found): _word(meaning) for found, meaning in table.status_words.items()},
        status_when={case: _word(meaning) for case, meaning in table.status_when.items()},
        summed=table.summed,
        paid=PaidRule.NET_OF_REFUND if mapping.paid_is_net else PaidRule.AS_SHOWN,
        constants=table.constants,
        defaults=table.defaults,
        date_order=mapping.date_order,
        decimal=mapping.decimal,
        utc_offset_minutes=mapping.utc_offset_minutes,
        negative_is_return=table.negative_is_return,
        skip=table.skip,
        number_from_row=table.number_from_row,
    )


def _kind(table: TableMapping) -> FormatKind:
    if table.kind is TableKind.ORDERS:
        return FormatKind.ORDER_LINES if table.line_level else FormatKind.ORDERS
    return FormatKind(table.kind.value)


def _word(meaning: str) -> Word:
    return CLOSED if meaning == "closed" else Word(ExternalStatus(meaning))
