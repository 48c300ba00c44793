"""The pages of one PDF, drawn in millimetres from the top left; what could not be shown is noted."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal, NamedTuple

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from zhanggui.fulfilment.web.paper import codes
from zhanggui.fulfilment.web.paper.fonts import font_name, missing_glyphs, printable, text_width
from zhanggui.fulfilment.web.paper.typesetting import LEADING, Fitted, fit_line

Align = Literal["left", "center", "right"]

POINT = 1 / mm
"""One point in millimetres."""


_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}

# Streams as plain bytes: text armour costs a fifth of the time and of the size.
rl_config.useA85 = 0


class Missing(NamedTuple):
    """Characters of one record that the typeface lacks."""

    record: str
    characters: str


class Cut(NamedTuple):
    """A field of one record whose end did not fit on the paper."""

    record: str
    field: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF: its pages, and per record what could not be printed."""

    pdf: bytes
    pages: int
    missing: tuple[Missing, ...] = ()
    cut: tuple[Cut, ...] = ()


class Sheet:
    """Draw pages of one size; `record` names whose text is being drawn."""

    def __init__(self, width: float, height: float, title: str) -> None:
        self.width, self.height = width, height
        self.record = ""
        self._pages = 0
        self._missing: dict[str, dict[str, None]] = {}
        self._cut: dict[Cut, None] = {}
        self._buffer = BytesIO()
        # The same values give the same bytes: no clock, no random id.
        self._canvas = Canvas(self._buffer, (width * mm, height * mm), pageCompression=1, invariant=1)
        self._canvas.setTitle(printable(title))

    def next_page(self) -> None:
        """Begin a page; the first call begins the first."""
        if self._pages:
            self._canvas.showPage()
        self._pages += 1

    def clean(self, text: str) -> str:
        """Return `text` as it can be printed and note what it loses."""
        missing = missing_glyphs(text)
        if missing:
            self._missing.setdefault(self.record, {}).update(dict.fromkeys(missing))
        return printable(text)

    def note_cut(self, field: str) -> None:
        """Note that the end of `field` of the current record is not on the paper."""
        self._cut[Cut(self.record, field)] = None

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        align: Align = "left",
        white: bool = False,
    ) -> None:
        """Draw one line with its baseline at `y`; `x` is the side that `align` names."""
        text = self.clean(text)
        left = x * mm
        if align != "left":
            left -= text_width(text, size, bold=bold) * _SHARE[align]
        canvas = self._canvas
        canvas.setFillGray(1 if white else 0)
        canvas.setFont(font_name(bold=bold), size)
        canvas.drawString(left, (self.height - y) * mm, text)

    def line(
        self,
        x: float,
        y: float,
        room: float,
        text: str,
        sizes: Sequence[float],
        *,
        bold: bool = False,
        align: Align = "left",
        white: bool = False,
        field: str = "",
    ) -> None:
        """Draw one line at the first of `sizes` that fits `room` millimetres, noting if `field` was cut."""
        fitted = fit_line(self.clean(text), room / POINT, sizes, bold=bold)
        if fitted.cut and field:
            self.note_cut(field)
        self.text(x, y, fitted.lines[0], fitted.size, bold=bold, align=align, white=white)

    def measure(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide `text` will be in millimetres."""
        return text_width(self.clean(text), size, bold=bold) * POINT

    def lines(self, x: float, y: float, fitted: Fitted, *, bold: bool = False) -> float:
        """Draw broken text with its top at `y` and return where it ends."""
        step = fitted.size * LEADING * POINT
        # Chinese has no descenders: a baseline this low stands in the middle of its line.
        baseline = y + fitted.size * POINT * 0.98
        for number, line in enumerate(fitted.lines):
            self.text(x, baseline + number * step, line, fitted.size, bold=bold)
        return y + len(fitted.lines) * step

    def rule(self, x: float, y: float, right: float, bottom: float, *, width: float = 0.25) -> None:
        """Draw a straight line, `width` in millimetres."""
        canvas = self._canvas
        canvas.setStrokeGray(0)
        canvas.setLineWidth(width * mm)
        canvas.line(x * mm, (self.height - y) * mm, right * mm, (self.height - bottom) * mm)

    def box(self, x: float, y: float, width: float, height: float, *, filled: bool = False, gray: float = 0) -> None:
        """Draw a box from its top left corner, outlined or filled."""
        canvas = self._canvas
        canvas.setFillGray(gray)
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.25 * mm)
        bottom = (self.height - y - height) * mm
        canvas.rect(x * mm, bottom, width * mm, height * mm, stroke=0 if filled else 1, fill=1 if filled else 0)

    def code128(self, x: float, y: float, room: float, height: float, value: str, *, align: Align = "left") -> None:
        """Draw `value` as Code 128 inside `room` millimetres, quiet zones included."""
        bars = codes.code128(value)
        module = codes.module_width(bars, room)
        spare = room - (bars.modules + 2 * codes.QUIET) * module
        left = x + spare * _SHARE[align] + codes.QUIET * module
        left = round(left / codes.DOT) * codes.DOT
        stripes = "".join([f"{offset} 0 {width} 1 re\n" for offset, width in bars.stripes])
        self._modules(left, y, module, height, stripes)

    def qr(self, x: float, y: float, side: float, value: str) -> float:
        """Draw `value` as QR of at most `side` millimetres (no quiet zone) and return the side it took."""
        squares = codes.qr(value)
        module = max(1, int(side / squares.side / codes.DOT)) * codes.DOT
        runs = "".join([f"{column} {row} {width} 1 re\n" for column, row, width in squares.runs])
        self._modules(x, y, module, module, runs)
        return squares.side * module

    def finish(self) -> Paper:
        """Close the sheet. Raises ValueError if nothing was drawn: an empty page would only waste paper."""
        if not self._pages:
            raise ValueError("nothing to print")
        self._canvas.save()
        missing = tuple(Missing(record, "".join(characters)) for record, characters in self._missing.items())
        return Paper(self._buffer.getvalue(), self._pages, missing, tuple(self._cut))

    def _modules(self, x: float, y: float, width: float, height: float, rectangles: str) -> None:
        """Fill whole-numbered rectangles in a grid of modules: literals are far faster than shapes."""
        grid = f"{width * mm:.5f} 0 0 {-height * mm:.5f} {x * mm:.5f} {(self.height - y) * mm:.5f} cm"
        self._canvas.addLiteral(f"q 0 g {grid}\n{rectangles}f Q")
