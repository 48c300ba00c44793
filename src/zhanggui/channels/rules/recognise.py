"""Which row is the header, and which format its names belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhanggui.channels.rules.cells import text
from zhanggui.channels.rules.columns import Headers
from zhanggui.channels.rules.files.raw import Row
from zhanggui.channels.rules.formats import FORMATS, OTHER_FILES, Format
from zhanggui.channels.rules.formats.format import header_key

__all__ = ["LOOK_AHEAD", "Recognised", "recognise"]

LOOK_AHEAD = 20


@dataclass(frozen=True, slots=True)
class Recognised:
    """The header's position among the rows looked at; `other` names a known file that holds no orders."""

    position: int
    headers: Headers
    format: Format | None
    other: str | None = None


def recognise(rows: Sequence[Row], formats: Sequence[Format] = FORMATS) -> Recognised | None:
    """This will find the header among the first rows: the first that fits a format, else the likeliest one."""
    candidates = [(position, Headers(cells)) for position, (_, cells) in enumerate(rows)]
    for position, headers in candidates:
        if form := _best_format(headers.keys, formats):
            return Recognised(position, headers, form)
    for position, headers in candidates:
        if other := _other_file(headers.keys):
            return Recognised(position, headers, None, other)
    return _likeliest(candidates)


def _best_format(keys: frozenset[str], formats: Sequence[Format]) -> Format | None:
    fitting = [form for form in formats if _fits(form, keys)]
    return max(fitting, key=lambda form: _known_names(form, keys), default=None)


def _fits(form: Format, keys: frozenset[str]) -> bool:
    if any(header_key(name) in keys for name in form.never):
        return False
    return all(any(header_key(name) in keys for name in needed.split("|")) for needed in form.needs)


def _known_names(form: Format, keys: frozenset[str]) -> int:
    return sum(header_key(name) in keys for names in form.columns.values() for name in names)


def _other_file(keys: frozenset[str]) -> str | None:
    return next((code for code, names in _OTHER.items() if names <= keys), None)


_OTHER: Mapping[str, frozenset[str]] = {
    code: frozenset(header_key(name) for name in names) for code, names in OTHER_FILES.items()
}


def _likeliest(candidates: Sequence[tuple[int, Headers]]) -> Recognised | None:
    """The row with most names that are words: numbers, dates and long sentences are no headers."""
    named = [(_words(headers), -position) for position, headers in candidates]
    best, position = max(named, default=(0, 0))
    return Recognised(-position, candidates[-position][1], None) if best >= 2 else None


def _words(headers: Headers) -> int:
    names = [text(name) for name in headers.names]
    return sum(0 < len(name) <= 60 and not name[0].isdecimal() and not name.startswith("#") for name in names)
