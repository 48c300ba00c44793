"""A lookup finds records of one kind for a field: by what a person types, or exactly by id or code."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.text import storable

MOST_FOUND = 20
LARGEST_ID = (1 << 63) - 1

_declared: dict[str, "Lookup"] = {}


@dataclass(frozen=True, slots=True)
class Lookup:
    """How records of one kind are found, always within the actor's range.

    `search(actor, term)` gives (id, text) pairs, best first; `by_code(actor, codes)` the ids of known codes;
    `texts(actor, ids)` what to show for known ids.
    """

    name: str
    search: Callable[[Actor, str], Sequence[tuple[int, str]]]
    by_code: Callable[[Actor, Sequence[str]], Mapping[str, int]]
    texts: Callable[[Actor, Sequence[int]], Mapping[int, str]]

    def __post_init__(self) -> None:
        _declared[self.name] = self


def lookup_named(name: str) -> Lookup:
    """The declared lookup. Raises KeyError for a name that nobody declared."""
    return _declared[name]


def found(actor: Actor, name: str, term: str) -> Sequence[tuple[int, str]]:
    """The records, best first, that a person may mean by `term`. Raises NotFound for a lookup that nobody declared."""
    if name not in _declared:
        raise NotFound
    return list(_declared[name].search(actor, storable(term)))[:MOST_FOUND]


def find_many(actor: Actor, name: str, given: Sequence[Any]) -> dict[str, int]:
    """The ids that `given` stand for, by their text: a number or `#12` is an id, other text is a code.

    Two queries however many are given; what is unknown or out of range is left out.
    """
    lookup = lookup_named(name)
    ids = {str(raw).strip(): _id_in(raw) for raw in given}
    codes = [text for text, record in ids.items() if record is None and text == storable(text)]
    wanted = [record for record in ids.values() if record is not None and 0 < record <= LARGEST_ID]
    known = lookup.texts(actor, wanted) if wanted else {}
    found = dict(lookup.by_code(actor, codes)) if codes else {}
    return found | {text: record for text, record in ids.items() if record is not None and record in known}


def _id_in(raw: Any) -> int | None:
    if isinstance(raw, int):
        return raw
    number = str(raw).strip()
    return int(number[1:]) if number.startswith("#") and number[1:].isdecimal() else None
