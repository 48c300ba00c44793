from datetime import date
from typing import Annotated

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Day
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.org.models import Assignment
from zhanggui.org.queries.people import assignments_visible_to
from zhanggui.org.rules.placing import ENDS_BEFORE_START
from zhanggui.org.vocabulary import ASSIGN, ENDED

ENDED_ALREADY = Refusal("ended_already", _("The assignment ends on that day or before already"))


@operation(needs=ASSIGN, title=_("End the assignment"), of="assignment", emits=(ENDED,), tone="danger")
def end_assignments(
    actor: Actor,
    assignment_ids: Ids,
    *,
    ends_on: Annotated[date | None, Day(_("Last day"), help=_("Today when left blank"))] = None,
) -> Outcome:
    """Let people leave positions after their last day; whoever must stop at once has the account closed as well."""
    day = ends_on or clock.today()
    visible = assignments_visible_to(actor, ASSIGN).filter(pk__in=assignment_ids).select_related("position")
    found = {assignment.pk: assignment for assignment in visible}
    refused = {i: NOT_FOUND for i in assignment_ids if i not in found}
    refused |= {i: refusal for i, assignment in found.items() if (refusal := _refusal(assignment, day))}
    chosen = [i for i in found if i not in refused]
    known = Each(found[i].ends_on for i in chosen)
    done = update_rows(Assignment, chosen, values={"ends_on": day}, expect={"ends_on": known})
    record(actor, ENDED, [_fact(found[i]) for i in done])
    return settle(assignment_ids, done, refused)


def _refusal(assignment: Assignment, day: date) -> Refusal | None:
    if assignment.ends_on is not None and assignment.ends_on <= day:
        return ENDED_ALREADY
    return ENDS_BEFORE_START if day < assignment.starts_on else None


def _fact(assignment: Assignment) -> Fact:
    return Fact(assignment.person_id, data={"assignment_id": assignment.pk, "position": assignment.position.name})
