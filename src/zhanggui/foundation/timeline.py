"""What became of a record, told from its events: what, who in which position, from what to what."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import all_kinds
from zhanggui.foundation.models import Cause, Event
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.people import people_names, position_names
from zhanggui.foundation.subject import subject_named

MOST_EVENTS = 200


def events_of(
    actor: Actor, subject: str, record_id: int, *, since: datetime | None = None, most: int = MOST_EVENTS
) -> list[dict[str, Any]]:
    """The record's newest events first, as a timeline shows them. Raises NotFound where the actor sees no record.

    `since` is when the record came to be: it spares the months before.
    """
    events = visible_events(actor, subject, record_id, since=since, most=most)
    names = people_names({event.person_id for event in events if event.person_id})
    positions = position_names({event.position_id for event in events if event.position_id})
    causes = _cause_names(events)
    return [
        {
            "at": event.happened_at,
            "what": _title(event.kind),
            "who": _who(event, names, positions, causes),
            "note": _note(event),
            "kind": event.kind,
            "run_id": event.run_id,
        }
        for event in events
    ]


def visible_events(
    actor: Actor, subject: str, record_id: int, *, since: datetime | None = None, most: int = MOST_EVENTS
) -> Sequence[Event]:
    """The record's newest events first. Raises NotFound when the actor may not see the record."""
    declared = subject_named(subject)
    if declared is None or record_id not in declared.labels(actor, [record_id]):
        raise NotFound
    events = Event.objects.filter(subject_kind=subject, subject_id=record_id)
    if since is not None:
        events = events.filter(recorded_at__gte=since)
    return list(events.order_by("-recorded_at", "-id")[:most])


def _title(kind: str) -> str:
    declared = all_kinds().get(kind)
    return gettext(declared.title) if declared else kind


def _who(event: Event, names: Mapping[int, str], positions: Mapping[int, str], causes: Mapping[int, str]) -> str:
    if event.person_id is None:
        return causes.get(event.cause_id or 0, "")
    position = positions.get(event.position_id or 0, "")
    return " · ".join(word for word in (names.get(event.person_id, ""), position) if word)


def _note(event: Event) -> str:
    subject = subject_named(event.subject_kind)
    assert subject is not None, "only declared subjects are shown"
    moved = _moved(subject.states, event)
    said = subject.note(event.kind, event.data or {})
    return " · ".join(word for word in (moved, said) if word)


def _moved(states: Mapping[Any, str], event: Event) -> str:
    if not event.before or not event.after:
        return ""
    return " → ".join(_state(states, event.axis, state) for state in (event.before, event.after))


def _state(states: Mapping[Any, str], axis: str, state: str) -> str:
    """What a state is called; two axes of one subject may share a word, then `axis.state` is named apart."""
    title = states.get(f"{axis}.{state}") or states.get(state)
    return gettext(title) if title else state


def _cause_names(events: Sequence[Event]) -> dict[int, str]:
    wanted = {event.cause_id for event in events if event.cause_id}
    rows = Cause.objects.filter(pk__in=wanted).values_list("pk", "name") if wanted else ()
    return {pk: gettext(name) for pk, name in rows}
