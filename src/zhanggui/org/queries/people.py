"""People, their assignments and their tokens, as far as somebody's range goes."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor, Scope
from zhanggui.foundation.capability import Capability
from zhanggui.org.models import Assignment, Person, Token
from zhanggui.org.vocabulary import ASSIGN, PERMISSIONS


def people_visible_to(actor: Actor, *needs: Capability) -> QuerySet[Person]:
    """People none of whose current assignments reaches beyond the actor's range for `needs`, and oneself."""
    inside = Q(pk=actor.person_id)
    for scope in _scopes(actor, needs or (ASSIGN, PERMISSIONS)):
        if scope == Scope():
            return Person.objects.all()
        beyond = assignments_in_force().filter(~_contained(scope), person=OuterRef("pk"))
        inside |= Q(~Exists(beyond))
    return Person.objects.filter(inside)


def assignments_visible_to(actor: Actor, *needs: Capability) -> QuerySet[Assignment]:
    """Assignments that lie within the actor's range for `needs`, and one's own."""
    inside = Q(person_id=actor.person_id)
    for scope in _scopes(actor, needs or (ASSIGN, PERMISSIONS)):
        if scope == Scope():
            return Assignment.objects.all()
        inside |= _contained(scope)
    return Assignment.objects.filter(inside)


def tokens_visible_to(actor: Actor) -> QuerySet[Token]:
    """One's own tokens, and those of the people whose accounts one keeps."""
    return Token.objects.filter(Q(person_id=actor.person_id) | Q(person__in=people_visible_to(actor, PERMISSIONS)))


def assignments_in_force(day: date | None = None) -> QuerySet[Assignment]:
    """Assignments that are not over on `day`, today unless said; those that begin later are among them."""
    return Assignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day or clock.today()))


def assignments_held(day: date | None = None) -> QuerySet[Assignment]:
    """Assignments that count on `day`, today unless said."""
    return assignments_in_force(day).filter(starts_on__lte=day or clock.today())


def _scopes(actor: Actor, needs: tuple[Capability, ...]) -> list[Scope]:
    return [scope for capability in needs for scope in actor.scopes(capability)]


def _contained(scope: Scope) -> Q:
    """An assignment without limits of its own lies beyond every limit: null is contained in nothing."""
    contained = Q()
    if scope.shops is not None:
        contained &= Q(shop_ids__isnull=False, shop_ids__contained_by=sorted(scope.shops))
    if scope.warehouses is not None:
        contained &= Q(warehouse_ids__isnull=False, warehouse_ids__contained_by=sorted(scope.warehouses))
    return contained
