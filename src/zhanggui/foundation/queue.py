"""A queue is a named list of records that wait for a duty, with a deadline. Workbenches are unions of queues."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability

_declared: dict[str, "Queue"] = {}


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for the holders of `needs`: `waiting(actor)` in scope, its deadline column, what may be done there.

    `operations` are the names of the buttons, most used first; `page` is the address of the full list; `row` is the
    template of one table row in the workbench, whose head is ROW_head.html or the folder's head.html. Where nothing is
    late at a given time, `due` is the column since when a record waits, and `deadline` is False.
    """

    name: str
    title: str
    needs: Capability
    waiting: Callable[[Actor], QuerySet[Any]]
    due: str
    page: str
    row: str
    operations: tuple[str, ...] = ()
    icon: str = ""
    empty: str = ""
    deadline: bool = True

    def __post_init__(self) -> None:
        if self.name in _declared:
            raise ValueError(f"queue {self.name} is declared twice")
        _declared[self.name] = self


def queues_of(actor: Actor) -> list[Queue]:
    """The queues that the duties held today are owners of, in the order of the trading day."""
    return [queue for queue in _declared.values() if actor.may(queue.needs)]


def all_queues() -> dict[str, Queue]:
    """Every declared queue by name."""
    return dict(_declared)
