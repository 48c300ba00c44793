"""Words as one- and two-character grams, so that any two characters of a name find it, Chinese or not."""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

_APART = re.compile(r"[\W_]+")


def grams_of(*texts: str) -> list[str]:
    """The sorted grams of the texts and of the pinyin initials of what is Chinese in them."""
    words = [word for text in texts for word in _words(text)]
    initials = [_initials(word) for word in words]
    return sorted({gram for word in (*words, *initials) for size in (1, 2) for gram in _cut(word, size)})


def grams_of_term(term: str) -> list[str]:
    """The grams that a text needs to contain the term: pairs, or a word of one character itself."""
    return sorted({gram for word in _words(term) for gram in _cut(word, min(2, len(word)))})


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller set of grams the two share, from 0 to 1; only pairs count."""
    pairs, others = ({g for g in grams if len(g) == 2} for grams in (one, other))
    smaller = min(len(pairs), len(others))
    return len(pairs & others) / smaller if smaller else 0.0


def _words(text: str) -> list[str]:
    return [word for word in _APART.split(unicodedata.normalize("NFKC", text).casefold()) if word]


def _initials(word: str) -> str:
    return "".join(lazy_pinyin(word, style=Style.FIRST_LETTER, errors="ignore"))


def _cut(word: str, size: int) -> list[str]:
    return [word[start : start + size] for start in range(len(word) - size + 1)]
