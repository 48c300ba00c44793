"""Code 128 and QR as rectangles in whole printer dots, so that a 203 dpi thermal head prints sharp edges."""

from dataclasses import dataclass
from itertools import groupby

import segno
from reportlab.graphics.barcode.code128 import Code128

#: One dot of a 203 dpi head in millimetres (8 dots per millimetre).
DOT = 0.125

#: The quiet zone that both sides of a Code 128 need, in modules.
QUIET = 10

# Any of the eight masks scans; choosing the prettiest costs five times the encoding.
_QR_MASK = 3


@dataclass(frozen=True, slots=True)
class Bars:
    """A Code 128 in modules: dark stripes as (offset, width), and the whole width."""

    stripes: tuple[tuple[int, int], ...]
    modules: int


@dataclass(frozen=True, slots=True)
class Squares:
    """A QR code in modules: dark runs as (column, row, width), and the side without quiet zone."""

    runs: tuple[tuple[int, int, int], ...]
    side: int


def is_encodable(value: str) -> bool:
    """Say whether `value` can stand in a Code 128: printable ASCII, not empty."""
    return bool(value) and value.isascii() and value.isprintable()


def code128(value: str) -> Bars:
    """Encode `value`, digits at double density. Raises ValueError for text that Code 128 can't hold."""
    if not is_encodable(value):
        raise ValueError("a Code 128 holds printable ASCII only")
    symbol = Code128(value, quiet=0)
    symbol.validate()
    symbol.encode()
    symbol.decompose()
    return _bars(symbol.decomposed)


def qr(value: str) -> Squares:
    """Encode `value` with medium error correction."""
    matrix = segno.make_qr(value, error="m", boost_error=False, mask=_QR_MASK).matrix
    runs = []
    for row, cells in enumerate(matrix):
        column = 0
        for dark, group in groupby(cells):
            width = len(list(group))
            if dark:
                runs.append((column, row, width))
            column += width
    return Squares(tuple(runs), len(matrix))


def module_width(bars: Bars, room: float) -> float:
    """Return the widest module, 4 to 2 whole dots, with which `bars` and quiet zones fit `room` (mm)."""
    for dots in (4, 3, 2):
        if (bars.modules + 2 * QUIET) * dots * DOT <= room:
            return dots * DOT
    # Longer than any courier's number: better thin than missing.
    return room / (bars.modules + 2 * QUIET)


def _bars(pattern: str) -> Bars:
    """ReportLab writes bars as capitals and gaps as small letters, `a` one module wide."""
    offset, stripes = 0, []
    for element in pattern:
        width = ord(element.lower()) - ord("a") + 1
        if element.isupper():
            stripes.append((offset, width))
        offset += width
    return Bars(tuple(stripes), offset)
