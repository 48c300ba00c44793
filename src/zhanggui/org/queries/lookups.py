"""How fields find people, positions and departments: by id, by code, by what somebody types."""

from collections.abc import Mapping, Sequence

from django.db.models import Model, Q, QuerySet

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.lookup import Lookup
from zhanggui.org.models import Department, Person, Position
from zhanggui.org.queries.people import people_visible_to

MOST = 20


def search_people(actor: Actor, term: str) -> list[tuple[int, str]]:
    """People in range whose name or username holds the term."""
    people = people_visible_to(actor).filter(Q(name__icontains=term) | Q(username__icontains=term), is_active=True)
    return [(person.pk, _person_text(person)) for person in people.order_by("name", "pk")[:MOST]]


def people_by_code(actor: Actor, codes: Sequence[str]) -> dict[str, int]:
    """People in range by username, or by a name that only one of them has."""
    people = people_visible_to(actor).filter(Q(username__in=codes) | Q(name__in=codes))
    by_name: dict[str, list[int]] = {}
    usernames: dict[str, int] = {}
    for pk, username, name in people.values_list("pk", "username", "name"):
        usernames[username] = pk
        by_name.setdefault(name, []).append(pk)
    return {name: ids[0] for name, ids in by_name.items() if len(ids) == 1 and name in codes} | usernames


def people_texts(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """What to show for people in range."""
    return {person.pk: _person_text(person) for person in people_visible_to(actor).filter(pk__in=ids)}


def _person_text(person: Person) -> str:
    return f"{person.name} {person.username}"


def _search(records: QuerySet[Model], term: str) -> list[tuple[int, str]]:
    found = records.filter(Q(name__icontains=term) | Q(code__icontains=term)).order_by("pk")[:MOST]
    return list(found.values_list("pk", "name"))


def _by_code(records: QuerySet[Model], codes: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for pk, code, name in records.filter(Q(code__in=codes) | Q(name__in=codes)).values_list("pk", "code", "name"):
        found.setdefault(name, pk)
        found[code] = pk
    return found


def _texts(records: QuerySet[Model], ids: Sequence[int]) -> Mapping[int, str]:
    return dict(records.filter(pk__in=ids).values_list("pk", "name"))


PERSON = Lookup("person", search_people, people_by_code, people_texts)
POSITION = Lookup(
    "position",
    search=lambda actor, term: _search(Position.objects.all(), term),
    by_code=lambda actor, codes: _by_code(Position.objects.all(), codes),
    texts=lambda actor, ids: _texts(Position.objects.all(), ids),
)
DEPARTMENT = Lookup(
    "department",
    search=lambda actor, term: _search(Department.objects.all(), term),
    by_code=lambda actor, codes: _by_code(Department.objects.all(), codes),
    texts=lambda actor, ids: _texts(Department.objects.all(), ids),
)
