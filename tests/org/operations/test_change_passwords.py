import pytest
from tests.company import Company

from zhanggui.org.models import Person
from zhanggui.org.operations.change_passwords import PasswordChange, change_passwords

pytestmark = pytest.mark.django_db


def test_own_password_changes_only_with_the_present_one(company: Company) -> None:
    old = company.staff.passwords["wuhao"]
    change = PasswordChange
    assert change_passwords(company.picker, [change("wrong", "xkcd-9931-long")]).refused[1].code == "wrong_password"
    assert change_passwords(company.picker, [change(old, "12345678")]).refused[1].code == "weak_password"
    assert len(change_passwords(company.picker, [change(old, "xkcd-9931-a"), change(old, "xkcd-9931-b")]).refused) == 2
    change_passwords(company.picker, [change(old, "xkcd-9931-long")]).one()
    assert Person.objects.get(pk=company.person("picker")).check_password("xkcd-9931-long")
