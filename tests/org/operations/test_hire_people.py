import pytest
from tests.company import Company
from tests.org.measuring import MANY, newcomers, position, statements

from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.org.models import Person
from zhanggui.org.operations.hire_people import Newcomer, hire_people
from zhanggui.org.operations.issue_tokens import NewToken, issue_tokens
from zhanggui.org.operations.place_people import place_people
from zhanggui.org.operations.reset_passwords import reset_passwords
from zhanggui.org.queries.actors import actor_of

pytestmark = pytest.mark.django_db


def test_hired_person_logs_in_with_the_drawn_password(company: Company) -> None:
    outcome = hire_people(company.owner, [Newcomer("wangfang", "王芳")])
    person = Person.objects.get(pk=outcome.one())
    assert person.check_password(outcome.secrets["wangfang"])
    event = Event.objects.get(kind="org.hired", subject_id=person.pk)
    assert (event.person_id, event.position_id) == (company.person("owner"), position("S1.GM"))


def test_usernames_that_cannot_be_are_refused_by_row(company: Company) -> None:
    rows = [
        Newcomer("picker1", "A"),
        Newcomer("Wu Hao", "B"),
        Newcomer("wuhao", "C"),
        Newcomer("d1", "D"),
        Newcomer("d1", "E"),
    ]
    outcome = hire_people(company.owner, rows)
    assert {row: refusal.code for row, refusal in outcome.refused.items()} == {
        2: "username_form",
        3: "username_taken",
        4: "username_taken",
        5: "username_taken",
    }
    assert list(outcome.secrets) == ["picker1"]


def test_only_the_duty_to_assign_hires_and_places(company: Company) -> None:
    with pytest.raises(NotAllowed):
        hire_people(company.reviewer, newcomers(1))
    with pytest.raises(NotAllowed):
        place_people(company.picker, [])
    with pytest.raises(NotAllowed):
        reset_passwords(company.reviewer, [company.person("picker")])


def test_person_without_duties_may_do_nothing(company: Company) -> None:
    idle = hire_people(company.owner, newcomers(1)).one()
    with pytest.raises(NotAllowed):
        issue_tokens(actor_of(idle), [NewToken("x")])


def test_statements_do_not_grow_with_the_set(company: Company) -> None:
    actor = company.owner
    assert statements(lambda: hire_people(actor, newcomers(1))) == statements(
        lambda: hire_people(actor, newcomers(MANY))
    )
