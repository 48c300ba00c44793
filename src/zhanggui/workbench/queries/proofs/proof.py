"""What a claim is."""

from typing import NamedTuple


class Proof(NamedTuple):
    """A claim about the books: how many rows it speaks of, and the rows for which it does not hold.

    `broken` selects a text that names the row and what is wrong with it.
    """

    name: str
    examined: str
    broken: str
