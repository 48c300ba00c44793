"""The two typefaces that paper is set in, what they can't show, and how wide text is."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

# Named as in the npm package that the build copies them from.
FOLDER = Path(__file__).parents[2] / "fonts"
REGULAR = "NotoSansSC_400Regular"
BOLD = "NotoSansSC_700Bold"

#: Printers' mark for a letter that the case lacks: a name keeps its length and a hand can fill the gap.
GETA = "〓"

_BEYOND_BASIC_PLANE = re.compile(r"<([0-9A-F]{5})>")
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_LINE_BREAKS = re.compile(r"\s*[\t\n\v\f\r\x85\u2028\u2029]\s*")
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Sk"})


def missing_glyphs(text: str) -> str:
    """Return the characters of `text` that can't be printed, each once, in order of appearance."""
    if glyphs().issuperset(map(ord, text)):
        return ""
    unprintable = (char for char in text if ord(char) not in glyphs() and not _is_unseen(char))
    return "".join(dict.fromkeys(unprintable))


def printable(text: str) -> str:
    """Return `text` on one line without what can't be printed: a letter becomes 〓, a symbol nothing."""
    text = _LINE_BREAKS.sub(" ", text.strip())
    if glyphs().issuperset(map(ord, text)):
        return text
    return "".join(map(_printed, text)).strip()


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide `text` is in points at `size` points."""
    widths, otherwise = _widths(BOLD if bold else REGULAR)
    return sum([widths.get(ord(char), otherwise) for char in text]) * size / 1000


def font_name(*, bold: bool) -> str:
    """Return the registered name of a face, loaded at first use; FileNotFoundError if not fetched."""
    return str(_face(BOLD if bold else REGULAR).fontName)


@cache
def glyphs() -> frozenset[int]:
    """Code points that both faces can show."""
    regular, bold = (frozenset(_face(name).face.charToGlyph) for name in (REGULAR, BOLD))
    return regular & bold


class _Face(TTFont):
    """ReportLab names characters beyond U+FFFF wrongly: they print well but can't be found or copied."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Add the subsets to the document, rare characters named as UTF-16 pairs."""
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                stream.content = _BEYOND_BASIC_PLANE.sub(_utf16_pair, stream.content)


def _utf16_pair(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


@cache
def _face(name: str) -> TTFont:
    path = FOLDER / f"{name}.ttf"
    if not path.exists():
        raise FileNotFoundError(f"{path.name} is missing: the front-end packages are fetched by `make assets`")
    face = _Face(name, str(path))
    pdfmetrics.registerFont(face)
    return face


@cache
def _widths(name: str) -> tuple[dict[int, float], float]:
    face = _face(name).face
    return dict(face.charWidths), float(face.defaultWidth)


def _printed(char: str) -> str:
    if ord(char) in glyphs():
        return char
    return GETA if unicodedata.category(char) in {"Lo", "Ll", "Lu", "Lt", "Co"} else ""


def _is_unseen(char: str) -> bool:
    """Line breaks, joiners and skin tones leave no ink of their own, so nobody misses them."""
    return unicodedata.category(char) in _UNSEEN_CATEGORIES or any(ord(char) in span for span in _VARIATION_SELECTORS)
