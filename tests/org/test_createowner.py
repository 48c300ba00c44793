import io

import pytest
from django.core.management import CommandError, call_command

from zhanggui.org.models import Person
from zhanggui.org.queries.actors import actor_of
from zhanggui.org.queries.directory import company_name, person_named
from zhanggui.org.vocabulary import ASSIGN, BLUEPRINT, PERMISSIONS

pytestmark = pytest.mark.django_db


def create(username: str) -> str:
    said = io.StringIO()
    call_command("createowner", username, "周岚", company="青禾家居", stdout=said)
    return said.getvalue()


def test_first_person_of_an_empty_company_may_hire_the_others() -> None:
    username, password = create("zhoulan").split()
    person_id = person_named(username)
    assert person_id is not None
    assert Person.objects.get(pk=person_id).check_password(password)
    owner = actor_of(person_id)
    assert owner.may(ASSIGN)
    assert owner.may(BLUEPRINT)
    assert owner.may(PERMISSIONS)
    assert company_name() == "青禾家居"


def test_company_with_people_gets_no_second_owner() -> None:
    create("zhoulan")
    with pytest.raises(CommandError):
        create("someone")
    assert Person.objects.count() == 1


def test_username_that_cannot_be_leaves_the_company_empty() -> None:
    with pytest.raises(CommandError):
        create("Zhou Lan")
    assert not Person.objects.exists()
    assert company_name() == ""
