"""Decides whether a person may be put into a position."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zhanggui.foundation.outcome import Refusal
from zhanggui.foundation.words import _

ENDS_BEFORE_START = Refusal("ends_before_start", _("The last day lies before the first"))
HELD_ALREADY = Refusal("held_already", _("The person holds this position in that time already"))
BEYOND_RANGE = Refusal("beyond_range", _("You may only give a range that lies within your own"))


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in a position from a day on; no last day is open, no shops or warehouses is every one."""

    person: int
    position: int
    starts_on: date
    ends_on: date | None = None
    shops: frozenset[int] | None = None
    warehouses: frozenset[int] | None = None
    main: bool = True


def refusal_of(
    holding: Holding, known: Iterable[Holding], shops: Sequence[int] | None, warehouses: Sequence[int] | None
) -> Refusal | None:
    """Why the holding may not be: `known` are those in force, `shops` and `warehouses` the range of who places."""
    if holding.ends_on is not None and holding.ends_on < holding.starts_on:
        return ENDS_BEFORE_START
    if not (_within(holding.shops, shops) and _within(holding.warehouses, warehouses)):
        return BEYOND_RANGE
    return HELD_ALREADY if any(_same(holding, other) for other in known) else None


def _within(given: frozenset[int] | None, own: Sequence[int] | None) -> bool:
    return own is None or (given is not None and given <= set(own))


def _same(one: Holding, other: Holding) -> bool:
    """Two ranges of one position may be held side by side, the same range only once at a time."""
    alike = (one.person, one.position, one.shops, one.warehouses)
    return alike == (other.person, other.position, other.shops, other.warehouses) and _overlap(one, other)


def _overlap(one: Holding, other: Holding) -> bool:
    begins_in_time = one.ends_on is None or other.starts_on <= one.ends_on
    return begins_in_time and (other.ends_on is None or one.starts_on <= other.ends_on)
