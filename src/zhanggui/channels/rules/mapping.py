"""A saved column mapping: how any table that belongs to no known platform is read as orders.

One mapping may describe several tables that are joined on the order number (orders, lines, payments).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["ColumnMapping", "DateOrder", "DecimalStyle", "SkipRule", "SkipTest", "TableKind", "TableMapping"]


class TableKind(StrEnum):
    """What one row of a table says: an order, an article of one, a payment for one, its receiver, a refund."""

    ORDERS = "orders"
    LINES = "lines"
    PAYMENTS = "payments"
    RECEIVERS = "receivers"
    REFUNDS = "refunds"


class DateOrder(StrEnum):
    """Which comes first in dates such as 03/04/2020; dates that begin with four digits are always year, month, day."""

    YEAR_FIRST = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class DecimalStyle(StrEnum):
    """Whether 1,299.90 (point) or 1.299,90 (comma) is written."""

    POINT = "point"
    COMMA = "comma"


class SkipTest(StrEnum):
    """How a skip rule looks at its cell."""

    EQUALS = "equals"
    STARTS_WITH = "starts_with"
    BELOW = "below"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class SkipRule:
    """Rows to leave out on purpose; each is reported as `left_out` with the reason in the user's words.

    `values`: texts for equals and starts_with (any of them), one number for below.
    """

    column: str
    test: SkipTest
    values: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How the columns of one table fill the fields of an order.

    `columns`: field → header; "name#2" is the second column of that name. `constants`: field → text as if it stood
    in every row. `defaults`: field → text for empty cells. `line_level`: several rows share an order number, each an
    article. `summed`: order money that stands per row and is added up. `status_words`: word → ExternalStatus value or
    "closed" (paid, refunded and shipped then decide). `status_when`: for tables without a state column: the status
    of orders that are "unpaid", "paid", "refunded". `negative_is_return`: negative quantities become ExternalRefunds.
    `number_from_row`: no order number column; numbers are this prefix and the line in the file.
    """

    kind: TableKind = TableKind.ORDERS
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    line_level: bool = False
    summed: frozenset[str] = frozenset()
    status_words: Mapping[str, str] = field(default_factory=dict)
    status_when: Mapping[str, str] = field(default_factory=dict)
    negative_is_return: bool = False
    skip: tuple[SkipRule, ...] = ()
    number_from_row: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A named set of table mappings with the notation of its dates and amounts.

    `paid_is_net`: the paid column is what is left after refunds. `utc_offset_minutes`: the clock (Beijing 480).
    """

    name: str
    tables: tuple[TableMapping, ...]
    platform: str = "other"
    date_order: DateOrder = DateOrder.YEAR_FIRST
    decimal: DecimalStyle = DecimalStyle.POINT
    paid_is_net: bool = False
    utc_offset_minutes: int = 480
