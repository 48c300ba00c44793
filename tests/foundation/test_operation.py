"""An operation checks the right, changes the set, says what became of it, and lets others answer: all or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from tests.foundation.workshop import (
    BROKEN,
    MEND,
    MENDED,
    MENDER,
    SCRAP,
    SCRAPPER,
    SHOPKEEPER,
    VISITOR,
    NewPiece,
    Piece,
    State,
    add_pieces,
    break_pieces,
    chase_pieces,
    grant,
    mend_pieces,
    pieces,
    scrap_pieces,
)  # fmt: skip
from zhanggui.foundation import event
from zhanggui.foundation.actor import Actor, system
from zhanggui.foundation.event import EventKind, Fact, record
from zhanggui.foundation.models import Event
from zhanggui.foundation.operation import all_operations, operation
from zhanggui.foundation.outcome import CHANGED_MEANWHILE, NOT_FOUND, NotAllowed, NotFound, Outcome, Refused

pytestmark = pytest.mark.usefixtures("bench")


def said() -> list[tuple[str, int, str, str]]:
    return list(Event.objects.order_by("id").values_list("kind", "subject_id", "before", "after"))


def test_done_refused_and_changed_meanwhile_are_told_apart() -> None:
    good, glass, mended = pieces(3)
    Piece.objects.filter(pk=glass).update(name="glass")
    Piece.objects.filter(pk=mended).update(state=State.MENDED)
    outcome = mend_pieces(MENDER, [good, glass, mended, 999_999])
    assert outcome.done == [good]
    assert outcome.refused[glass].code == "hopeless"
    assert outcome.refused[glass].sentence() == "glass cannot be mended"
    assert outcome.refused[mended] == CHANGED_MEANWHILE
    assert outcome.refused[999_999] == NOT_FOUND


def test_only_what_was_done_is_said_and_reactions_answer_in_the_next_round() -> None:
    first, second = pieces(2)
    Piece.objects.filter(pk=second).update(state=State.MENDED)
    mend_pieces(MENDER, [first, second])
    assert said() == [("workshop.mended", first, "broken", "mended"), ("workshop.polished", first, "", "")]
    assert Piece.objects.get(pk=first).polish == 1


def test_what_lies_outside_the_scope_does_not_exist() -> None:
    (here,), (elsewhere,), (nowhere,) = pieces(1, shop_id=7), pieces(1, shop_id=8), pieces(1)
    outcome = mend_pieces(SHOPKEEPER, [here, elsewhere, nowhere])
    assert outcome.done == [here]
    assert outcome.refused == {elsewhere: NOT_FOUND, nowhere: NOT_FOUND}


def test_without_the_capability_nothing_happens() -> None:
    (piece,) = pieces(1)
    with pytest.raises(NotAllowed) as refused:
        mend_pieces(VISITOR, [piece])
    assert refused.value.refusal.params == {"capability": "workshop.mend", "title": "Mend pieces"}
    assert Piece.objects.get(pk=piece).state == State.BROKEN


def test_a_refused_call_changes_nothing_and_says_nothing() -> None:
    (piece,) = pieces(1)
    with pytest.raises(Refused, match="jammed"):
        scrap_pieces(SCRAPPER, [piece], reason=State.BROKEN, jam=True)
    assert Piece.objects.get(pk=piece).state == State.BROKEN
    assert said() == []


def test_what_a_failing_operation_said_is_not_said_by_the_next_one() -> None:
    def fail(actor: Actor, ids: Sequence[int]) -> Outcome:
        record(actor, MENDED, [Fact(i) for i in ids])
        raise RuntimeError

    failing = replace(mend_pieces, perform=fail)
    (piece,) = pieces(1)
    with pytest.raises(RuntimeError):
        failing(MENDER, [piece])
    break_pieces(MENDER, [piece])
    assert said() == []


def test_facts_are_said_inside_operations_only() -> None:
    with pytest.raises(RuntimeError, match="outside an operation"):
        record(MENDER, BROKEN, [Fact(1)])


def test_events_name_person_position_duty_scope_and_time() -> None:
    (piece,) = pieces(1, shop_id=7)
    wide, narrow = grant(MEND, number=1), grant(MEND, shops=[7, 8], number=2)
    deputy = replace(grant(MEND, shops=[7], number=3), behalf_of_id=77)
    actor = Actor("Mei", 1, (wide, narrow, deputy), run_id=None)
    mend_pieces(actor, [piece], note="careful")
    mended = Event.objects.get(kind="workshop.mended")
    assert (mended.person_id, mended.assignment_id, mended.position_id) == (1, 3, 13)
    assert (mended.department_id, mended.duty_id, mended.behalf_of_id) == (23, 33, 77)
    assert (mended.shop_id, mended.subject_kind, mended.axis) == (7, "piece", "state")
    assert mended.data == {"note": "careful"}
    assert mended.happened_at == mended.recorded_at


def test_events_of_a_schedule_name_their_cause() -> None:
    (piece,) = pieces(1)
    mend_pieces(system("sweep", cause_id=5), [piece])
    mended = Event.objects.get(kind="workshop.mended")
    assert (mended.person_id, mended.cause_id, mended.assignment_id) == (None, 5, None)


def test_facts_may_have_happened_earlier() -> None:
    (piece,) = pieces(1)
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)

    def perform(actor: Actor, ids: Sequence[int]) -> Outcome:
        record(actor, BROKEN, [Fact(i) for i in ids], happened_at=long_ago)
        return Outcome(ids)

    replace(break_pieces, perform=perform)(MENDER, [piece])
    said_now = Event.objects.get()
    assert said_now.happened_at == long_ago
    assert said_now.recorded_at > long_ago


def test_reactions_act_as_the_person_without_needing_the_right_themselves() -> None:
    (piece,) = pieces(1)
    assert not MENDER.may(SCRAP)
    mend_pieces(MENDER, [piece])
    polished = Event.objects.get(kind="workshop.polished")
    assert polished.person_id == 1
    assert polished.assignment_id == 1


def test_lower_modules_answer_first(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    reactions = [
        event.Reaction(lambda actor, facts, name=name: order.append(name), (), rank)
        for name, rank in (("top", 9), ("bottom", 0), ("middle", 4))
    ]
    monkeypatch.setitem(event._reactions, "workshop.broken", sorted(reactions, key=lambda r: r.rank))
    (piece,) = pieces(
        1,
    )
    Piece.objects.update(state=State.MENDED)
    break_pieces(MENDER, [piece])
    assert order == ["bottom", "middle", "top"]


def test_events_that_chase_one_another_are_stopped_and_undone() -> None:
    (piece,) = pieces(1)
    with pytest.raises(RuntimeError, match=r"8 rounds: workshop\.chased"):
        chase_pieces(MENDER, [piece])
    assert said() == []


@pytest.mark.parametrize("count", [1, 500])
def test_sets_of_any_size_cost_the_same(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ids = pieces(count)
    # savepoint, find, change, events, react: change, events, release
    with django_assert_num_queries(7):
        outcome = mend_pieces(MENDER, ids)
    assert sorted(outcome.done) == sorted(ids)


@pytest.mark.parametrize("count", [1, 500])
def test_rows_of_any_number_cost_the_same(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(5):
        outcome = add_pieces(MENDER, [NewPiece(f"new {n}", 1) for n in range(count)])
    assert len(outcome.done) == count


def test_one_record_answers_with_its_own_reason() -> None:
    (piece,) = pieces(1)
    assert mend_pieces(MENDER, [piece]).one() == piece
    with pytest.raises(Refused, match="changed_meanwhile"):
        mend_pieces(MENDER, [piece]).one()
    with pytest.raises(NotFound):
        Outcome().one()


def test_outcomes_survive_storage() -> None:
    (glass,) = pieces(1, name="glass")
    outcome = mend_pieces(MENDER, [glass])
    assert Outcome.from_json(outcome.as_json()) == Outcome([], outcome.refused, {})


def test_names_are_given_once() -> None:
    assert all_operations()["mend_pieces"] is mend_pieces
    with pytest.raises(ValueError, match="mend_pieces is declared twice"):
        operation(needs=MEND, title="Again")(mend_pieces.perform)
    with pytest.raises(ValueError, match="declared twice"):
        EventKind("workshop.mended", "Again", subject="piece")


def test_parameters_without_a_kind_are_refused_at_once() -> None:
    def bend_pieces(actor: Actor, piece_ids: Sequence[int], *, how: str) -> Outcome:
        return Outcome(piece_ids)

    with pytest.raises(TypeError, match="names no kind of field"):
        operation(needs=MEND, title="Bend")(bend_pieces)
    assert "bend_pieces" not in all_operations()
    assert connection.in_atomic_block
