"""What a picker does at each bin: the demands of a wave added up, in walking order."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class PickDemand:
    """So many pieces of one SKU from one bin for the parcel at one position of the wave."""

    bin: str
    sku_code: str
    name: str
    position: int
    quantity: int
    barcode: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """One bin and SKU: the whole quantity, and (position, quantity) of each parcel that wants some."""

    bin: str
    sku_code: str
    name: str
    barcode: str
    quantity: int
    shares: tuple[tuple[int, int], ...]


def stops(demands: Iterable[PickDemand]) -> list[Stop]:
    """Add up `demands` per bin and SKU, bins in walking order (A-2 before A-10), goods without a bin last."""
    grouped: dict[tuple[str, str], list[PickDemand]] = defaultdict(list)
    for demand in demands:
        grouped[demand.bin, demand.sku_code].append(demand)
    found = [_stop(same) for same in grouped.values()]
    return sorted(found, key=lambda stop: (not stop.bin, _natural(stop.bin), _natural(stop.sku_code)))


def positions_text(shares: Sequence[tuple[int, int]]) -> str:
    """Write positions the short way: `1-4, 9×2, 12` (runs that want one piece each are joined)."""
    return ", ".join(_runs(shares))


def _stop(same: list[PickDemand]) -> Stop:
    shares: dict[int, int] = defaultdict(int)
    for demand in same:
        shares[demand.position] += demand.quantity
    first = same[0]
    return Stop(
        first.bin,
        first.sku_code,
        first.name,
        first.barcode,
        sum(shares.values()),
        tuple(sorted(shares.items())),
    )


def _natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """Digits compare as numbers and stand before letters."""
    parts = filter(None, re.split(r"(\d+)", text))
    return tuple((False, int(part), "") if part.isdecimal() else (True, 0, part) for part in parts)


def _runs(shares: Sequence[tuple[int, int]]) -> Iterator[str]:
    # Within a run of neighbours position minus rank stays the same.
    ranked = enumerate(shares)
    for (_distance, quantity), group in groupby(ranked, key=lambda pair: (pair[1][0] - pair[0], pair[1][1])):
        found = [position for _rank, (position, _quantity) in group]
        times = f"×{quantity}" if quantity > 1 else ""
        if len(found) > 2:
            yield f"{found[0]}-{found[-1]}{times}"
        else:
            yield from (f"{position}{times}" for position in found)
