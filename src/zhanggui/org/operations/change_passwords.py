from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NotFound, Outcome, Refusal
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.org.models import Person
from zhanggui.org.vocabulary import PASSWORD_CHANGED, WORKBENCH

WRONG_PASSWORD = Refusal("wrong_password", _("The present password is another one"))
ONE_AT_A_TIME = Refusal("one_at_a_time", _("One password at a time"))


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """One's own present password and the one that takes its place."""

    old: Annotated[str, Text(_("Present password"), most=200)] = field(repr=False)
    new: Annotated[str, Text(_("New password"), most=200)] = field(repr=False)


@operation(needs=WORKBENCH, title=_("Change my password"), emits=(PASSWORD_CHANGED,), bulk=False)
def change_passwords(actor: Actor, changes: Sequence[PasswordChange]) -> Outcome:
    """Give the actor's own account another password; the present one must be known, a token alone is not enough."""
    person = Person.objects.filter(pk=actor.person_id or 0, is_active=True).first()
    if person is None:
        raise NotFound
    if len(changes) != 1:
        return Outcome(refused=dict.fromkeys(range(1, len(changes) + 1), ONE_AT_A_TIME))
    refusal = _refusal(person, changes[0])
    if refusal:
        return Outcome(refused={1: refusal})
    values = {"password": make_password(changes[0].new)}
    done = update_rows(Person, [person.pk], values=values, expect={"password": person.password})
    record(actor, PASSWORD_CHANGED, [Fact(person_id) for person_id in done])
    return Outcome(done)


def _refusal(person: Person, change: PasswordChange) -> Refusal | None:
    if not person.check_password(change.old):
        return WRONG_PASSWORD
    try:
        validate_password(change.new, person)
    except ValidationError as error:
        return Refusal("weak_password", " ".join(error.messages))
    return None
