"""Who loses when less is there than was promised: the order that must leave last, with all of its goods.

What is packed already loses after all that still lies on shelves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

type StockKey = tuple[int, int]

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Held:
    """An open claim on (warehouse, SKU); without a time the order may wait longest."""

    claimant_id: int
    key: StockKey
    quantity: int
    needed_by: datetime | None


def claimants_to_cut(
    claims: Iterable[Held], lacking: Mapping[StockKey, int], far: Mapping[int, int] = MappingProxyType({})
) -> dict[StockKey, list[int]]:
    """The claimants whose goods go, by the balance that lacked them; latest needed first, then the youngest.

    `lacking` is how many pieces of each key are promised beyond what is there. Nobody is cut in vain. `far` says how
    near to leaving the goods of a claimant are: those that are further lose later.
    """
    left = dict(lacking)
    cut: dict[StockKey, list[int]] = {key: [] for key in lacking}
    for claimant_id, held in _latest_first(claims, far):
        helps = [key for key in held if left.get(key, 0) > 0]
        for key in helps:
            cut[key].append(claimant_id)
        if helps:
            for key, quantity in held.items():
                left[key] = left.get(key, 0) - quantity
    return cut


def _latest_first(claims: Iterable[Held], far: Mapping[int, int]) -> list[tuple[int, dict[StockKey, int]]]:
    pieces: dict[int, dict[StockKey, int]] = {}
    times: dict[int, datetime] = {}
    for claim in claims:
        held = pieces.setdefault(claim.claimant_id, {})
        held[claim.key] = held.get(claim.key, 0) + claim.quantity
        times[claim.claimant_id] = claim.needed_by or NEVER
    order = sorted(pieces, key=lambda claimant: (-far.get(claimant, 0), times[claimant], claimant), reverse=True)
    return [(claimant_id, pieces[claimant_id]) for claimant_id in order]
