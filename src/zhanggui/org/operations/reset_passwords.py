from dataclasses import replace

from django.contrib.auth.hashers import make_password

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, settle
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.org.models import Person
from zhanggui.org.queries.people import people_visible_to
from zhanggui.org.rules.secrets import draw_password
from zhanggui.org.vocabulary import PASSWORD_RESET, PERMISSIONS


@operation(needs=PERMISSIONS, title=_("Reset the password"), of="person", emits=(PASSWORD_RESET,), bulk=False)
def reset_passwords(actor: Actor, person_ids: Ids) -> Outcome:
    """Draw new passwords, told once in `secrets` by username; every open session of the person ends."""
    people = dict(people_visible_to(actor, PERMISSIONS).filter(pk__in=person_ids).values_list("pk", "username"))
    drawn = {person_id: draw_password() for person_id in people}
    hashes = Each(make_password(password) for password in drawn.values())
    done = update_rows(Person, list(drawn), values={"password": hashes})
    record(actor, PASSWORD_RESET, [Fact(person_id) for person_id in done])
    refused = {person_id: NOT_FOUND for person_id in person_ids if person_id not in people}
    told = {people[person_id]: drawn[person_id] for person_id in done}
    return replace(settle(person_ids, done, refused), secrets=told)
