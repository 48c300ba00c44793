"""How the lines of a parcel divide over two."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

DivideFault = Literal["unknown_line", "more_than_inside", "nothing_left", "not_divisible"]


class Share(NamedTuple):
    """Pieces of one SKU in a parcel for `units` of an order line; a bundle line has one share per part."""

    row_id: int
    line_id: int
    pieces: int
    units: int


class Division(NamedTuple):
    """What stays in the parcel and what goes into the new one; shares of nothing are left out."""

    kept: list[Share]
    moved: list[Share]


def divide(shares: Sequence[Share], wanted: Mapping[int, int]) -> Division | DivideFault:
    """Take `wanted` units by line out of the parcel; parts of a bundle go together."""
    known = {share.line_id for share in shares}
    if not wanted.keys() <= known:
        return "unknown_line"
    kept, moved = [], []
    for share in shares:
        units = wanted.get(share.line_id, 0)
        if units > share.units:
            return "more_than_inside"
        if share.pieces * units % share.units:
            return "not_divisible"
        pieces = share.pieces * units // share.units
        if units:
            moved.append(share._replace(pieces=pieces, units=units))
        if units < share.units:
            kept.append(share._replace(pieces=share.pieces - pieces, units=share.units - units))
    return Division(kept, moved) if kept else "nothing_left"
