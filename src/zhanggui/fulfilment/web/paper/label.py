"""The 76 × 130 mm waybill label for thermal printers: one page per parcel, in wave order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhanggui.foundation.clock import SHANGHAI
from zhanggui.foundation.money import yuan
from zhanggui.fulfilment.web.paper.label_items import LabelItem, draw_items
from zhanggui.fulfilment.web.paper.sheet import POINT, Paper, Sheet
from zhanggui.fulfilment.web.paper.typesetting import Fitted, fit, fit_line

WIDTH, HEIGHT = 76.0, 130.0
LEFT, RIGHT, BOTTOM = 3.0, 73.0, 127.0
INNER = RIGHT - LEFT

#: Kept for the goods, however long the address.
_GOODS_MINIMUM = 25.0
_RECEIVER_MINIMUM = 20.0
_SENDER_HEIGHT = 9.0
_COD_HEIGHT = 9.5

_NAME_SIZES = (14, 13, 12, 11, 10, 9)
_ADDRESS_SIZES = (12.5, 12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5)
_SENDER_SIZES = (8, 7.5, 7, 6.5, 6)
_SORT_SIZES = (36, 34, 32, 30, 28, 26, 24, 22, 20, 18, 16, 14)


@dataclass(frozen=True, slots=True)
class Label:
    """What one parcel's label says; `position` counts from 1 within the wave and survives any reprint."""

    parcel_code: str
    courier: str
    waybill_number: str
    receiver_name: str
    receiver_phone: str
    receiver_address: str
    sender_name: str
    sender_phone: str
    sender_address: str
    wave_code: str
    position: int
    wave_size: int
    items: tuple[LabelItem, ...] = ()
    memo: str = ""
    sort_code: str = ""
    route: str = ""
    cod_fen: int | None = None
    printed_at: datetime | None = None
    printing: int = 1


def label_sheet(labels: Sequence[Label]) -> Paper:
    """Print a label per parcel in the given order. ValueError if Code 128 can't hold a number."""
    sheet = Sheet(WIDTH, HEIGHT, _("Waybill labels"))
    for label in labels:
        sheet.next_page()
        sheet.record = label.parcel_code
        _draw(sheet, label)
    return sheet.finish()


def reprint(labels: Sequence[Label], first: int, last: int) -> Paper:
    """Print the labels of a wave again from position `first` to `last`, both included."""
    return label_sheet([label for label in labels if first <= label.position <= last])


def _draw(sheet: Sheet, label: Label) -> None:
    top = _draw_head(sheet, label)
    top = _draw_sorting(sheet, label, top)
    top = _draw_waybill(sheet, label, top)
    top = _draw_receiver(sheet, label, top)
    top = _draw_sender(sheet, label, top)
    if label.cod_fen is not None:
        top = _draw_cod(sheet, label.cod_fen, top)
    _draw_ours(sheet, label, top)


def _draw_head(sheet: Sheet, label: Label) -> float:
    """Courier left; right the place in the wave, which a hand sorting a jammed stack looks for."""
    place = f"{label.position} / {label.wave_size}"
    sheet.text(RIGHT, 11.2, place, 15, bold=True, align="right")
    sheet.text(RIGHT, 5.4, label.wave_code, 7, align="right")
    room = INNER - sheet.measure(place, 15, bold=True) - 4
    sheet.line(LEFT, 10.6, room, label.courier, (19, 17, 15, 13, 11, 9), bold=True, field="courier")
    return _close(sheet, 13.2)


def _draw_sorting(sheet: Sheet, label: Label, top: float) -> float:
    """What the sorting hall reads from two metres away."""
    if label.sort_code:
        code = fit_line(sheet.clean(label.sort_code), INNER / POINT, _SORT_SIZES, bold=True)
        _note_cut(sheet, code, "sort_code")
        height = code.size * POINT
        sheet.text(WIDTH / 2, top + 1 + height * 0.9, code.lines[0], code.size, bold=True, align="center")
        top += 1.4 + height
    if label.route:
        sizes = (10.5, 10, 9, 8, 7)
        sheet.line(WIDTH / 2, top + 3.9, INNER, label.route, sizes, bold=True, align="center", field="route")
        top += 5.2
    return _close(sheet, top + 0.4) if label.sort_code or label.route else top


def _draw_waybill(sheet: Sheet, label: Label, top: float) -> float:
    """Bars over the full width for the courier's belt, the number beneath for the eye."""
    sheet.code128(0, top + 1.6, WIDTH, 14.5, label.waybill_number, align="center")
    sizes = (15, 14, 13, 12, 11, 10, 9, 8, 7)
    sheet.line(WIDTH / 2, top + 21, INNER, label.waybill_number, sizes, bold=True, align="center")
    return _close(sheet, top + 22.6)


