import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.company import founding, open_company

from zhanggui.foundation.capability import all_capabilities
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.org.models import BlueprintVersion, Department, Duty, Position
from zhanggui.org.operations.apply_blueprint import BlueprintText, BlueprintWrong, OneBlueprintOnly, apply_blueprint
from zhanggui.org.queries.directory import company_name
from zhanggui.org.queries.shipped import shipped_text

pytestmark = pytest.mark.django_db

SMALL = """
name: Two posts
departments:
  - code: HOUSE
    name: House
    head: BOSS
    functions:
      - id: HOUSE.01
        text: Keep the secrets
        capabilities: [org.permissions]
positions:
  - code: BOSS
    name: Boss
    department: HOUSE
    duties:
      - id: BOSS.01
        text: Look after everything
        capabilities: [org.blueprint, org.assign]
  - code: HAND
    name: Hand
    department: HOUSE
    superior: BOSS
    duties:
      - id: HAND.01
        text: Help
        capabilities: [org.workbench]
        planned: [service.inbox]
"""


def apply(text: str = SMALL, company: str = "") -> int:
    return apply_blueprint(founding(), [BlueprintText(text)], company=company).result["changed"]


def in_force() -> dict[str, str]:
    return dict(Duty.objects.filter(until=None).values_list("code", "text"))


def test_text_becomes_departments_positions_and_duties() -> None:
    assert apply() == 1 + 2 + 3
    assert list(Position.objects.order_by("pk").values_list("code", "superior__code")) == [
        ("BOSS", None),
        ("HAND", "BOSS"),
    ]
    secrets = Duty.objects.get(code="HOUSE.01")
    assert (secrets.position.code, secrets.capabilities, secrets.until) == ("BOSS", ["org.permissions"], None)


def test_applying_twice_changes_nothing() -> None:
    apply()
    before = list(Duty.objects.values_list("pk", "since"))
    assert apply() == 0
    assert list(Duty.objects.values_list("pk", "since")) == before
    assert BlueprintVersion.objects.count() == 1
    assert Event.objects.filter(kind="org.blueprint_applied").count() == 1


def test_changed_sentence_ends_the_old_duty_and_begins_a_new_one() -> None:
    apply()
    apply(SMALL.replace("text: Help", "text: Help quickly"))
    old, new = Duty.objects.filter(code="HAND.01").order_by("pk")
    assert (old.text, new.text, new.until) == ("Help", "Help quickly", None)
    assert old.until == new.since
    kinds = Event.objects.filter(subject_kind="duty", subject_id__in=[old.pk, new.pk])
    assert sorted(kinds.values_list("kind", "subject_id")) == [
        ("org.duty_began", old.pk),
        ("org.duty_began", new.pk),
        ("org.duty_ended", old.pk),
    ]


def test_position_that_the_text_no_longer_names_is_kept_without_duties() -> None:
    apply()
    apply(SMALL[: SMALL.index("  - code: HAND")])
    assert Position.objects.filter(code="HAND").exists()
    assert set(in_force()) == {"HOUSE.01", "BOSS.01"}


def test_moved_sentence_keeps_its_row() -> None:
    apply()
    kept = Duty.objects.get(code="HAND.01").pk
    extra = "      - id: BOSS.00\n        text: First of all\n"
    apply(SMALL.replace("      - id: BOSS.01", extra + "      - id: BOSS.01"))
    assert Duty.objects.get(code="HAND.01", until=None).pk == kept
    assert Duty.objects.get(code="HAND.01").rank == 3


def test_renamed_position_and_new_superior_are_taken_over() -> None:
    apply()
    changed = SMALL.replace("name: Hand", "name: Helper").replace("    superior: BOSS\n", "")
    assert apply(changed) == 1
    hand = Position.objects.get(code="HAND")
    assert (hand.name, hand.superior_id) == ("Helper", None)


def test_company_name_stands_above_all_and_stays() -> None:
    apply(company="Green House")
    apply(SMALL.replace("text: Help", "text: Help quickly"))
    assert company_name() == "Green House"


def test_wrong_text_names_lines_and_changes_nothing() -> None:
    with pytest.raises(BlueprintWrong) as caught:
        apply(SMALL.replace("[org.workbench]", "[org.wrokbench]").replace("superior: BOSS", "superior: BOOS"))
    assert [(p.line, p.refusal.code) for p in caught.value.problems] == [
        (19, "unknown_superior"),
        (24, "unknown_capability"),
    ]
    assert "org.wrokbench" in caught.value.refusal.sentence()
    assert not Department.objects.exists()


def test_one_blueprint_at_a_time() -> None:
    with pytest.raises(OneBlueprintOnly):
        apply_blueprint(founding(), [BlueprintText(SMALL), BlueprintText(SMALL)])


def test_number_of_statements_does_not_grow() -> None:
    assert statements(SMALL) == statements(shipped_text())


def statements(text: str) -> int:
    actor = founding()
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        apply_blueprint(actor, [BlueprintText(text)])
        transaction.set_rollback(True)
    return len(captured)


def test_shipped_blueprint_grants_every_capability_that_exists() -> None:
    open_company()
    granted = {capability for row in Duty.objects.values_list("capabilities", flat=True) for capability in row}
    assert granted == set(all_capabilities())


def test_only_those_who_keep_the_blueprint_apply_one() -> None:
    company = open_company()
    with pytest.raises(NotAllowed):
        apply_blueprint(company.manager, [BlueprintText(SMALL)])
    assert apply_blueprint(company.owner, [BlueprintText(shipped_text())]).result["changed"] == 0
