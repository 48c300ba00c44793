"""Orders and their parts from several files → one order each, in whatever sequence the files came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from zhanggui.channels.rules.problems import Rejection
from zhanggui.orders.rules.external import ExternalLine, ExternalOrder, ExternalReceiver, ExternalStatus

__all__ = ["Joined", "merged"]

S = ExternalStatus
PROGRESS: dict[ExternalStatus | None, int] = {
    status: step
    for step, status in enumerate(
        (
            None,
            S.UNPAID,
            S.TO_SHIP,
            S.PART_SHIPPED,
            S.SHIPPED,
            S.FINISHED,
            S.FINISHED_PART_REFUND,
            S.CLOSED_UNPAID,
            S.CLOSED_REFUNDED_BEFORE_SHIPPING,
            S.CLOSED_REFUNDED_AFTER_SHIPPING,
        )
    )
}
OWN = frozenset({"external_no", "platform", "lines", "source_file", "source_line", "minutes_only", "receiver"})
FLAGS = frozenset({"cod", "locked", "risk_review", "balance_unpaid"})
FILLED = tuple(field.name for field in fields(ExternalOrder) if field.name not in OWN | FLAGS)


class Joined:
    """Collects wholes and parts; the later state of an order wins over an older one of another file."""

    def __init__(self) -> None:
        self.notices: list[Rejection] = []
        self._wholes: dict[tuple[str, str], ExternalOrder] = {}
        self._parts: dict[tuple[str, str], ExternalOrder] = {}

    def add_wholes(self, orders: Iterable[ExternalOrder]) -> None:
        """This will add whole orders of one file."""
        for order in orders:
            key = (order.platform, order.external_no)
            known = self._wholes.get(key)
            self._wholes[key] = order if known is None else self._later(known, order)

    def add_parts(self, parts: Iterable[ExternalOrder]) -> None:
        """This will add lines, payments or receivers of one file."""
        for part in parts:
            key = (part.platform, part.external_no)
            known = self._parts.get(key)
            self._parts[key] = part if known is None else merged(known, part)

    def orders(self) -> tuple[ExternalOrder, ...]:
        """This will give the wholes, each with its parts; call it before `parts`."""
        for key in [key for key in self._parts if key in self._wholes]:
            self._wholes[key] = merged(self._wholes[key], self._parts.pop(key))
        return tuple(self._wholes.values())

    def parts(self) -> tuple[ExternalOrder, ...]:
        """This will give the parts whose order is in none of the files."""
        return tuple(self._parts.values())

    def _later(self, known: ExternalOrder, order: ExternalOrder) -> ExternalOrder:
        first, second = (order, known) if PROGRESS[order.status] >= PROGRESS[known.status] else (known, order)
        if first.status is not second.status:
            self.notices.append(Rejection(second.source_file, second.source_line, "", "older_state"))
        return first


def merged(whole: ExternalOrder, part: ExternalOrder) -> ExternalOrder:
    """This will fill what `whole` does not know with what `part` knows; also for parts of orders known already."""
    filled: dict[str, Any] = {
        name: theirs for name in FILLED if getattr(whole, name) is None and (theirs := getattr(part, name)) is not None
    }
    flags: dict[str, Any] = {name: True for name in FLAGS if getattr(part, name) and not getattr(whole, name)}
    rough = tuple(name for name in part.minutes_only if name in filled)
    return replace(
        whole,
        **filled,
        **flags,
        lines=_lines(whole.lines, part.lines),
        receiver=_receiver(whole.receiver, part.receiver),
        minutes_only=(*whole.minutes_only, *rough),
    )


def _receiver(mine: ExternalReceiver | None, theirs: ExternalReceiver | None) -> ExternalReceiver | None:
    """A masked receiver must not overwrite a plain one."""
    if mine is None or theirs is None:
        return mine or theirs
    better, other = (theirs, mine) if mine.masked and not theirs.masked else (mine, theirs)
    if better.phone and better.detail:
        return better
    missing = {
        name: getattr(other, name)
        for name in ("name", "phone", "province", "city", "district", "town", "detail", "token", "postcode")
        if not getattr(better, name) and getattr(other, name)
    }
    return replace(better, **missing, masked=better.masked or other.masked) if missing else better


def _lines(mine: tuple[ExternalLine, ...], theirs: tuple[ExternalLine, ...]) -> tuple[ExternalLine, ...]:
    """Two lists of the same articles, of which the one with line numbers knows more; never both together."""
    if not mine or not theirs:
        return mine or theirs
    if all(line.external_line_no for line in (*mine, *theirs)):
        numbers = {line.external_line_no for line in mine}
        return (*mine, *(line for line in theirs if line.external_line_no not in numbers))
    return theirs if all(line.external_line_no for line in theirs) else mine
