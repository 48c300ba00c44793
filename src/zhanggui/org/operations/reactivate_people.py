from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.org.models import Person
from zhanggui.org.queries.people import people_visible_to
from zhanggui.org.vocabulary import PERMISSIONS, REACTIVATED

OPEN_ALREADY = Refusal("open_already", _("The account is open already"))


@operation(needs=PERMISSIONS, title=_("Open the account again"), of="person", emits=(REACTIVATED,))
def reactivate_people(actor: Actor, person_ids: Ids) -> Outcome:
    """Open closed accounts again, with the password and the assignments that they had."""
    found = dict(people_visible_to(actor, PERMISSIONS).filter(pk__in=person_ids).values_list("pk", "is_active"))
    refused = {person_id: NOT_FOUND for person_id in person_ids if person_id not in found}
    refused |= {person_id: OPEN_ALREADY for person_id, is_active in found.items() if is_active}
    chosen = [person_id for person_id in found if person_id not in refused]
    done = update_rows(Person, chosen, values={"is_active": True}, expect={"is_active": False})
    record(actor, REACTIVATED, [Fact(person_id, "closed", "open") for person_id in done])
    return settle(person_ids, done, refused)
