"""Compares the duties of a blueprint with those in force: a changed duty ends and a new one begins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhanggui.org.rules.blueprint import DutySpec


@dataclass(frozen=True, slots=True)
class DutyInForce:
    """A duty as it is kept: events point to its id."""

    id: int
    code: str
    text: str
    position: str
    capabilities: frozenset[str]
    derived: bool
    rank: int


@dataclass(frozen=True, slots=True)
class DutyChanges:
    """Ids that end, duties that begin with their rank, and ranks that moved without changing what is said."""

    ending: tuple[int, ...]
    beginning: tuple[tuple[DutySpec, int], ...]
    moving: Mapping[int, int]


def duty_changes(wanted: Iterable[DutySpec], in_force: Iterable[DutyInForce]) -> DutyChanges:
    """What must end, begin and move so that exactly the wanted duties are in force."""
    kept = {duty.code: duty for duty in in_force}
    ranked = list(enumerate(wanted))
    same = {spec.code for _rank, spec in ranked if spec.code in kept and _says_the_same(spec, kept[spec.code])}
    return DutyChanges(
        ending=tuple(duty.id for code, duty in kept.items() if code not in same),
        beginning=tuple((spec, rank) for rank, spec in ranked if spec.code not in same),
        moving={kept[s.code].id: rank for rank, s in ranked if s.code in same and kept[s.code].rank != rank},
    )


def _says_the_same(spec: DutySpec, duty: DutyInForce) -> bool:
    now = (duty.text, duty.position, duty.capabilities, duty.derived)
    return now == (spec.text, spec.position, frozenset(spec.capabilities), spec.derived)
