"""The order in which a wave is picked, and how many walks to a shelf it saves."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

_DIGITS = re.compile(r"(\d+)")
_NO_DEADLINE = 1 << 62

type WalkingKey = tuple[tuple[bool, int, str], ...]


class WaveLine(NamedTuple):
    """One SKU that a parcel needs, and the shelf where it lies; an empty shelf is one that nobody has named."""

    parcel_id: int
    sku_id: int
    shelf: str
    ship_by: datetime | None


class WaveOrder(NamedTuple):
    """Parcels in picking order, and the walks: `apart` if each parcel were picked alone, `together` as a wave."""

    parcel_ids: list[int]
    apart: int
    together: int

    @property
    def saved(self) -> int:
        """Walks to a shelf that the wave saves."""
        return self.apart - self.together


def wave_order(lines: Iterable[WaveLine]) -> WaveOrder:
    """Order parcels so that labels leave the printer as goods leave the shelves.

    Parcels of one SKU come first, shelf by shelf, so that equal parcels stand together and are packed without looking;
    then the mixed ones by their first shelf. Inside, the earlier ship-by goes first.
    """
    shelves: dict[int, set[tuple[WalkingKey, int]]] = {}
    due: dict[int, float] = {}
    for parcel_id, sku_id, shelf, ship_by in lines:
        shelves.setdefault(parcel_id, set()).add((walking_key(shelf), sku_id))
        due[parcel_id] = ship_by.timestamp() if ship_by else _NO_DEADLINE
    ordered = sorted(shelves, key=lambda parcel: (len(shelves[parcel]) > 1, min(shelves[parcel]), due[parcel], parcel))
    return WaveOrder(ordered, sum(map(len, shelves.values())), len(set().union(*shelves.values())) if shelves else 0)


@lru_cache(maxsize=8192)
def walking_key(shelf: str) -> WalkingKey:
    """Sorts shelves as one walks: A-2 before A-10, goods without a shelf last."""
    if not shelf:
        return ((True, _NO_DEADLINE, ""),)
    parts = (part for part in _DIGITS.split(shelf) if part)
    return tuple((False, int(part), "") if part.isdecimal() else (False, -1, part) for part in parts)


def positions(order: WaveOrder) -> Mapping[int, int]:
    """The place of each parcel, counted from 1."""
    return {parcel_id: place for place, parcel_id in enumerate(order.parcel_ids, start=1)}
