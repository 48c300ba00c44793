"""The goods and the memo in the lower right of a label."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhanggui.fulfilment.web.paper.sheet import POINT, Sheet
from zhanggui.fulfilment.web.paper.typesetting import LEADING, Fitted, clip, fit

_SIZES = (10.0, 9.0, 8.0, 7.0, 6.5)


@dataclass(frozen=True, slots=True)
class LabelItem:
    """One kind of goods in the parcel, in the few words that a packer knows it by."""

    name: str
    quantity: int


def draw_items(
    sheet: Sheet,
    items: tuple[LabelItem, ...],
    memo: str,
    left: float,
    top: float,
    right: float,
    bottom: float,
) -> None:
    """Draw the memo at the bottom of the box (about half at most) and above it as many goods as fit."""
    bottom = _draw_memo(sheet, memo, left, top, right, bottom)
    size = _size(len(items), bottom - top)
    step = size * LEADING * POINT
    for number, item in enumerate(items):
        rest = items[number:]
        if len(rest) > 1 and top + 2 * step > bottom + 0.1:
            _draw_rest(sheet, rest, size, left, top, right)
            return
        room = min(2, int((bottom - top + 0.1) / step) - len(rest) + 1)
        top = _draw_item(sheet, item, size, left, top, right, room)


def _draw_memo(sheet: Sheet, memo: str, left: float, top: float, right: float, bottom: float) -> float:
    """Return where the goods must end."""
    if not memo.strip():
        return bottom
    indent = 7.2
    text = fit(
        sheet.clean(memo),
        (right - left - indent) / POINT,
        (bottom - top) * 0.5 / POINT,
        (9, 8, 7.5, 7, 6.5, 6),
        bold=True,
    )
    if text.cut:
        sheet.note_cut("memo")
    start = bottom - text.height * POINT
    line = text.size * LEADING * POINT
    sheet.box(left, start + 0.2, 6.2, line - 0.3, filled=True)
    word, sizes = pgettext("label", "Memo"), (7, 6, 5, 4.5)
    sheet.line(left + 3.1, start + line * 0.76, 5.8, word, sizes, bold=True, align="center", white=True)
    sheet.lines(left + indent, start, text, bold=True)
    return start - 0.5


def _size(count: int, height: float) -> float:
    """The largest size at which every kind has a line of its own."""
    return next((size for size in _SIZES if count * size * LEADING * POINT <= height + 0.1), _SIZES[-1])


def _draw_item(sheet: Sheet, item: LabelItem, size: float, left: float, top: float, right: float, room: int) -> float:
    """Draw the name on `room` lines at most; more than one piece stands out."""
    many = item.quantity > 1
    pieces = f"×{item.quantity}"
    baseline = top + size * POINT
    sheet.text(right, baseline, pieces, size * 1.15 if many else size, bold=many, align="right")
    width = right - left - sheet.measure(pieces, size * 1.15, bold=many) - 1.5
    name = clip(sheet.clean(item.name), width / POINT, size, max(1, room))
    return sheet.lines(left, top, Fitted(name.lines or ("",), size))


def _draw_rest(sheet: Sheet, rest: tuple[LabelItem, ...], size: float, left: float, top: float, right: float) -> None:
    counts = {"kinds": len(rest), "pieces": sum(item.quantity for item in rest)}
    words = _("and %(kinds)d more SKUs, %(pieces)d pieces") % counts
    sheet.line(left, top + size * POINT, right - left, words, (size, size * 0.85, size * 0.7), bold=True)
