"""The order numbers of a wave in wave order, for receivers that only the platform's print page may show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.utils.translation import gettext as _

from zhanggui.foundation.clock import SHANGHAI
from zhanggui.fulfilment.web.paper.codes import is_encodable
from zhanggui.fulfilment.web.paper.sheet import Paper, Sheet

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT = 10.0, 200.0
_TOP, _CELL_HEIGHT = 34.0, 14.2
_ROWS, _COLUMNS = 17, 2
_GAP = 6.0
_CELL_WIDTH = (RIGHT - LEFT - _GAP) / _COLUMNS


@dataclass(frozen=True, slots=True)
class OrderNumber:
    """One order at its place in the wave; orders merged in one parcel share the position."""

    position: int
    number: str
    shop: str
    receiver: str = ""


@dataclass(frozen=True, slots=True)
class OrderList:
    """The orders of one wave that the platform prints."""

    wave_code: str
    wave_size: int
    platform: str
    orders: tuple[OrderNumber, ...]
    printed_at: datetime | None = None


def order_list(wave: OrderList) -> Paper:
    """Print the order numbers by position, each with a Code 128 to scan into the platform's search box."""
    sheet = Sheet(WIDTH, HEIGHT, _("Order numbers %(wave)s") % {"wave": wave.wave_code})
    ordered = sorted(wave.orders, key=lambda order: order.position)
    pages = list(batched(ordered, _ROWS * _COLUMNS)) or [()]
    for number, page in enumerate(pages, 1):
        sheet.next_page()
        sheet.record = wave.wave_code
        _draw_head(sheet, wave)
        for order, left, top in _cells(page):
            sheet.record = order.number
            _draw_order(sheet, order, left, top)
        sheet.record = wave.wave_code
        _draw_foot(sheet, wave, number, len(pages))
    return sheet.finish()


def _cells(page: Sequence[OrderNumber]) -> Iterator[tuple[OrderNumber, float, float]]:
    """Down the first column, then down the second."""
    for index, order in enumerate(page):
        column, row = divmod(index, _ROWS)
        yield order, LEFT + column * (_CELL_WIDTH + _GAP), _TOP + row * _CELL_HEIGHT


def _draw_head(sheet: Sheet, wave: OrderList) -> None:
    sheet.text(LEFT, 17, _("Order numbers in wave order"), 18, bold=True)
    sheet.code128(120, 9, RIGHT - 120 + 4, 10, wave.wave_code, align="right")
    sheet.text(RIGHT, 24, wave.wave_code, 12, bold=True, align="right")
    stamp = wave.printed_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if wave.printed_at else ""
    count = _("%(orders)d orders, %(parcels)d parcels") % {
        "orders": len(wave.orders),
        "parcels": wave.wave_size,
    }
    sheet.text(LEFT, 24.5, "  ·  ".join(filter(None, (wave.platform, count, stamp))), 10)
    hint = _("Print the labels on the platform's page in this order: 1, 2, 3 from the top.")
    sheet.text(LEFT, 30, hint, 8.5)
    sheet.rule(LEFT, 32, RIGHT, 32, width=0.375)


def _draw_order(sheet: Sheet, order: OrderNumber, left: float, top: float) -> None:
    sizes = (17, 15, 13, 11)
    sheet.line(left + 12, top + 8, 12, str(order.position), sizes, bold=True, align="right")
    if is_encodable(order.number):
        sheet.code128(left + 12.5, top + 1.4, 54, 6.6, order.number)
    sheet.line(left + 16, top + 11.8, 50, order.number, (9.5, 8.5, 7.5, 6.5, 5.5), field="number")
    for line, words in enumerate((order.shop, order.receiver)):
        sheet.line(left + 67, top + 5 + line * 4.4, _CELL_WIDTH - 67, words, (8.5, 8, 7.5, 7))
    bottom = top + _CELL_HEIGHT - 0.6
    sheet.rule(left, bottom, left + _CELL_WIDTH, bottom, width=0.12)


def _draw_foot(sheet: Sheet, wave: OrderList, number: int, count: int) -> None:
    page = _("Page %(page)d of %(pages)d") % {"page": number, "pages": count}
    sheet.text(RIGHT, HEIGHT - 8, f"{wave.wave_code}  ·  {page}", 9, align="right")
