"""What a scanned code does to a parcel on the packing table."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Wanted(NamedTuple):
    """A line of the parcel: pieces that belong in and pieces that were scanned."""

    line_id: int
    sku_id: int
    quantity: int
    packed: int

    @property
    def missing(self) -> int:
        """Pieces not scanned yet."""
        return self.quantity - self.packed


def distribute(lines: Sequence[Wanted], sku_id: int, pieces: int) -> dict[int, int] | None:
    """Which lines the scanned pieces fill, by line id; None when there are more than the parcel still wants."""
    filled: dict[int, int] = {}
    left = pieces
    for line in lines:
        if line.sku_id == sku_id and line.missing and left:
            filled[line.line_id] = min(line.missing, left)
            left -= filled[line.line_id]
    return None if left else filled


def is_complete(lines: Sequence[Wanted], filled: Mapping[int, int]) -> bool:
    """Whether nothing is missing any more."""
    return all(line.missing <= filled.get(line.line_id, 0) for line in lines)
