"""The body of a packing slip as rows of known height, so that pages can be counted before they are drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhanggui.fulfilment.web.paper.fonts import text_width
from zhanggui.fulfilment.web.paper.sheet import POINT, Sheet
from zhanggui.fulfilment.web.paper.typesetting import LEADING, Fitted, wrap

_TICK_WIDTH = 6.0
_MARK_SHARE = 0.88


@dataclass(frozen=True, slots=True)
class SlipOrder:
    """One of the orders merged in the parcel, with all that was written on it."""

    number: str
    shop: str
    buyer_message: str = ""
    memos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipLine:
    """Goods that belong in the parcel; `order_number` is that of the order that wants them."""

    sku_code: str
    name: str
    quantity: int
    order_number: str = ""
    barcode: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One stripe of a slip: mark (only its room when `has_mark` is off), text, pieces."""

    text: Fitted
    mark: str = ""
    has_mark: bool = True
    pieces: str = ""
    is_heading: bool = False
    is_bold: bool = False
    has_tick: bool = False
    ends_group: bool = False

    @property
    def height(self) -> float:
        """Millimetres."""
        return self.text.height * POINT + (2.2 if self.is_heading else 1.6 if self.ends_group else 0.5)

    @property
    def indent(self) -> float:
        """Where the text begins, in millimetres."""
        if self.mark:
            return text_width(self.mark, self.text.size * _MARK_SHARE, bold=True) * POINT + 3.2
        return _TICK_WIDTH if self.has_tick else 0.0


def order_rows(sheet: Sheet, orders: Sequence[SlipOrder], width: float, size: float) -> Iterator[Row]:
    """Say which orders are in the parcel and, under each, every message and memo in full."""
    title = _("Orders in this parcel (%(count)d)") % {"count": len(orders)}
    yield Row(Fitted((title,), size), is_heading=True, is_bold=True)
    for place, order in enumerate(orders, 1):
        words = ((_("Buyer message"), order.buyer_message), *((_("Memo"), memo) for memo in order.memos))
        written = [(mark, text) for mark, text in words if text.strip()]
        numbered = f"{_circled(place)} " if len(orders) > 1 else ""
        head = wrap(sheet.clean(f"{numbered}{order.number}   {order.shop}"), width / POINT, size)
        yield Row(Fitted(tuple(head), size), ends_group=not written)
        for number, (mark, text) in enumerate(written, 1):
            yield from _written_rows(sheet, mark, text, width, size, ends_group=number == len(written))


def goods_rows(
    sheet: Sheet, orders: Sequence[SlipOrder], lines: Sequence[SlipLine], width: float, size: float
) -> Iterator[Row]:
    """List the goods with a box to tick, each with the place of its order when several are merged."""
    pieces = sum(line.quantity for line in lines)
    title = _("Goods (%(kinds)d SKUs, %(pieces)d pieces)") % {"kinds": len(lines), "pieces": pieces}
    yield Row(Fitted((title,), size), is_heading=True, is_bold=True)
    places = {order.number: _circled(place) for place, order in enumerate(orders, 1)} if len(orders) > 1 else {}
    for line in lines:
        words = filter(None, (places.get(line.order_number), line.sku_code, line.name, line.barcode))
        broken = wrap(sheet.clean("  ".join(words)), (width - _TICK_WIDTH - 12) / POINT, size)
        yield Row(Fitted(tuple(broken), size), pieces=f"×{line.quantity}", has_tick=True, ends_group=True)


def draw_row(sheet: Sheet, row: Row, left: float, top: float, width: float) -> None:
    """Draw one row with its top at `top`."""
    line = row.text.size * LEADING * POINT
    if row.is_heading:
        sheet.lines(left, top + 0.6, row.text, bold=True)
        sheet.rule(left, top + row.height - 0.6, left + width, top + row.height - 0.6, width=0.375)
        return
    if row.has_tick:
        sheet.box(left + 0.6, top + 0.4, line - 0.8, line - 0.8)
    if row.mark and row.has_mark:
        sheet.box(left, top + 0.2, row.indent - 1.2, line - 0.4, filled=True)
        middle = left + (row.indent - 1.2) / 2
        sheet.text(
            middle,
            top + line * 0.76,
            row.mark,
            row.text.size * _MARK_SHARE,
            bold=True,
            align="center",
            white=True,
        )
    sheet.lines(left + row.indent, top, row.text, bold=row.is_bold)
    if row.pieces:
        sheet.text(left + width, top + line * 0.85, row.pieces, row.text.size * 1.2, bold=True, align="right")
    if row.ends_group:
        sheet.rule(left, top + row.height - 0.5, left + width, top + row.height - 0.5, width=0.12)


def _written_rows(sheet: Sheet, mark: str, text: str, width: float, size: float, *, ends_group: bool) -> Iterator[Row]:
    """A message of any length: one row per line, so that it can run over the page without losing a word."""
    indent = Row(Fitted((), size), mark=mark).indent
    broken = wrap(sheet.clean(text), (width - indent) / POINT, size, bold=True) or [""]
    for number, line in enumerate(broken):
        last = number == len(broken) - 1
        row = Fitted((line,), size)
        yield Row(row, mark=mark, has_mark=number == 0, is_bold=True, ends_group=ends_group and last)


def _circled(place: int) -> str:
    """① to ⑳, then plain numbers in brackets."""
    return chr(ord("①") + place - 1) if place <= 20 else f"({place})"
