from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.org.models import Person
from zhanggui.org.queries.people import people_visible_to
from zhanggui.org.vocabulary import DEACTIVATED, PERMISSIONS

ONESELF = Refusal("oneself", _("Nobody closes their own account"))
CLOSED_ALREADY = Refusal("closed_already", _("The account is closed already"))


@operation(
    needs=PERMISSIONS,
    title=_("Close the account"),
    of="person",
    emits=(DEACTIVATED,),
    undone_by="reactivate_people",
    tone="danger",
)
def deactivate_people(actor: Actor, person_ids: Ids) -> Outcome:
    """Close accounts: from now on neither the people nor their tokens may do anything. What they did stays theirs."""
    found = dict(people_visible_to(actor, PERMISSIONS).filter(pk__in=person_ids).values_list("pk", "is_active"))
    refused = {person_id: NOT_FOUND for person_id in person_ids if person_id not in found}
    refused |= {person_id: CLOSED_ALREADY for person_id, is_active in found.items() if not is_active}
    refused |= {person_id: ONESELF for person_id in found if person_id == actor.person_id}
    chosen = [person_id for person_id in found if person_id not in refused]
    done = update_rows(Person, chosen, values={"is_active": False}, expect={"is_active": True})
    record(actor, DEACTIVATED, [Fact(person_id, "open", "closed") for person_id in done])
    return settle(person_ids, done, refused)
