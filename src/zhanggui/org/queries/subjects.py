"""How receipts, timelines and machines call the records of the organisation."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.subject import Subject
from zhanggui.foundation.words import _
from zhanggui.org.models import Assignment, BlueprintVersion, Duty
from zhanggui.org.queries.people import assignments_visible_to, people_visible_to, tokens_visible_to
from zhanggui.org.vocabulary import ACCOUNT_TITLES, BLUEPRINT


def person_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """Names of the people in range."""
    return dict(people_visible_to(actor).filter(pk__in=ids).values_list("pk", "name"))


def assignment_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """Who holds which position, of the assignments in range."""
    found = assignments_visible_to(actor).filter(pk__in=ids).select_related("person", "position")
    return {assignment.pk: _assignment_label(assignment) for assignment in found}


def token_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """Names of one's own tokens and of those that one keeps."""
    return {token.pk: str(token) for token in tokens_visible_to(actor).filter(pk__in=ids).only("pk", "name")}


def blueprint_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """Names of applied blueprints, for those who keep them."""
    if not actor.may(BLUEPRINT):
        return {}
    return dict(BlueprintVersion.objects.filter(pk__in=ids).values_list("pk", "name"))


def duty_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """The sentences of duties; everybody may read what everybody answers for."""
    return dict(Duty.objects.filter(pk__in=ids).values_list("pk", "text"))


def person_note(kind: str, data: Mapping[str, Any]) -> str:
    """The position that somebody was placed in or left."""
    return str(data.get("position", ""))


def _assignment_label(assignment: Assignment) -> str:
    return f"{assignment.person.name} · {assignment.position.name}"


def _person_url(person_id: int) -> str:
    return f"/people/{person_id}/"


def _chart_url(record_id: int) -> str:
    return "/positions/"


PERSON = Subject("person", _("Person"), person_labels, _person_url, ACCOUNT_TITLES, person_note)
ASSIGNMENT = Subject("assignment", _("Assignment"), assignment_labels)
TOKEN = Subject("token", _("Token"), token_labels)
DUTY = Subject("duty", _("Duty"), duty_labels, _chart_url)
BLUEPRINT_SUBJECT = Subject("blueprint", _("Blueprint"), blueprint_labels, _chart_url)
