"""Why an order may not be approved, and which holds an approval may lift."""

from collections.abc import Sequence
from typing import NamedTuple

from zhanggui.foundation.outcome import Refusal
from zhanggui.foundation.words import _
from zhanggui.orders.rules.holding import Source
from zhanggui.orders.vocabulary import REVIEW_MOVES, REVIEWS, Fulfilment, Review

# The platform tells of these once; somebody has to read them, then they are done with.
TAKEN_NOTE_OF = ("address_changed", "memo_changed", "flag_changed", "lines_changed")


class Standing(NamedTuple):
    """An open hold as the decision needs it; `title` is what it is called, marked for translation."""

    reason: str
    title: str
    source: str
    line_id: int | None


def why_not(review: Review, fulfilment: str, holds: Sequence[Standing], named: frozenset[str]) -> Refusal | None:
    """The reason against approving, or None. Holds of rules and people count as settled when they are named."""
    if not REVIEW_MOVES.may(review, Review.APPROVED):
        return Refusal("not_waiting", _("The order is {state}, not waiting for review"), {"state": REVIEWS[review]})
    left = [hold for hold in holds if hold not in liftable(holds, named)]
    if left:
        return Refusal("still_held", _("Still held: {reason}"), {"reason": left[0].title})
    if fulfilment != Fulfilment.RESERVED:
        return Refusal("no_stock_reserved", _("No stock is reserved for it yet"))
    return None


def liftable(holds: Sequence[Standing], named: frozenset[str]) -> list[Standing]:
    """Those holds that a person named and may lift; a refund, a lock or a shortage ends only with its cause."""
    return [hold for hold in holds if hold.reason in named and may_be_lifted(hold.reason, hold.source)]


def may_be_lifted(reason: str, source: str) -> bool:
    """Whether a person may decide that this hold is settled."""
    return source in (Source.RULE, Source.PERSON) or reason in TAKEN_NOTE_OF
