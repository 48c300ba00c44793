from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.company import founding, hire, open_company

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Scope
from zhanggui.org.operations.deactivate_people import deactivate_people
from zhanggui.org.operations.end_assignments import end_assignments
from zhanggui.org.operations.place_people import Placement, place_people
from zhanggui.org.queries.actors import actor_of
from zhanggui.org.queries.directory import duty_sentence, holders
from zhanggui.org.queries.lookups import POSITION
from zhanggui.org.vocabulary import ASSIGN, WORKBENCH

pytestmark = pytest.mark.django_db


def granted(person_id: int | None) -> set[str]:
    assert person_id is not None
    return {capability for grant in actor_of(person_id).grants for capability in grant.capabilities}


def queries_of(person_id: int | None) -> int:
    assert person_id is not None
    with CaptureQueriesContext(connection) as captured:
        actor_of(person_id)
    return len(captured)


def test_picker_may_pick_and_nothing_of_the_office() -> None:
    company = open_company()
    assert granted(company.person("picker")) == {"org.workbench", "inventory.pick_pack"}
    assert "orders.review" in granted(company.person("reviewer"))
    assert not company.picker.may(ASSIGN)
    assert company.owner.may(ASSIGN)


def test_several_positions_give_the_union_each_in_its_own_range() -> None:
    open_company()
    both = hire("both", "S1.REVIEWER", shops=(1,))
    person_id = both.person_id
    assert person_id is not None
    picker = POSITION.by_code(founding(), ["S1.PICKER"])["S1.PICKER"]
    place_people(founding(), [Placement(person_id, picker, warehouses=(7,), main=False)]).one()
    actor = actor_of(person_id)
    ranges = {c: grant.scope for grant in actor.grants for c in grant.capabilities if c != "org.workbench"}
    assert ranges["orders.review"] == Scope(shops=frozenset({1}))
    assert ranges["inventory.pick_pack"] == Scope(warehouses=frozenset({7}))
    assert set(actor.scopes(WORKBENCH)) == {Scope(shops=frozenset({1})), Scope(warehouses=frozenset({7}))}


def test_positions_cost_no_further_queries() -> None:
    open_company()
    one = hire("one", "S1.PICKER")
    many = hire("many", "S1.PICKER", "S1.PACKER", "S1.KEEPER", "S1.REVIEWER", "S1.CLERK")
    assert queries_of(one.person_id) == queries_of(many.person_id) <= 3


def test_assignment_counts_from_its_first_to_its_last_day() -> None:
    company = open_company()
    person_id, today = company.person("picker"), clock.today()
    packer = POSITION.by_code(founding(), ["S1.PACKER"])["S1.PACKER"]
    tomorrow = today + timedelta(days=1)
    place_people(founding(), [Placement(person_id, packer, starts_on=tomorrow)]).one()
    assert "inventory.outbound_qc" not in granted(person_id)
    past = Placement(person_id, packer, starts_on=date(2025, 1, 1), ends_on=today - timedelta(days=1))
    place_people(founding(), [past]).one()
    assert "inventory.outbound_qc" not in granted(person_id)
    ending = Placement(person_id, packer, starts_on=date(2025, 1, 1), ends_on=today, shops=(3,))
    place_people(founding(), [ending]).one()
    assert "inventory.outbound_qc" in granted(person_id)


def test_ended_assignment_grants_until_its_last_day() -> None:
    company = open_company()
    grant = company.picker.grants[0]
    end_assignments(company.owner, [grant.assignment_id], ends_on=clock.today()).one()
    assert company.picker.grants == (grant,)


def test_closed_account_may_do_nothing() -> None:
    company = open_company()
    deactivate_people(company.owner, [company.person("picker")]).one()
    assert company.picker.grants == ()


def test_duty_sentence_is_the_one_that_grants() -> None:
    company = open_company()
    assert duty_sentence(company.picker, "inventory.pick_pack").startswith("按波次拣货")
    assert duty_sentence(company.picker, "orders.review") == ""
    assert duty_sentence(company.picker, "no.such") == ""


def test_holders_name_person_and_position() -> None:
    company = open_company()
    assert holders()["orders.review"] == ["沈青 · 审单员"]
    deactivate_people(company.owner, [company.person("reviewer")]).one()
    assert "orders.review" not in holders() or holders()["orders.review"] == []
