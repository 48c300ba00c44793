"""From a format and the headers of one table to a plan: which cell fills which field, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from zhanggui.channels.rules.addresses import address, phone
from zhanggui.channels.rules.cells import (
    Cell,
    discount,
    memoised,
    money,
    note,
    number,
    quantity,
    remark,
    text,
    word,
    yes,
)
from zhanggui.channels.rules.formats.format import Format, after_sales, header_key
from zhanggui.channels.rules.mapping import DecimalStyle
from zhanggui.channels.rules.problems import Bad
from zhanggui.channels.rules.slots import LINE_SLOT, LINE_WIDTH, ORDER_FIELDS, ORDER_SLOT
from zhanggui.channels.rules.times import moment_reader
from zhanggui.orders.rules.external import RefundState

__all__ = ["Getter", "Headers", "Plan", "planned", "reader_of"]

Convert = Callable[[Cell], Any]

TIMES = ("created_at", "paid_at", "ship_by", "shipped_at", "finished_at", "deposit_at", "asked_at")
NOTES = frozenset({"buyer_message", "seller_memo", "flag", "detail", "town", "goods_text", "title", "properties"})
UNIQUE = frozenset({"external_no", "line_no", "refund_no", "receiver_phone", "detail", "address", "tracking_no"})


class Getter(NamedTuple):
    """One cell to read: where its value goes, where it stands, how it is read, and the header a person knows it by."""

    slot: int
    place: int
    convert: Convert
    header: str


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of one table are read. `fallback` cells are read only while their slot is still empty."""

    number: Getter | None
    order: tuple[Getter, ...]
    order_fallback: tuple[Getter, ...]
    discounts: tuple[Getter, ...]
    line: tuple[Getter, ...]
    line_fallback: tuple[Getter, ...]
    summed: tuple[Getter, ...]
    order_start: tuple[Any, ...]
    line_start: tuple[Any, ...]
    shown: frozenset[str]
    width: int
    columns: Headers
    defaults: Mapping[int, Any] = field(default_factory=dict)


class Headers:
    """The names of a table's columns; a name that stands twice keeps both columns ("name" and "name#2")."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.names = tuple(text(cell) for cell in cells)
        self._index: dict[str, int] = {}
        counts: dict[str, int] = {}
        for position, name in enumerate(self.names):
            key = header_key(name)
            if key:
                counts[key] = counts.get(key, 0) + 1
                self._index[key if counts[key] == 1 else f"{key}#{counts[key]}"] = position

    @property
    def keys(self) -> frozenset[str]:
        """The comparable names."""
        return frozenset(self._index)

    def index(self, name: str) -> int | None:
        """This will find a column by its name."""
        return self._index.get(header_key(name))


def reader_of(name: str, form: Format) -> Convert:
    """This will give the function that reads a cell of a field in the format's notation."""
    comma = form.decimal is DecimalStyle.COMMA
    if name in TIMES:
        return memoised(moment_reader(form.date_order, form.utc_offset_minutes))
    if name == "price_change_fen":
        return partial(money, comma=comma)
    if name.endswith("_fen"):
        return memoised(partial(_no_less_than_nothing, comma=comma))
    if name == "line_after_sales":
        return memoised(partial(_state, codes=form.after_sales_codes))
    readers: dict[str, Convert] = {
        "external_no": number,
        "line_no": number,
        "refund_no": number,
        "receiver_phone": phone,
        "receiver_landline": phone,
        "tracking_no": remark,
        "return_tracking_no": remark,
        "quantity": memoised(quantity),
        "review": memoised(yes),
        "needs_return": memoised(yes),
        "address": address,
        "address_before": address,
    }
    plain = readers.get(name) or (note if name in NOTES else word)
    return plain if name in readers or name in UNIQUE else memoised(plain)


def planned(form: Format, headers: Headers) -> Plan:
    """This will lay out how each row of the table is read."""
    found = {name: _getters(name, aliases, form, headers) for name, aliases in form.columns.items()}
    found = {name: getters for name, getters in found.items() if getters}
    order = {name: getters for name, getters in found.items() if name in ORDER_SLOT}
    line = {name: getters for name, getters in found.items() if name in LINE_SLOT}
    heads = {name: getters for name, getters in order.items() if name not in form.summed}
    discounts = [
        _getter("discount_fen", name, memoised(partial(discount, comma=form.decimal is DecimalStyle.COMMA)), headers)
        for name in form.discounts
    ]
    return Plan(
        number=found["external_no"][0] if "external_no" in found else None,
        order=tuple(getters[0] for getters in heads.values()),
        order_fallback=tuple(getter for getters in heads.values() for getter in getters[1:]),
        discounts=tuple(getter for getter in discounts if getter),
        line=tuple(getters[0] for getters in line.values()),
        line_fallback=tuple(getter for getters in line.values() for getter in getters[1:]),
        summed=tuple(getters[0] for name, getters in order.items() if name in form.summed),
        order_start=_start(ORDER_SLOT, len(ORDER_FIELDS), form.constants, form),
        line_start=_start(LINE_SLOT, LINE_WIDTH, form.constants, form),
        shown=frozenset(found) | frozenset(form.constants),
        width=len(headers.names),
        columns=headers,
        defaults={
            LINE_SLOT[name]: reader_of(name, form)(value) for name, value in form.defaults.items() if name in LINE_SLOT
        },
    )


def _getters(name: str, aliases: tuple[str, ...], form: Format, headers: Headers) -> tuple[Getter, ...]:
    convert = reader_of(name, form)
    getters = (_getter(name, alias, convert, headers) for alias in dict.fromkeys(aliases))
    return tuple(getter for getter in getters if getter)


def _getter(name: str, alias: str, convert: Convert, headers: Headers) -> Getter | None:
    index = headers.index(alias)
    if index is None:
        return None
    slot = ORDER_SLOT.get(name, LINE_SLOT.get(name, -1))
    return Getter(slot, index, convert, headers.names[index])


def _start(slots: Mapping[str, int], width: int, constants: Mapping[str, str], form: Format) -> tuple[Any, ...]:
    start: list[Any] = [None] * width
    for name, value in constants.items():
        if name in slots:
            start[slots[name]] = reader_of(name, form)(value)
    return tuple(start)


def _no_less_than_nothing(value: Cell, *, comma: bool) -> int | Bad | None:
    fen = money(value, comma=comma)
    return Bad("money_negative", {"value": text(value)[:80]}) if isinstance(fen, int) and fen < 0 else fen


def _state(value: Cell, *, codes: Mapping[str, RefundState]) -> RefundState | Bad:
    found = word(value)
    return found if isinstance(found, Bad) else after_sales(found, codes)
