"""What people write into one cell: several barcodes, or the parts of a bundle."""

import re

from zhanggui.foundation.outcome import Refusal
from zhanggui.foundation.words import _

_MALFORMED = _("{entry} cannot be read; write for instance {example}")

_BETWEEN = re.compile(r"[;；,，、\n]+")
# `6901234567892x12`: only after digits may the x stand without a space, since codes contain that letter, too.
_BARCODE = re.compile(r"^(?:(\d+)\s*[xX×*]|(\S+?)(?:\s+[xX]|\s*[×*]))\s*(\d{1,6})$")
_PART = re.compile(r"^(.+?)(?:\s+[xX]|\s*[×*])\s*(\d{1,6})$")


def barcodes_in(cell: str) -> dict[str, int] | Refusal:
    """`6901…; 6902…x12`: pieces by barcode, one unless said."""
    found: dict[str, int] = {}
    for entry in _entries(cell):
        match = _BARCODE.match(entry)
        code = (match[1] or match[2]) if match else entry
        pieces = int(match[3]) if match else 1
        if " " in code or len(code) > 40 or pieces < 1:
            return Refusal(
                "malformed_barcode",
                _MALFORMED,
                {"entry": entry, "example": "6901234567892; 6901234567908x12"},
            )
        found[code] = pieces
    return found


def parts_in(cell: str) -> dict[str, int] | Refusal:
    """`SKU-A x2; SKU-B x1`: pieces by merchant code, one unless said."""
    found: dict[str, int] = {}
    for entry in _entries(cell):
        match = _PART.match(entry)
        code, pieces = (match[1].strip(), int(match[2])) if match else (entry, 1)
        if pieces < 1 or code in found:
            return Refusal("malformed_parts", _MALFORMED, {"entry": entry, "example": "SKU-A x2; SKU-B x1"})
        found[code] = pieces
    return found


def barcode_cell(barcodes: dict[str, int]) -> str:
    """The cell that `barcodes_in` reads back."""
    return "; ".join(code if pieces == 1 else f"{code} x{pieces}" for code, pieces in barcodes.items())


def part_cell(parts: dict[str, int]) -> str:
    """The cell that `parts_in` reads back."""
    return "; ".join(f"{code} x{pieces}" for code, pieces in parts.items())


def _entries(cell: str) -> list[str]:
    return [entry.strip() for entry in _BETWEEN.split(cell) if entry.strip()]
