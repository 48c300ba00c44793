"""An event is one fact about one record, written in the transaction that made it true.

The audit trail, the timeline, webhooks and numbers are views of these rows. Facts are buffered while an operation
runs; when it ends they are written by one COPY and handed to the reactions, in rounds, lower modules first.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.rows import copy_rows

MOST_ROUNDS = 8

_kinds: dict[str, "EventKind"] = {}
_reactions: defaultdict[str, list["Reaction"]] = defaultdict(list)
_work: ContextVar["Work | None"] = ContextVar("work", default=None)


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of fact, `orders.approved`, said of one kind of subject along at most one axis."""

    name: str
    title: str
    subject: str
    axis: str = ""

    def __post_init__(self) -> None:
        if self.name in _kinds:
            raise ValueError(f"event {self.name} is declared twice")
        _kinds[self.name] = self


class Fact(NamedTuple):
    """What became of one subject. `data` holds ids and plain values, never a name, phone or address."""

    subject_id: int
    before: str = ""
    after: str = ""
    shop_id: int | None = None
    warehouse_id: int | None = None
    data: Mapping[str, Any] | None = None


class Reaction(NamedTuple):
    """A function that answers a kind of event inside the same transaction by calling operations."""

    react: Callable[[Actor, Sequence[Fact]], None]
    calls: tuple[Any, ...]
    rank: int


class Batch(NamedTuple):
    """Facts of one kind said by one actor at one moment."""

    actor: Actor
    kind: EventKind
    facts: Sequence[Fact]
    happened_at: datetime | None


@dataclass(slots=True)
class Work:
    """One transaction's work: under which capability it was begun and what was said so far."""

    needs: Capability
    batches: list[Batch] = field(default_factory=list)
    run_id: int | None = None


def record(actor: Actor, kind: EventKind, facts: Iterable[Fact], happened_at: datetime | None = None) -> None:
    """Say `kind` of each fact's subject, in the running operation's transaction. `happened_at` defaults to now."""
    said = list(facts)
    work = _work.get()
    if work is None:
        raise RuntimeError(f"{kind.name} is said outside an operation")
    if said:
        work.batches.append(Batch(actor, kind, said, happened_at))


def on(kind: EventKind, *, calls: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Answer `kind` in its own transaction, handed the whole set; `calls` names the operations that may follow."""

    def register(react: Callable[[Actor, Sequence[Fact]], None]) -> Callable[[Actor, Sequence[Fact]], None]:
        operations = calls if isinstance(calls, tuple) else (calls,)
        _reactions[kind.name].append(Reaction(react, operations, module_rank(react.__module__)))
        _reactions[kind.name].sort(key=lambda reaction: reaction.rank)
        return react

    return register


def all_kinds() -> dict[str, EventKind]:
    """Every declared kind of event by name."""
    return dict(_kinds)


def all_reactions() -> dict[str, list[Reaction]]:
    """Reactions by the name of the event that they answer."""
    return dict(_reactions)


def module_rank(dotted: str) -> int:
    """How high in the stack a module stands: reactions of lower modules come first."""
    from django.conf import settings

    name = dotted.split(".")[1]
    return settings.MODULE_STACK.index(name) if name in settings.MODULE_STACK else -1


@contextmanager
def working(needs: Capability) -> Iterator[Work | None]:
    """Open the buffer of one transaction; None when an operation further out has opened it already."""
    if _work.get() is not None:
        yield None
        return
    work = Work(needs)
    mark = _work.set(work)
    try:
        yield work
    finally:
        _work.reset(mark)


def finish(work: Work) -> None:
    """Write what was said and let reactions answer, round by round. Raises after eight rounds: a cycle."""
    for _round in range(MOST_ROUNDS):
        batches, work.batches = work.batches, []
        if not batches:
            return
        _write(work, batches)
        for reaction, actor, facts in _answers(batches):
            reaction.react(actor.delegate(), facts)
    raise RuntimeError(f"events still follow one another after {MOST_ROUNDS} rounds: {batches[0].kind.name}")


def _answers(batches: Sequence[Batch]) -> list[tuple[Reaction, Actor, list[Fact]]]:
    said: defaultdict[tuple[str, Actor], list[Fact]] = defaultdict(list)
    for batch in batches:
        if batch.kind.name in _reactions:
            said[batch.kind.name, batch.actor].extend(batch.facts)
    answers = [(r, actor, facts) for (name, actor), facts in said.items() for r in _reactions[name]]
    return sorted(answers, key=lambda answer: answer[0].rank)


COLUMNS = [
    "recorded_at",
    "happened_at",
    "kind",
    "subject_kind",
    "subject_id",
    "axis",
    "before",
    "after",
    "person_id",
    "assignment_id",
    "position_id",
    "department_id",
    "duty_id",
    "behalf_of_id",
    "run_id",
    "cause_id",
    "shop_id",
    "warehouse_id",
    "data",
]


def _write(work: Work, batches: Sequence[Batch]) -> None:
    moment = clock.now()
    copy_rows("foundation_event", COLUMNS, (row for batch in batches for row in _rows(work, batch, moment)))


def _rows(work: Work, batch: Batch, moment: datetime) -> Iterator[tuple[Any, ...]]:
    actor, kind = batch.actor, batch.kind
    happened = batch.happened_at or moment
    holders: dict[tuple[int | None, int | None], tuple[int | None, ...]] = {}
    run_id = actor.run_id
    for fact in batch.facts:
        place = (fact.shop_id, fact.warehouse_id)
        holder = holders.get(place)
        if holder is None:
            holder = holders[place] = _holder(actor, work.needs, *place)
        data = json.dumps(fact.data, ensure_ascii=False, default=str) if fact.data else None
        yield (
            moment, happened, kind.name, kind.subject, fact.subject_id, kind.axis, fact.before, fact.after,
            actor.person_id, *holder, run_id, actor.cause_id, *place, data,
        )  # fmt: skip


def _holder(actor: Actor, needs: Capability, shop_id: int | None, warehouse_id: int | None) -> tuple[int | None, ...]:
    grant = actor.covering(needs, shop_id, warehouse_id) or actor.covering(needs)
    if grant is None:
        return (None, None, None, None, None)
    return (grant.assignment_id, grant.position_id, grant.department_id, grant.duty_id, grant.behalf_of_id)
