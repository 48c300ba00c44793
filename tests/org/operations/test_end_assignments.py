from datetime import date

import pytest
from tests.company import Company
from tests.org.measuring import hired, position, statements

from zhanggui.foundation import clock
from zhanggui.org.models import Assignment
from zhanggui.org.operations.end_assignments import end_assignments
from zhanggui.org.operations.place_people import Placement, place_people

pytestmark = pytest.mark.django_db


def test_ending_an_assignment_needs_a_day_within_it(company: Company) -> None:
    assignment = company.picker.grants[0].assignment_id
    early = end_assignments(company.owner, [assignment, -1], ends_on=date(2020, 1, 1))
    assert {key: refusal.code for key, refusal in early.refused.items()} == {
        assignment: "ends_before_start",
        -1: "not_found",
    }
    assert end_assignments(company.owner, [assignment]).one() == assignment
    assert Assignment.objects.get(pk=assignment).ends_on == clock.today()
    assert end_assignments(company.owner, [assignment]).refused[assignment].code == "ended_already"


def test_statements_do_not_grow_with_the_set(company: Company) -> None:
    actor, picker = company.owner, position("S1.PICKER")
    held = place_people(actor, [Placement(person, picker) for person in hired(company)]).done
    assert statements(lambda: end_assignments(actor, held[:1])) == statements(lambda: end_assignments(actor, held))
