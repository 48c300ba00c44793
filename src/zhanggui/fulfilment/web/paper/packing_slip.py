"""The slip of a parcel: every order in it, every word that buyer and seller wrote, what must be inside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from zhanggui.foundation.clock import SHANGHAI
from zhanggui.fulfilment.web.paper.sheet import Paper, Sheet
from zhanggui.fulfilment.web.paper.slip_rows import Row, SlipLine, SlipOrder, draw_row, goods_rows, order_rows


class SlipSize(StrEnum):
    """A5 for a laser printer, LABEL for the thermal printer that prints the waybill labels."""

    A5 = "a5"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Slip:
    """One parcel; `receiver` is one line as the packer may see it, masked or not."""

    parcel_code: str
    wave_code: str
    position: int
    wave_size: int
    orders: tuple[SlipOrder, ...]
    lines: tuple[SlipLine, ...]
    receiver: str = ""
    courier: str = ""
    waybill_number: str = ""
    sender_name: str = ""
    printed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Form:
    """The measures of one paper size, in millimetres, and its text size in points."""

    width: float
    height: float
    margin: float
    size: float
    title: float

    @property
    def inner(self) -> float:
        return self.width - 2 * self.margin


_FORMS = {SlipSize.A5: _Form(148, 210, 10, 10, 18), SlipSize.LABEL: _Form(76, 130, 3, 8, 13)}


def packing_slips(slips: Sequence[Slip], size: SlipSize = SlipSize.A5) -> Paper:
    """Print a slip per parcel in the given order; a long one goes on over further pages, `1 / 2`, `2 / 2`."""
    form = _FORMS[size]
    sheet = Sheet(form.width, form.height, _("Packing slips"))
    for slip in slips:
        sheet.record = slip.parcel_code
        _draw_slip(sheet, form, slip)
    return sheet.finish()


def _draw_slip(sheet: Sheet, form: _Form, slip: Slip) -> None:
    head = _head_height(form)
    rows = [
        *order_rows(sheet, slip.orders, form.inner, form.size),
        *goods_rows(sheet, slip.orders, slip.lines, form.inner, form.size),
    ]
    pages = list(_paginate(rows, form.height - form.margin - 5 - head))
    for number, page in enumerate(pages, 1):
        sheet.next_page()
        _draw_head(sheet, form, slip)
        top = head
        for row in page:
            draw_row(sheet, row, form.margin, top, form.inner)
            top += row.height
        _draw_foot(sheet, form, slip, f"{number} / {len(pages)}")


def _paginate(rows: Sequence[Row], room: float) -> Iterator[list[Row]]:
    """A heading never stands alone at the foot of a page."""
    page: list[Row] = []
    used = 0.0
    for number, row in enumerate(rows):
        needed = row.height + (rows[number + 1].height if row.is_heading and number + 1 < len(rows) else 0)
        if page and used + needed > room:
            yield page
            page, used = [], 0.0
        page.append(row)
        used += row.height
    yield page


def _head_height(form: _Form) -> float:
    return form.margin + form.title * 1.5 + 3.5


def _draw_head(sheet: Sheet, form: _Form, slip: Slip) -> None:
    """QR at the left, place in the wave at the right, who it is for beneath."""
    left, top, right = form.margin, form.margin, form.width - form.margin
    side = sheet.qr(left + 1, top + 1, form.title * 1.45, slip.parcel_code)
    text, place = left + side + 4, f"{slip.position} / {slip.wave_size}"
    sheet.text(right, top + form.title * 0.4, place, form.title, bold=True, align="right")
    room = right - sheet.measure(place, form.title, bold=True) - 3 - text
    sizes = (form.title, form.title * 0.85, form.title * 0.7)
    sheet.line(text, top + form.title * 0.4, room, _("Packing slip"), sizes, bold=True)
    waybill = " ".join(filter(None, (slip.courier, slip.waybill_number)))
    y = top + form.title * 0.4 + form.size * 0.54
    for fact in filter(None, (f"{slip.parcel_code}   {slip.wave_code}", waybill, slip.receiver)):
        sheet.line(text, y, right - text, fact, [form.size * share for share in (0.95, 0.85, 0.75, 0.65)])
        y += form.size * 0.5
    sheet.rule(left, _head_height(form) - 1.6, right, _head_height(form) - 1.6, width=0.375)


def _draw_foot(sheet: Sheet, form: _Form, slip: Slip, page: str) -> None:
    y = form.height - form.margin
    stamp = slip.printed_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if slip.printed_at else ""
    sheet.rule(form.margin, y - 4, form.width - form.margin, y - 4, width=0.12)
    sheet.text(form.width - form.margin, y - 0.4, page, form.size * 0.85, align="right")
    room = form.inner - sheet.measure(page, form.size * 0.85) - 3
    words = "  ·  ".join(filter(None, (slip.sender_name, slip.parcel_code, stamp)))
    sheet.line(form.margin, y - 0.4, room, words, (form.size * 0.85, form.size * 0.7, form.size * 0.6))
