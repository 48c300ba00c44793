"""Who a person is today: one indexed query from assignments to duties."""

import hashlib

from django.db.models import F, Q

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor, Grant, Scope
from zhanggui.org.models import Assignment, Duty, Person, Token


def actor_of(person_id: int) -> Actor:
    """The actor that today's assignments make of a person; without grants for nobody and for those who left."""
    person = Person.objects.filter(pk=person_id, is_active=True).only("name").first()
    if person is None:
        return Actor(name="", person_id=person_id)
    return Actor(person.name, person_id, _grants(person_id))


def actor_of_token(secret: str) -> Actor | None:
    """The actor behind a token, or None when it is unknown or revoked."""
    digest = hashlib.sha256(secret.encode()).hexdigest()
    token = Token.objects.filter(digest=digest, revoked_at=None, person__is_active=True).first()
    return actor_of(token.person_id) if token else None


def _grants(person_id: int) -> tuple[Grant, ...]:
    day = clock.today()
    held = Assignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), person_id=person_id, starts_on__lte=day)
    by_position: dict[int, list[tuple[int, frozenset[str]]]] = {}
    duties = Duty.objects.filter(until=None, position_id__in=held.values("position_id")).order_by("rank")
    for duty_id, position_id, capabilities in duties.values_list("pk", "position_id", "capabilities"):
        by_position.setdefault(position_id, []).append((duty_id, frozenset(capabilities)))
    rows = held.annotate(department_id=F("position__department_id")).order_by("pk")
    return tuple(
        Grant(
            assignment_id=row.pk,
            position_id=row.position_id,
            department_id=row.department_id,
            duty_id=duty_id,
            capabilities=capabilities,
            scope=Scope(_ids(row.shop_ids), _ids(row.warehouse_ids)),
            main=row.main,
            behalf_of_id=row.behalf_of_id,
        )
        for row in rows
        for duty_id, capabilities in by_position.get(row.position_id, ())
    )


def _ids(ids: list[int] | None) -> frozenset[int] | None:
    return None if ids is None else frozenset(ids)
