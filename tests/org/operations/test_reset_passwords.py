import pytest
from tests.company import Company
from tests.org.measuring import hired, statements

from zhanggui.org.models import Person
from zhanggui.org.operations.reset_passwords import reset_passwords

pytestmark = pytest.mark.django_db


def test_reset_password_replaces_the_old_one(company: Company) -> None:
    picker = company.person("picker")
    old = company.staff.passwords["wuhao"]
    new = reset_passwords(company.owner, [picker]).secrets["wuhao"]
    person = Person.objects.get(pk=picker)
    assert person.check_password(new)
    assert not person.check_password(old)


def test_statements_do_not_grow_with_the_set(company: Company) -> None:
    actor, people = company.owner, hired(company)
    assert statements(lambda: reset_passwords(actor, people[:1])) == statements(lambda: reset_passwords(actor, people))
