"""The A4 pick list of a wave: bin by bin, what to take, how many, and for which parcels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from zhanggui.foundation.clock import SHANGHAI
from zhanggui.fulfilment.web.paper.picking import PickDemand, Stop, positions_text, stops
from zhanggui.fulfilment.web.paper.sheet import POINT, Paper, Sheet
from zhanggui.fulfilment.web.paper.typesetting import LEADING, Fitted, clip, fit_line, wrap

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT = 12.0, 198.0
_BODY_TOP, _BODY_BOTTOM = 46.0, 281.0

# Left edges of the columns: tick box, bin, goods, quantity (right edge), parcels.
_TICK, _BIN, _GOODS, _QUANTITY, _PARCELS = 12.0, 20.0, 52.0, 137.0, 142.0

_TEXT, _SMALL = 10.0, 8.5
_LINES_PER_ROW = 40


@dataclass(frozen=True, slots=True)
class PickList:
    """A wave to be picked; `demands` in any order."""

    wave_code: str
    warehouse: str
    parcels: int
    demands: tuple[PickDemand, ...]
    courier: str = ""
    picker: str = ""
    printed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """One stop broken into lines; `continued` when only the rest of its parcels is shown."""

    stop: Stop
    bin: Fitted
    name: Fitted
    parcels: tuple[str, ...]
    continued: bool

    @property
    def height(self) -> float:
        goods = 0.0 if self.continued else self.name.height * POINT + 5.0
        return max(
            9.0,
            goods + 3.0,
            self.bin.height * POINT + 3.0,
            len(self.parcels) * _SMALL * LEADING * POINT + 3.0,
        )


def pick_list(wave: PickList) -> Paper:
    """Print the pick list of one wave."""
    sheet = Sheet(WIDTH, HEIGHT, _("Pick list %(wave)s") % {"wave": wave.wave_code})
    sheet.record = wave.wave_code
    found = stops(wave.demands)
    pages = _paginate([row for stop in found for row in _rows(sheet, stop)])
    for number, rows in enumerate(pages, 1):
        sheet.next_page()
        _draw_head(sheet, wave, found)
        _draw_rows(sheet, rows)
        _draw_foot(sheet, wave, number, len(pages))
    return sheet.finish()


def _rows(sheet: Sheet, stop: Stop) -> Iterator[_Row]:
    """Break a stop into rows; one with hundreds of single parcels goes on in further rows."""
    bin_text = fit_line(
        sheet.clean(stop.bin) or _("no bin"),
        (_GOODS - _BIN - 2) / POINT,
        (15, 13, 12, 11, 10, 9, 8),
        bold=True,
    )
    name = clip(sheet.clean(stop.name), (_QUANTITY - _GOODS - 16) / POINT, _TEXT, 2)
    parcels = wrap(positions_text(stop.shares), (RIGHT - _PARCELS) / POINT, _SMALL)
    for start in range(0, len(parcels), _LINES_PER_ROW):
        yield _Row(stop, bin_text, name, tuple(parcels[start : start + _LINES_PER_ROW]), start > 0)


def _paginate(rows: Sequence[_Row]) -> list[list[_Row]]:
    pages: list[list[_Row]] = [[]]
    top = _BODY_TOP
    for row in rows:
        if pages[-1] and top + row.height > _BODY_BOTTOM:
            pages.append([])
            top = _BODY_TOP
        pages[-1].append(row)
        top += row.height
    return pages


def _draw_head(sheet: Sheet, wave: PickList, found: Sequence[Stop]) -> None:
    sheet.text(LEFT, 18.5, _("Pick list"), 22, bold=True)
    sheet.code128(120, 10, 78 + 4, 12, wave.wave_code, align="right")
    sheet.text(RIGHT, 27.2, wave.wave_code, 13, bold=True, align="right")
    facts = [wave.warehouse, wave.courier, _stamp(wave.printed_at)]
    sheet.text(LEFT, 26.5, "  ·  ".join(filter(None, facts)), 10)
    totals = {"parcels": wave.parcels, "skus": len({stop.sku_code for stop in found}), "bins": len(found)}
    totals["pieces"] = sum(stop.quantity for stop in found)
    text = _("%(parcels)d parcels  ·  %(bins)d stops  ·  %(skus)d SKUs  ·  %(pieces)d pieces") % totals
    sheet.text(LEFT, 33.5, text, 11.5, bold=True)
    _draw_column_heads(sheet)


def _draw_column_heads(sheet: Sheet) -> None:
    top = _BODY_TOP - 8
    sheet.box(LEFT, top, RIGHT - LEFT, 7, filled=True, gray=0.92)
    for x, words in ((_BIN, _("Bin")), (_GOODS, _("Goods")), (_PARCELS, _("For parcels (position×pieces)"))):
        sheet.text(x, top + 4.8, words, 9, bold=True)
    sheet.text(_QUANTITY, top + 4.8, _("Pieces"), 9, bold=True, align="right")


def _draw_rows(sheet: Sheet, rows: Sequence[_Row]) -> None:
    top = _BODY_TOP
    for row in rows:
        _draw_row(sheet, row, top)
        top += row.height
        sheet.rule(LEFT, top - 0.2, RIGHT, top - 0.2, width=0.12)


def _draw_row(sheet: Sheet, row: _Row, top: float) -> None:
    parcels = Fitted(row.parcels, _SMALL)
    sheet.lines(_PARCELS, top + 1.5, parcels)
    if row.continued:
        sheet.text(_BIN, top + 5.5, _("continued"), _SMALL)
        return
    sheet.box(_TICK + 0.8, top + 2, 4.6, 4.6)
    sheet.lines(_BIN, top + 0.9, row.bin, bold=True)
    end = sheet.lines(_GOODS, top + 1.2, row.name)
    sheet.text(_GOODS, end + 3.6, row.stop.sku_code, _TEXT, bold=True)
    width = sheet.measure(row.stop.sku_code, _TEXT, bold=True)
    sheet.text(_GOODS + width + 3, end + 3.6, row.stop.barcode, _SMALL)
    sheet.text(_QUANTITY, top + 6.6, str(row.stop.quantity), 17, bold=True, align="right")


def _draw_foot(sheet: Sheet, wave: PickList, number: int, count: int) -> None:
    y = HEIGHT - 8
    sheet.text(LEFT, y, _("Picked by: %(name)s") % {"name": wave.picker or "_" * 14}, 9)
    sheet.text(82, y, _("Checked by: %(name)s") % {"name": "_" * 14}, 9)
    page = _("Page %(page)d of %(pages)d") % {"page": number, "pages": count}
    sheet.text(RIGHT, y, f"{wave.wave_code}  ·  {page}", 9, align="right")


def _stamp(moment: datetime | None) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if moment else ""