def _draw_receiver(sheet: Sheet, label: Label, top: float) -> float:
    """Name and phone, then the address as large as the room above the goods allows."""
    cod = _COD_HEIGHT if label.cod_fen is not None else 0
    lowest = BOTTOM - _GOODS_MINIMUM - cod - _SENDER_HEIGHT
    left, room = LEFT + 9, INNER - 9
    _draw_badge(sheet, top + 1.6, 6.6, pgettext("label", "To"), filled=True)
    end = _draw_person(sheet, label, left, top + 1.4, room)
    height = (lowest - end - 1.2) / POINT
    address = fit(sheet.clean(label.receiver_address), room / POINT, height, _ADDRESS_SIZES, bold=True)
    _note_cut(sheet, address, "receiver_address")
    end = sheet.lines(left, end + 0.6, address, bold=True)
    return _close(sheet, max(end + 1, top + _RECEIVER_MINIMUM))


def _draw_person(sheet: Sheet, label: Label, left: float, top: float, room: float) -> float:
    """A long name takes a line of its own, so that it never pushes the phone off the paper."""
    both = fit_line(
        sheet.clean(f"{label.receiver_name}   {label.receiver_phone}"), room / POINT, _NAME_SIZES, bold=True
    )
    if not both.cut:
        return sheet.lines(left, top, both, bold=True)
    for field, text in (("receiver_name", label.receiver_name), ("receiver_phone", label.receiver_phone)):
        line = fit_line(sheet.clean(text), room / POINT, (*_NAME_SIZES, 8, 7, 6), bold=True)
        _note_cut(sheet, line, field)
        top = sheet.lines(left, top, line, bold=True)
    return top


def _draw_sender(sheet: Sheet, label: Label, top: float) -> float:
    _draw_badge(sheet, top + 1.8, 5, pgettext("label", "From"), filled=False)
    who = f"{label.sender_name}  {label.sender_phone}  {label.sender_address}"
    sender = fit(sheet.clean(who), (INNER - 9) / POINT, 7.6 / POINT, _SENDER_SIZES)
    _note_cut(sheet, sender, "sender_address")
    sheet.lines(LEFT + 9, top + 0.6 + (7.6 - sender.height * POINT) / 2, sender)
    return _close(sheet, top + _SENDER_HEIGHT)


def _draw_cod(sheet: Sheet, cod_fen: int, top: float) -> float:
    """White on black: the courier must not hand over without taking the money."""
    sheet.box(LEFT, top + 0.9, INNER, 8, filled=True)
    amount = yuan(cod_fen)
    sheet.text(RIGHT - 2.5, top + 6.9, amount, 17, bold=True, align="right", white=True)
    room = INNER - 8 - sheet.measure(amount, 17, bold=True)
    words = _("Collect on delivery")
    sheet.line(LEFT + 2.5, top + 6.6, room, words, (14, 13, 12, 11, 10, 9, 8, 7), bold=True, white=True)
    return top + _COD_HEIGHT


def _draw_ours(sheet: Sheet, label: Label, top: float) -> None:
    """Our own part below the courier's: parcel code, goods, memo."""
    side = sheet.qr(LEFT + 1.5, top + 2.5, 15.75, label.parcel_code)
    middle = LEFT + 1.5 + side / 2
    sizes = (8, 7.5, 7, 6.5, 6, 5.5, 5)
    sheet.line(middle, top + side + 6, 18.7, label.parcel_code, sizes, bold=True, align="center")
    if label.printing > 1:
        # A second label of one parcel must be told from the first at a glance.
        again = _("Print no. %(count)d") % {"count": label.printing}
        sheet.line(middle, BOTTOM - 0.4, 18.7, again, (7.5, 7, 6.5, 6), align="center")
    draw_items(sheet, label.items, label.memo, LEFT + 21.5, top + 1.5, RIGHT, BOTTOM - 3.4)
    stamp = label.printed_at.astimezone(SHANGHAI).strftime("%m-%d %H:%M") if label.printed_at else ""
    sheet.text(RIGHT, BOTTOM - 0.4, stamp, 6.5, align="right")
    pieces = sum(item.quantity for item in label.items)
    total = _("%(kinds)d SKUs, %(pieces)d pieces") % {"kinds": len(label.items), "pieces": pieces}
    sheet.text(LEFT + 21.5, BOTTOM - 0.4, total, 7.5, bold=True)


def _draw_badge(sheet: Sheet, top: float, side: float, text: str, *, filled: bool) -> None:
    left = LEFT + (7.6 - side) / 2
    sheet.box(left, top, side, side, filled=filled)
    sizes = (side * 2, side * 1.6, side * 1.3, side, side * 0.8)
    word = fit_line(text, (side - 0.7) / POINT, sizes, bold=True)
    baseline = top + side / 2 + word.size * POINT * 0.37
    sheet.text(left + side / 2, baseline, word.lines[0], word.size, bold=True, align="center", white=filled)


def _close(sheet: Sheet, y: float) -> float:
    sheet.rule(LEFT, y, RIGHT, y, width=0.375)
    return y


def _note_cut(sheet: Sheet, fitted: Fitted, field: str) -> None:
    if fitted.cut:
        sheet.note_cut(field)
