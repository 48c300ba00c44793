"""What waits for a person: the queues of the duties held today, the most urgent first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.paging import capped_counts
from zhanggui.foundation.queue import Queue, queues_of

NEAR = timedelta(hours=2)
MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A queue with how many records wait in it, and how many of them are due within two hours or late already."""

    queue: Queue
    count: int
    urgent: int


def waiting_for(actor: Actor) -> list[Waiting]:
    """The actor's queues: first those with something urgent, then those with something, empty ones last; one query."""
    queues = queues_of(actor)
    counts = capped_counts(_lists(actor, queues))
    found = [Waiting(queue, counts[queue.name], counts.get(_near(queue), 0)) for queue in queues]
    return sorted(found, key=_urgency)


def rows_of(actor: Actor, queue: Queue) -> Sequence[Any]:
    """The records of the queue that are due first, as many as a person looks through at once; one query."""
    return list(queue.waiting(actor).order_by(queue.due, "pk")[:MOST_ROWS])


def _lists(actor: Actor, queues: Sequence[Queue]) -> Mapping[str, Any]:
    soon = clock.now() + NEAR
    lists = {queue.name: queue.waiting(actor) for queue in queues}
    near = {_near(queue): lists[queue.name].filter(**{f"{queue.due}__lt": soon}) for queue in queues if queue.deadline}
    return lists | near


def _near(queue: Queue) -> str:
    return f"{queue.name}:near"


def _urgency(waiting: Waiting) -> tuple[bool, bool]:
    return (not waiting.urgent, not waiting.count)
