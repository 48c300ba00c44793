"""What an import would do with one order: compare what the files say with what we know. Values in, values out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from zhanggui.channels.rules.payload import Word
from zhanggui.channels.vocabulary import RowState
from zhanggui.orders.rules.changes import Changes, Known, compare, compare_refund
from zhanggui.orders.rules.external import ExternalOrder, ExternalRefund

__all__ = ["LONGEST_NUMBER", "Judged", "changed_by", "head_of", "judged", "unfit"]

LONGEST_NUMBER = 40


class Judged(NamedTuple):
    """What becomes of an order. `reason` is {"code", "params"} for rejected ones."""

    state: RowState
    kinds: tuple[str, ...] = ()
    order_id: int | None = None
    reason: Mapping[str, Any] | None = None


def judged(words: Sequence[Word], known: Known | None, receiver_key: Callable[[ExternalOrder], str]) -> Judged:
    """What becomes of the order that `words` speak of."""
    if known is None:
        return _new(words)
    kinds: dict[str, None] = {}
    for word in words:
        kinds.update(dict.fromkeys(changed_by(word, known, receiver_key).kinds))
    return Judged(RowState.UPDATED if kinds else RowState.UNCHANGED, tuple(kinds), known.order_id)


def changed_by(word: Word, known: Known, receiver_key: Callable[[ExternalOrder], str]) -> Changes:
    """What one word changes in a known order."""
    if isinstance(word, ExternalRefund):
        return compare_refund(known, word)
    return compare(known, word, receiver_key)


def head_of(words: Sequence[Word]) -> ExternalOrder | None:
    """The whole order among what the files say, if it is there; it stands first."""
    first = words[0]
    return first if isinstance(first, ExternalOrder) and first.status is not None else None


def unfit(order: ExternalOrder) -> Mapping[str, Any] | None:
    """What keeps a new order from being kept as it is, beyond what the reader has looked at."""
    numbers = (order.external_no, *(line.external_line_no or "" for line in order.lines))
    too_long = next((number for number in numbers if len(number) > LONGEST_NUMBER), None)
    return None if too_long is None else {"code": "number_too_long", "params": {"value": too_long[:60]}}


def _new(words: Sequence[Word]) -> Judged:
    head = head_of(words)
    if head is None:
        code = "refund_unknown" if isinstance(words[0], ExternalRefund) else "part_unknown"
        number = words[0].external_no
        reason = {"code": code, "params": {"number": number}} if number else {"code": "refund_nameless", "params": {}}
        return Judged(RowState.REJECTED, reason=reason)
    reason_against = unfit(head)
    if reason_against is not None:
        return Judged(RowState.REJECTED, reason=reason_against)
    return Judged(RowState.CREATED)
