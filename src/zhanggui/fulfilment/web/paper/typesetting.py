"""Chinese and Latin text broken into lines, and the largest size at which it fits a box."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhanggui.fulfilment.web.paper.fonts import text_width

LEADING = 1.28

# A run of Latin letters and digits stays together: a phone or room number must not be torn apart.
_PIECE = re.compile(r"[A-Za-z0-9_\-./#@&+*:×]+|\s|.")
_NEVER_FIRST = frozenset("，。、；：！？）】》」』”’,.;:!?)]}%℃…×")
_NEVER_LAST = frozenset("（【《「『“‘([{¥#")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text broken for one box: `size` in points; `cut` when its end had to go."""

    lines: tuple[str, ...]
    size: float
    cut: bool = False

    @property
    def height(self) -> float:
        """Points from the top of the first line to the bottom of the last."""
        return len(self.lines) * self.size * LEADING


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the lines of `text` (already printable) that are at most `width` points wide."""
    if not text:
        return []
    if text_width(text, size, bold=bold) <= width:
        return [text]
    return list(_lines(text, width, size, bold))


def fit(text: str, width: float, height: float, sizes: Sequence[float], *, bold: bool = False) -> Fitted:
    """Return `text` at the first of `sizes` (largest first) that fits, else cut at the last."""
    whole = text_width(text, 1000, bold=bold) / 1000
    for size in sizes:
        room = _room(height, size)
        # A lower bound first: most sizes are ruled out without breaking a line.
        if math.ceil(whole * size / width) <= room:
            lines = wrap(text, width, size, bold=bold)
            if len(lines) <= room:
                return Fitted(tuple(lines), size)
    return clip(text, width, sizes[-1], max(1, _room(height, sizes[-1])), bold=bold)


def fit_line(text: str, width: float, sizes: Sequence[float], *, bold: bool = False) -> Fitted:
    """Return `text` as exactly one line, at the first of `sizes` that fits or cut at the last."""
    whole = text_width(text, 1000, bold=bold) / 1000
    size = next((size for size in sizes if whole * size <= width), None)
    if size is not None:
        return Fitted((text,), size)
    return Fitted((_shortened(text, width, sizes[-1], bold),), sizes[-1], cut=True)


def clip(text: str, width: float, size: float, room: int, *, bold: bool = False) -> Fitted:
    """Return at most `room` lines of `text`, the last ending in `…` if anything is left over."""
    lines = wrap(text, width, size, bold=bold)
    if len(lines) <= room:
        return Fitted(tuple(lines), size)
    return Fitted((*lines[: room - 1], _shortened(lines[room - 1], width, size, bold)), size, cut=True)


def _shortened(line: str, width: float, size: float, bold: bool) -> str:
    while line and text_width(line + "…", size, bold=bold) > width:
        line = line[:-1]
    return line + "…"


def _room(height: float, size: float) -> int:
    return int(height / (size * LEADING) + 1e-6)


def _lines(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    line: list[str] = []
    used = 0.0
    for piece in _pieces(text, width, size, bold):
        wide = text_width(piece, size, bold=bold)
        # One stop or bracket may hang over the edge; a row of them may not.
        hangs = piece in _NEVER_FIRST and used <= width
        if line and used + wide > width and not hangs:
            kept = len(line) - _carried(line, piece)
            yield "".join(line[:kept]).rstrip()
            line = line[kept:]
            used = text_width("".join(line), size, bold=bold)
        if line or not piece.isspace():
            line.append(piece)
            used += wide
    if line:
        yield "".join(line).rstrip()


def _carried(line: list[str], piece: str) -> int:
    """How many pieces go down with `piece`: stops take a word along, opening brackets follow theirs."""
    count = 0
    if piece in _NEVER_FIRST:
        rank = next((rank for rank, before in enumerate(reversed(line)) if before not in _NEVER_FIRST), 9)
        # A longer row of stops is no sentence and may break anywhere.
        count = rank + 1 if rank < 3 else 0
    while count < len(line) and line[-count - 1] in _NEVER_LAST:
        count += 1
    return count if count < len(line) else 0


def _pieces(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    """A run wider than the whole line has to be broken after all."""
    for piece in _PIECE.findall(text):
        if len(piece) > 1 and text_width(piece, size, bold=bold) > width:
            yield from piece
        else:
            yield piece
