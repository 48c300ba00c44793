"""A subject is a kind of record as receipts, timelines and machines speak of it: its label, its page, its states."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhanggui.foundation.actor import Actor

_declared: dict[str, "Subject"] = {}


def _no_note(kind: str, data: Mapping[str, Any]) -> str:
    return ""


def _no_url(record_id: int) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Subject:
    """How records of one kind are called: `labels(actor, ids)` names those that the actor may see, in one query.

    `states` maps the values that events move between to words; `note(kind, data)` says in a sentence what an event's
    data tells beyond its kind.
    """

    name: str
    title: str
    labels: Callable[[Actor, Sequence[int]], Mapping[int, str]]
    url: Callable[[int], str] = _no_url
    states: Mapping[Any, str] = field(default_factory=dict)
    note: Callable[[str, Mapping[str, Any]], str] = _no_note

    def __post_init__(self) -> None:
        if self.name in _declared:
            raise ValueError(f"subject {self.name} is declared twice")
        _declared[self.name] = self


def subject_named(name: str) -> Subject | None:
    """The declared subject, or None when nobody has declared the kind of record."""
    return _declared.get(name)
