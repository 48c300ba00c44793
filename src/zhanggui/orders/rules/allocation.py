"""Who gets the goods that are there: paid orders in order of payment, never more than is available."""

from collections.abc import Iterable, Mapping, MutableMapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

StockKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Need:
    """What one line needs: `sets` of its `components` (SKU, pieces in one set), a bundle already taken apart.

    A plain line has one component of one piece; a bundle names each SKU once and is served in whole sets.
    """

    line_id: int
    components: tuple[tuple[int, int], ...]
    sets: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A paid order that wants its goods out of one warehouse."""

    order_id: int
    warehouse_id: int
    paid_at: datetime
    needs: tuple[Need, ...]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Allocation:
    """What an order got and lacks, in pieces: `taken[(line, warehouse, SKU)]` and `short[(line, SKU)]`."""

    order_id: int
    taken: Mapping[tuple[int, int, int], int]
    short: Mapping[tuple[int, int], int]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.short


def allocate(claims: Iterable[Claim], available: Mapping[StockKey, int]) -> list[Allocation]:
    """Serve `claims` by time of payment (then id) from `available[(warehouse, SKU)]`; answers in that order.

    All-or-nothing orders take only what completes them, and what they could not take stays for the next.
    """
    left = dict(available)
    in_order = sorted(claims, key=lambda claim: (claim.paid_at, claim.order_id))
    return [_serve_partly(claim, left) if claim.partial else _serve_whole(claim, left) for claim in in_order]


def _serve_whole(claim: Claim, left: MutableMapping[StockKey, int]) -> Allocation:
    warehouse = claim.warehouse_id
    wanted: dict[int, int] = {}
    taken: dict[tuple[int, int, int], int] = {}
    for need in claim.needs:
        for sku, each in need.components:
            count = each * need.sets
            if count:
                taken[(need.line_id, warehouse, sku)] = count
                wanted[sku] = wanted.get(sku, 0) + count
    lacking = {sku for sku, count in wanted.items() if count > left.get((warehouse, sku), 0)}
    if lacking:
        return Allocation(claim.order_id, {}, _shortage(claim.needs, lacking, warehouse, left))
    for sku, count in wanted.items():
        left[(warehouse, sku)] -= count
    return Allocation(claim.order_id, taken, {})


def _shortage(
    needs: Sequence[Need], lacking: Set[int], warehouse: int, left: Mapping[StockKey, int]
) -> dict[tuple[int, int], int]:
    """Name the missing pieces line by line; earlier lines count as served first."""
    rest = {sku: max(0, left.get((warehouse, sku), 0)) for sku in lacking}
    short: dict[tuple[int, int], int] = {}
    for need in needs:
        for sku, each in need.components:
            if sku not in rest:
                continue
            count = each * need.sets
            served = min(count, rest[sku])
            rest[sku] -= served
            if served < count:
                short[(need.line_id, sku)] = count - served
    return short


def _serve_partly(claim: Claim, left: MutableMapping[StockKey, int]) -> Allocation:
    taken: dict[tuple[int, int, int], int] = {}
    short: dict[tuple[int, int], int] = {}
    for need in claim.needs:
        sets = _sets_there(need, claim.warehouse_id, left)
        for sku, each in need.components:
            if sets and each:
                left[(claim.warehouse_id, sku)] -= sets * each
                taken[(need.line_id, claim.warehouse_id, sku)] = sets * each
        missing = need.sets - sets
        if missing:
            short |= _missing_pieces(need, missing, claim.warehouse_id, left)
    return Allocation(claim.order_id, taken, short)


def _sets_there(need: Need, warehouse: int, left: Mapping[StockKey, int]) -> int:
    """How many whole sets the shelf still holds."""
    sets = need.sets
    for sku, each in need.components:
        if each > 0:
            sets = min(sets, max(0, left.get((warehouse, sku), 0)) // each)
    return sets


def _missing_pieces(need: Need, sets: int, warehouse: int, left: Mapping[StockKey, int]) -> dict[tuple[int, int], int]:
    """What must arrive for the missing sets: pieces on the shelf that alone make no set are not missing."""
    pieces = {}
    for sku, each in need.components:
        lacking = sets * each - max(0, left.get((warehouse, sku), 0))
        if lacking > 0:
            pieces[(need.line_id, sku)] = lacking
    return pieces
