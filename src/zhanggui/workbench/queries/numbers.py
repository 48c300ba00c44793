"""The numbers of today: counted from events, typed in by nobody, each of them opens the events that it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.event import EventKind
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.scope import within
from zhanggui.foundation.words import _
from zhanggui.fulfilment.vocabulary import DISPATCH, PACKED, PICK_PACK, PICKED, PRINT, PRINTED, PROMISE, QC, SHIPPED
from zhanggui.orders.queries.lists import SEEING
from zhanggui.orders.vocabulary import APPROVED, FLAG, RECEIVED, REVIEW, VOIDED

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Number:
    """How often something was said today, for holders of any of `needs` and within their range."""

    name: str
    title: str
    kind: EventKind
    needs: tuple[Capability, ...]


class Said(NamedTuple):
    """One of the events that a number counts."""

    at: datetime
    subject_id: int
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of today: all within range, and what the person did."""

    number: Number
    total: int
    mine: int


NUMBERS = (
    Number("received", _("Orders in today"), RECEIVED, SEEING),
    Number("approved", _("Approved today"), APPROVED, (REVIEW, *SEEING)),
    Number("voided", _("Voided today"), VOIDED, (FLAG,)),
    Number("printed", _("Printed today"), PRINTED, (PRINT,)),
    Number("picked", _("Picked today"), PICKED, (PICK_PACK,)),
    Number("packed", _("Packed today"), PACKED, (PICK_PACK, QC, DISPATCH)),
    Number("shipped", _("Shipped today"), SHIPPED, (DISPATCH, PROMISE, *SEEING)),
)


def numbers_open_to(actor: Actor) -> list[Number]:
    """The numbers that today's duties are about."""
    return [number for number in NUMBERS if any(map(actor.may, number.needs))]


def counted_today(actor: Actor) -> list[Counted]:
    """The actor's numbers of today; one query."""
    numbers = numbers_open_to(actor)
    if not numbers:
        return []
    counts = _today().filter(kind__in=[number.kind.name for number in numbers]).aggregate(**_counts(actor, numbers))
    return [Counted(number, counts[number.name], counts[f"{number.name}_mine"]) for number in numbers]


def events_counted(actor: Actor, name: str, *, mine: bool) -> tuple[Number, list[Said]]:
    """The newest of the events that a number counts. Raises NotFound for a number that is not open to the actor."""
    number = next((each for each in numbers_open_to(actor) if each.name == name), None)
    if number is None:
        raise NotFound
    found = _today().filter(_counting(actor, number))
    if mine:
        found = found.filter(person_id=actor.person_id)
    rows = found.order_by("-recorded_at", "-id").values_list("recorded_at", "subject_id", "person_id")
    return number, [Said(*row) for row in rows[:MOST_SHOWN]]


def _today() -> QuerySet[Event]:
    return Event.objects.filter(recorded_at__gte=clock.start_of(clock.today()))


def _counts(actor: Actor, numbers: Sequence[Number]) -> Mapping[str, Count]:
    counts = {number.name: Count("id", filter=_counting(actor, number)) for number in numbers}
    mine = Q(person_id=actor.person_id)
    counts |= {f"{number.name}_mine": Count("id", filter=_counting(actor, number) & mine) for number in numbers}
    return counts


def _counting(actor: Actor, number: Number) -> Q:
    return Q(kind=number.kind.name) & within(actor, *number.needs, warehouse="warehouse_id")
