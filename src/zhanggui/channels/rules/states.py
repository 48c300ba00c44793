"""From the state words of an order's rows, and what else the rows show, to its one state."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from zhanggui.channels.rules.formats.format import Format, Word
from zhanggui.channels.rules.problems import Bad
from zhanggui.orders.rules.external import ExternalStatus

__all__ = ["Evidence", "state_of"]

S = ExternalStatus
REFUNDED = frozenset({S.CLOSED_REFUNDED_BEFORE_SHIPPING, S.CLOSED_REFUNDED_AFTER_SHIPPING})
CLOSED = REFUNDED | {S.CLOSED_UNPAID}
GONE = frozenset({S.SHIPPED, S.FINISHED, S.FINISHED_PART_REFUND})


class Evidence(NamedTuple):
    """What the rows show besides the state word; `nothing_left` means that all that was paid went back."""

    paid: bool
    shipped: bool
    refunded: bool
    nothing_left: bool
    after_sales: str | None


def state_of(words: Collection[Word], form: Format, evidence: Callable[[], Evidence]) -> ExternalStatus | Bad | None:
    """This will give the order's state; several words are those of its articles. `evidence` is asked only if needed."""
    if len(words) == 1 and not form.after_sales_status:
        (word,) = words
        if word.status is not None:
            return word.status
    return _weighed(words, form, evidence())


def _weighed(words: Collection[Word], form: Format, evidence: Evidence) -> ExternalStatus | Bad | None:
    found = {_state(word, evidence) for word in words}
    if not found:
        return _without_word(form, evidence)
    status = found.pop() if len(found) == 1 else _together(found)
    return status if isinstance(status, Bad) else _after_sales(status, form, evidence)


def _state(word: Word, evidence: Evidence) -> ExternalStatus:
    if word.status is not None:
        return word.status
    shipped = word.shipped or evidence.shipped
    if word.open:
        return S.SHIPPED if shipped else S.TO_SHIP
    if not evidence.paid and not shipped:
        return S.CLOSED_UNPAID
    return S.CLOSED_REFUNDED_AFTER_SHIPPING if shipped else S.CLOSED_REFUNDED_BEFORE_SHIPPING


def _together(found: set[ExternalStatus]) -> ExternalStatus | Bad:
    """Closed articles do not hold up the others; articles to ship beside shipped ones make it partly shipped."""
    alive = found - CLOSED
    if not alive:
        return (
            S.CLOSED_REFUNDED_AFTER_SHIPPING
            if S.CLOSED_REFUNDED_AFTER_SHIPPING in found
            else S.CLOSED_REFUNDED_BEFORE_SHIPPING
        )
    if len(alive) == 1:
        return alive.pop()
    if S.UNPAID in alive:
        return Bad("status_contradiction")
    if alive <= GONE:
        return S.SHIPPED if S.SHIPPED in alive else S.FINISHED
    return S.PART_SHIPPED


def _after_sales(status: ExternalStatus, form: Format, evidence: Evidence) -> ExternalStatus:
    ending = form.after_sales_status.get(evidence.after_sales or "")
    if ending is None or ending.status is None:
        return status
    if ending.status is S.FINISHED_PART_REFUND and status is not S.FINISHED:
        return status
    return ending.status


def _without_word(form: Format, evidence: Evidence) -> ExternalStatus | None:
    """Tables without states: the mapping says what paid, unpaid and refunded orders are."""
    if not form.status_when:
        return None
    case = "unpaid" if not evidence.paid else "refunded" if evidence.nothing_left else "paid"
    word = form.status_when.get(case)
    return _state(word, evidence) if word else None
