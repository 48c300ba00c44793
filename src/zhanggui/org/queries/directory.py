"""Who holds what: names, duties and their holders, for the kernel and for every page."""

from collections import defaultdict
from collections.abc import Iterable

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import all_capabilities
from zhanggui.org.models import Department, Duty, Person, Position
from zhanggui.org.queries.people import assignments_held


def company_name() -> str:
    """The name of the department that stands above all; empty before the first blueprint."""
    root = Department.objects.filter(parent=None).order_by("pk").values_list("name", flat=True).first()
    return root or ""


def person_named(username: str) -> int | None:
    """The id of the person who logs in by this name, if the account is open."""
    return Person.objects.filter(username=username, is_active=True).values_list("pk", flat=True).first()


def is_empty() -> bool:
    """Whether nobody works here yet."""
    return not Person.objects.exists()


def people_names(ids: Iterable[int]) -> dict[int, str]:
    """Names by person id."""
    return dict(Person.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def position_names(ids: Iterable[int]) -> dict[int, str]:
    """Names by position id."""
    return dict(Position.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def duty_sentence(actor: Actor, capability: str) -> str:
    """The sentence of the held duty that grants the capability; empty when none does."""
    needs = all_capabilities().get(capability)
    grant = actor.covering(needs) if needs else None
    if grant is None:
        return ""
    return Duty.objects.filter(pk=grant.duty_id).values_list("text", flat=True).first() or ""


def holders() -> dict[str, list[str]]:
    """Today's holders of each capability as "name · position"; two queries."""
    people: defaultdict[int, list[str]] = defaultdict(list)
    held = assignments_held().filter(person__is_active=True).order_by("person__name", "pk")
    for position_id, person, position in held.values_list("position_id", "person__name", "position__name"):
        people[position_id].append(f"{person} · {position}")
    granted: defaultdict[str, list[str]] = defaultdict(list)
    for position_id, capabilities in Duty.objects.filter(until=None).values_list("position_id", "capabilities"):
        for capability in capabilities:
            granted[capability] += [holder for holder in people[position_id] if holder not in granted[capability]]
    return dict(granted)
