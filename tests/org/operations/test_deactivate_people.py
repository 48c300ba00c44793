import pytest
from tests.company import Company
from tests.org.measuring import hired, statements

from zhanggui.foundation.models import Event
from zhanggui.org.operations.deactivate_people import deactivate_people
from zhanggui.org.operations.reactivate_people import reactivate_people

pytestmark = pytest.mark.django_db


def test_closing_an_account_can_be_undone(company: Company) -> None:
    picker, owner = company.person("picker"), company.person("owner")
    outcome = deactivate_people(company.owner, [picker, owner])
    assert (list(outcome.done), outcome.refused[owner].code) == ([picker], "oneself")
    assert deactivate_people(company.owner, [picker]).refused[picker].code == "closed_already"
    reactivate_people(company.owner, [picker]).one()
    assert company.picker.grants
    moves = Event.objects.filter(subject_kind="person", subject_id=picker, axis="account").order_by("id")
    assert list(moves.values_list("before", "after")) == [("open", "closed"), ("closed", "open")]


def test_statements_do_not_grow_with_the_set(company: Company) -> None:
    actor, people = company.owner, hired(company)
    assert statements(lambda: deactivate_people(actor, people[:1])) == statements(
        lambda: deactivate_people(actor, people)
    )
