from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from tests.company import founding, open_company
from tests.database import migrated_database, use_database
from zhanggui.org.models import Person
from zhanggui.org.operations.apply_blueprint import BlueprintText, apply_blueprint
from zhanggui.org.queries.directory import is_empty
from zhanggui.org.queries.shipped import shipped_text


@pytest.fixture
def house(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """A database of its own: resetting drops a whole schema."""
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), migrated_database() as name:  # type: ignore[attr-defined]
        use_database(name)
        yield
        connections.close_all()
        use_database(before)


@pytest.mark.usefixtures("house")
def test_a_second_start_makes_nothing_anew() -> None:
    open_company()
    people = set(Person.objects.values_list("pk", flat=True))
    call_command("demo", serve=False)
    assert set(Person.objects.values_list("pk", flat=True)) == people


@pytest.mark.usefixtures("house")
def test_reset_makes_the_demonstration_anew(capsys: pytest.CaptureFixture[str]) -> None:
    open_company()
    call_command("demo", serve=False, reset=True, orders=40)
    told = capsys.readouterr().err
    assert "shenqing" in told
    assert not is_empty()


@pytest.mark.usefixtures("house")
def test_reset_leaves_a_real_company_alone() -> None:
    open_company()
    apply_blueprint(founding(), [BlueprintText(shipped_text())], company="别家公司")
    with pytest.raises(CommandError):
        call_command("demo", serve=False, reset=True)
    assert Person.objects.count() == 15
