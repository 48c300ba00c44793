from collections.abc import Sequence

import pytest
from tests.company import Company, hire
from tests.org.measuring import hired, position, statements

from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import Outcome
from zhanggui.org.models import Assignment
from zhanggui.org.operations.deactivate_people import deactivate_people
from zhanggui.org.operations.place_people import Placement, place_people
from zhanggui.org.queries.lookups import PERSON

pytestmark = pytest.mark.django_db


def test_new_main_position_takes_the_place_of_the_old(company: Company) -> None:
    person_id = company.person("picker")
    place_people(company.owner, [Placement(person_id, position("S1.PACKER"))]).one()
    mains = Assignment.objects.filter(person_id=person_id).order_by("pk").values_list("position__code", "main")
    assert list(mains) == [("S1.PICKER", False), ("S1.PACKER", True)]
    event = Event.objects.filter(kind="org.placed", subject_id=person_id).latest("id")
    assert event.data is not None
    assert event.data["position"] == "打包员"


def test_same_position_twice_is_refused_even_within_one_call(company: Company) -> None:
    rows = [Placement(company.person("picker"), position(code)) for code in ("S1.PICKER", "S1.PACKER", "S1.PACKER")]
    outcome = place_people(company.owner, rows)
    assert {row: refusal.code for row, refusal in outcome.refused.items()} == {1: "held_already", 3: "held_already"}


def test_manager_of_one_shop_neither_sees_nor_gives_more(company: Company) -> None:
    manager = hire("shopboss", "S1.EC_MANAGER", shops=(1,))
    inside, outside = hire("inside", "S1.GUIDE", shops=(1,)), hire("outside", "S1.GUIDE", shops=(1, 2))
    assert inside.person_id is not None
    assert outside.person_id is not None
    rows = [
        Placement(inside.person_id, position("S1.CLERK"), shops=(1,)),
        Placement(inside.person_id, position("S1.REVIEWER")),
        Placement(outside.person_id, position("S1.CLERK"), shops=(1,)),
    ]
    outcome = place_people(manager, rows)
    assert {row: refusal.code for row, refusal in outcome.refused.items()} == {2: "beyond_range", 3: "not_found"}
    seen = PERSON.by_code(manager, ["inside", "outside", "zhoulan"])
    assert seen == {"inside": inside.person_id}
    refused = deactivate_people(manager, [company.person("owner"), inside.person_id]).refused
    assert {person: refusal.code for person, refusal in refused.items()} == {company.person("owner"): "not_found"}


def test_statements_do_not_grow_with_the_set(company: Company) -> None:
    actor, people, picker = company.owner, hired(company), position("S1.PICKER")

    def place(ids: Sequence[int]) -> Outcome:
        return place_people(actor, [Placement(person, picker) for person in ids])

    assert statements(lambda: place(people[:1])) == statements(lambda: place(people))
