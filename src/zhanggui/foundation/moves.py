"""A table of allowed moves along one axis of a record: it refuses, and it says which moves are open."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Moves[S: StrEnum]:
    """The states of one axis and where each may go. Buttons and compare-and-set guards are both read from it."""

    def __init__(self, axis: str, allowed: Mapping[S, Iterable[S]]) -> None:
        self.axis = axis
        self._allowed = {state: frozenset(targets) for state, targets in allowed.items()}

    def may(self, before: S, after: S) -> bool:
        """Whether the table lets a record go from `before` to `after`."""
        return after in self._allowed.get(before, frozenset())

    def open_from(self, before: S) -> frozenset[S]:
        """The states that a record in `before` may reach next."""
        return self._allowed.get(before, frozenset())

    def into(self, after: S) -> tuple[S, ...]:
        """The states from which `after` may be reached: the guard of a compare-and-set."""
        return tuple(state for state, targets in self._allowed.items() if after in targets)

    @property
    def pairs(self) -> frozenset[tuple[S, S]]:
        """Every allowed move, for the pages that explain and the checks that prove."""
        return frozenset((state, target) for state, targets in self._allowed.items() for target in targets)
