"""Whose goods have left their shelf already. Only modules above know that, so they say it when they are asked."""

from collections.abc import Callable, Collection, Mapping

from zhanggui.inventory.rules.cutting import StockKey

type Teller = Callable[[Collection[StockKey]], Mapping[int, int]]

_tellers: list[Teller] = []


def tells_in_hands(teller: Teller) -> Teller:
    """Let the function say how far the claimants on (warehouse, SKU) are: the more, the nearer to leaving."""
    _tellers.append(teller)
    return teller


def in_hands(keys: Collection[StockKey]) -> dict[int, int]:
    """How far the claimants on these balances are; who is not named has touched nothing yet."""
    far: dict[int, int] = {}
    for teller in _tellers:
        for claimant_id, how_far in teller(keys).items():
            far[claimant_id] = max(how_far, far.get(claimant_id, 0))
    return far
