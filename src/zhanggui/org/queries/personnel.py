"""What one person's page shows: assignments, duties with what they allow, tokens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import QueryDict

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.lookup import lookup_named
from zhanggui.foundation.operation import all_operations
from zhanggui.org.models import Assignment, Duty, Person, Token
from zhanggui.org.queries.people import assignments_held, people_visible_to, tokens_visible_to


@dataclass(frozen=True, slots=True)
class HeldDuty:
    """A duty that somebody holds, the position it comes with and what it allows: operations by name with title."""

    duty: Duty
    position: str
    operations: dict[str, str]


def people_matching(actor: Actor, query: QueryDict) -> QuerySet[Person]:
    """The people in the actor's range that the address of the list asks for: q, position, account."""
    people = people_visible_to(actor)
    if term := query.get("q", "").strip():
        people = people.filter(Q(name__icontains=term) | Q(username__icontains=term))
    if position := query.get("position", ""):
        holders = assignments_held().filter(position__code=position)
        people = people.filter(pk__in=holders.values("person_id"))
    if account := query.get("account", ""):
        people = people.filter(is_active=account == "open")
    return people


def assignments_of(people: Iterable[int]) -> dict[int, list[Assignment]]:
    """Assignments that are not over, by person id; one query."""
    rows: dict[int, list[Assignment]] = {person: [] for person in people}
    current = Assignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()), person_id__in=list(rows))
    for assignment in current.select_related("position__department").order_by("-main", "pk"):
        rows[assignment.person_id].append(assignment)
    return rows


def all_assignments_of(person_id: int) -> list[Assignment]:
    """Every assignment that the person ever had, newest first."""
    rows = Assignment.objects.filter(person_id=person_id).select_related("position__department")
    return list(rows.order_by("-starts_on", "-pk"))


def ranges_of(actor: Actor, assignments: Iterable[Assignment]) -> dict[int, str]:
    """The range of each assignment in words, empty for every shop and warehouse; one query per kind of record."""
    rows = list(assignments)
    shops = _texts(actor, "shop", [i for row in rows for i in row.shop_ids or ()])
    warehouses = _texts(actor, "warehouse", [i for row in rows for i in row.warehouse_ids or ()])
    return {
        row.pk: "、".join(
            [shops.get(i, f"#{i}") for i in row.shop_ids or ()]
            + [warehouses.get(i, f"#{i}") for i in row.warehouse_ids or ()]
        )
        for row in rows
    }


def held_duties(person_id: int) -> list[HeldDuty]:
    """The duties that today's assignments bring, each once, with what they allow; two queries."""
    positions = dict(assignments_held().filter(person_id=person_id).values_list("position_id", "position__name"))
    duties = Duty.objects.filter(until=None, position_id__in=positions).order_by("rank")
    return [HeldDuty(duty, positions[duty.position_id], _operations(duty)) for duty in duties]


def tokens_of(actor: Actor, person_id: int) -> list[Token]:
    """The person's tokens that the actor may know of, newest first."""
    return list(tokens_visible_to(actor).filter(person_id=person_id).order_by("-pk"))


def _texts(actor: Actor, lookup: str, ids: list[int]) -> Mapping[int, str]:
    """Shops and warehouses are known further up; their lookups tell what they are called."""
    return lookup_named(lookup).texts(actor.delegate(), ids) if ids else {}


def _operations(duty: Duty) -> dict[str, str]:
    granted = set(duty.capabilities)
    return {name: operation.title for name, operation in all_operations().items() if operation.needs.name in granted}
