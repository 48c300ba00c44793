from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.contrib.auth.hashers import make_password

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, Refusal
from zhanggui.foundation.rows import copy_rows, draw_ids
from zhanggui.foundation.words import _
from zhanggui.org.models import Person
from zhanggui.org.rules.secrets import draw_password, is_username
from zhanggui.org.vocabulary import ASSIGN, HIRED

USERNAME_FORM = Refusal(
    "username_form", _("{username} cannot be a username: two to forty small letters, digits, dots and dashes")
)
USERNAME_TAKEN = Refusal("username_taken", _("Somebody logs in as {username} already"))


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who begins to work here."""

    username: Annotated[str, Text(_("Username"), most=40, help=_("Small letters and digits, such as wangfang"))]
    name: Annotated[str, Text(_("Full name"), most=40)]


@operation(needs=ASSIGN, title=_("Hire"), emits=(HIRED,), template="org/hire_form.html", bulk=False)
def hire_people(actor: Actor, newcomers: Sequence[Newcomer]) -> Outcome:
    """Open accounts; `secrets` holds a drawn password per username, told this once and kept nowhere."""
    refused = _refusals(newcomers)
    hired = [row for number, row in enumerate(newcomers, start=1) if number not in refused]
    passwords = {row.username: draw_password() for row in hired}
    ids = draw_ids(Person, len(hired))
    rows = [
        (person_id, row.username, row.name, make_password(passwords[row.username]), True)
        for person_id, row in zip(ids, hired, strict=True)
    ]
    copy_rows(Person, ("id", "username", "name", "password", "is_active"), rows)
    record(actor, HIRED, [Fact(person_id) for person_id in ids])
    return Outcome(ids, refused, secrets=passwords)


def _refusals(newcomers: Sequence[Newcomer]) -> dict[int, Refusal]:
    usernames = [row.username for row in newcomers]
    taken = set(Person.objects.filter(username__in=usernames).values_list("username", flat=True))
    taken |= {username for username, count in Counter(usernames).items() if count > 1}
    refused: dict[int, Refusal] = {}
    for number, username in enumerate(usernames, start=1):
        refusal = USERNAME_TAKEN if username in taken else None if is_username(username) else USERNAME_FORM
        if refusal:
            refused[number] = Refusal(refusal.code, refusal.message, {"username": username})
    return refused
