import pytest
from tests.company import Company
from tests.org.measuring import hired, statements

from zhanggui.foundation.outcome import NotAllowed
from zhanggui.org.operations.deactivate_people import deactivate_people
from zhanggui.org.operations.reactivate_people import reactivate_people

pytestmark = pytest.mark.django_db


def test_open_account_is_left_alone(company: Company) -> None:
    picker = company.person("picker")
    assert reactivate_people(company.owner, [picker]).refused[picker].code == "open_already"
    with pytest.raises(NotAllowed):
        reactivate_people(company.reviewer, [picker])


def test_statements_do_not_grow_with_the_set(company: Company) -> None:
    actor, people = company.owner, hired(company)
    deactivate_people(actor, people)
    assert statements(lambda: reactivate_people(actor, people[:1])) == statements(
        lambda: reactivate_people(actor, people)
    )
