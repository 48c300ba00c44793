"""What the files say of one order as compact bytes and back, and the box in which those bytes wait sealed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zhanggui.orders.rules.external import (
    ExternalLine,
    ExternalOrder,
    ExternalReceiver,
    ExternalRefund,
    ExternalStatus,
    RefundState,
)

__all__ = ["Box", "Word", "packed", "unpacked"]

Word = ExternalOrder | ExternalRefund
NONCE = 12


class Box:
    """Seals and opens bytes with one key (32 bytes)."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, content: bytes) -> bytes:
        """The content, readable only with the key."""
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, content, None)

    def open(self, sealed: bytes) -> bytes:
        """The content that was sealed. Raises InvalidTag when the key is another one."""
        return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], None)


def packed(words: Sequence[Word]) -> bytes:
    """Everything that the files say of one order: the order first, then its parts and refunds."""
    tree = [(0 if type(word) is ExternalOrder else 1, _values(word)) for word in words]
    return _encode(tree).encode()


def unpacked(content: bytes) -> list[Word]:
    """The words that `packed` wrote."""
    return [_order(values) if kind == 0 else _refund(values) for kind, values in json.loads(content)]


_GET: Mapping[type, Callable[[Any], tuple[Any, ...]]] = {
    kind: attrgetter(*(field.name for field in fields(kind)))
    for kind in (ExternalOrder, ExternalRefund, ExternalLine, ExternalReceiver)
}


def _values(value: Any) -> Any:
    """A dataclass as its values in order, a moment as text: what JSON asks for when it meets one."""
    get = _GET.get(type(value))
    return get(value) if get else value.isoformat()


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_values, check_circular=False).encode


def _places(kind: type, *names: str) -> tuple[int, ...]:
    order = [field.name for field in fields(kind)]
    return tuple(order.index(name) for name in names)


_ORDER_MOMENTS = _places(ExternalOrder, "created_at", "paid_at", "ship_by", "shipped_at", "finished_at")
_REFUND_MOMENTS = _places(ExternalRefund, "asked_at", "finished_at")
(_STATUS, _ORDER_REFUND, _RECEIVER, _LINES, _MINUTES) = _places(
    ExternalOrder, "status", "refund_state", "receiver", "lines", "minutes_only"
)
(_LINE_REFUND,) = _places(ExternalLine, "refund_state")
(_REFUND_STATE,) = _places(ExternalRefund, "state")
_moment = datetime.fromisoformat
_STATUSES: Mapping[Any, ExternalStatus | None] = {None: None, **{status.value: status for status in ExternalStatus}}
_REFUNDS: Mapping[Any, RefundState | None] = {None: None, **{state.value: state for state in RefundState}}


def _order(values: list[Any]) -> ExternalOrder:
    for place in _ORDER_MOMENTS:
        if values[place] is not None:
            values[place] = _moment(values[place])
    values[_STATUS] = _STATUSES[values[_STATUS]]
    values[_ORDER_REFUND] = _REFUNDS[values[_ORDER_REFUND]]
    if values[_RECEIVER] is not None:
        values[_RECEIVER] = ExternalReceiver(*values[_RECEIVER])
    values[_LINES] = tuple(map(_line, values[_LINES]))
    values[_MINUTES] = tuple(values[_MINUTES])
    return ExternalOrder(*values)


def _line(values: list[Any]) -> ExternalLine:
    values[_LINE_REFUND] = _REFUNDS[values[_LINE_REFUND]]
    return ExternalLine(*values)


def _refund(values: list[Any]) -> ExternalRefund:
    for place in _REFUND_MOMENTS:
        if values[place] is not None:
            values[place] = _moment(values[place])
    values[_REFUND_STATE] = RefundState(values[_REFUND_STATE])
    return ExternalRefund(*values)
