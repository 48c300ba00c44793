"""Pages, endpoints and commands carry operations out through one entrance: sets, matches, runs, keys."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from tests.foundation import workshop as workshop_module
from tests.foundation.workshop import (
    MENDER,
    SHOPKEEPER,
    VISITOR,
    Piece,
    State,
    add_pieces,
    mend_pieces,
    people,
    pieces,
    scrap_pieces,
    try_everything,
)  # fmt: skip
from zhanggui.foundation.jobs import Unavailable
from zhanggui.foundation.models import Event, RequestKey, Run, RunChunk, RunRefusal
from zhanggui.foundation.operation import RUN_ABOVE
from zhanggui.foundation.outcome import Invalid, NotAllowed, NotFound, Outcome, Refused
from zhanggui.foundation.registry import KeyReused, Match, carry_out, operation_named, operations_for
from zhanggui.foundation.runs import CountDiffers, advance_run


@pytest.mark.usefixtures("bench")
class TestCarryOut:
    def test_arguments_are_read_by_their_kinds(self) -> None:
        (piece,) = pieces(1)
        outcome = carry_out(MENDER, mend_pieces, [piece], {"note": "  slowly "})
        assert outcome.done == [piece]
        assert Event.objects.get(kind="workshop.mended").data == {"note": "slowly"}

    def test_every_wrong_field_is_named(self) -> None:
        with pytest.raises(Invalid) as invalid:
            carry_out(MENDER, try_everything, [1], {"amount": "1.234", "day": "someday", "other": "unknown", "x": 1})
        codes = {name: refusal.code for name, refusal in invalid.value.fields.items()}
        assert codes == {"amount": "not_money", "day": "not_a_day", "other": "unknown", "x": "no_such_field"}

    def test_references_are_ids_or_codes_within_the_scope(self) -> None:
        (mine,), (other,) = pieces(1, name="mine", shop_id=7), pieces(1, name="other", shop_id=8)
        given = {"other": "mine", "others": ["mine", f"#{mine}", mine]}
        assert carry_out(SHOPKEEPER, try_everything, [1], given).result["others"] == [mine] * 3
        for outside in ("other", f"#{other}", other):
            with pytest.raises(Invalid):
                carry_out(SHOPKEEPER, try_everything, [1], {"other": outside})

    def test_a_missing_argument_is_asked_for(self) -> None:
        with pytest.raises(Invalid) as invalid:
            carry_out(people[3], scrap_pieces, [1], {})
        assert invalid.value.fields["reason"].code == "missing"

    def test_rows_are_read_and_wrong_ones_named_by_row_and_column(self) -> None:
        rows = [{"name": "vase", "count": "3", "price": "12.50"}, {"name": "far too long a name", "count": 0}]
        with pytest.raises(Invalid) as invalid:
            carry_out(MENDER, add_pieces, rows, {})
        codes = {name: refusal.code for name, refusal in invalid.value.fields.items()}
        assert codes == {"2.name": "too_long", "2.count": "out_of_range"}
        outcome = carry_out(MENDER, add_pieces, rows[:1], {})
        assert Piece.objects.get(pk=outcome.one()).count == 3

    def test_the_right_is_asked_for_before_anything_is_read(self) -> None:
        with pytest.raises(NotAllowed):
            carry_out(VISITOR, mend_pieces, [1], {"nonsense": 1})

    def test_buttons_are_those_of_ones_duties(self) -> None:
        assert [op.name for op in operations_for(MENDER, "piece")] == ["mend_pieces", "break_pieces"]
        assert operations_for(VISITOR, "piece") == []
        with pytest.raises(NotFound):
            operation_named("melt_pieces")


@pytest.mark.usefixtures("bench")
class TestMatch:
    def test_all_that_match_are_done_when_it_is_the_number_that_was_shown(self) -> None:
        broken = pieces(3)
        pieces(1, state=State.MENDED)
        outcome = carry_out(MENDER, mend_pieces, Match("pieces", "state=broken", 3), {})
        assert sorted(outcome.done) == broken

    def test_another_number_asks_again(self) -> None:
        pieces(3)
        with pytest.raises(CountDiffers) as differs:
            carry_out(MENDER, mend_pieces, Match("pieces", "state=broken", 2), {})
        assert differs.value.refusal.params == {"shown": 2, "now": 3}
        assert Piece.objects.filter(state=State.MENDED).count() == 0

    def test_only_what_the_actor_sees_matches(self) -> None:
        (mine,) = pieces(1, shop_id=7)
        pieces(2, shop_id=8)
        assert carry_out(SHOPKEEPER, mend_pieces, Match("pieces", "", 1), {}).done == [mine]

    def test_an_unknown_list_does_not_exist(self) -> None:
        with pytest.raises(NotFound):
            carry_out(MENDER, mend_pieces, Match("shelves", "", 1), {})

    def test_many_become_a_run_whose_set_is_frozen(self) -> None:
        ids = pieces(RUN_ABOVE + 1)
        outcome = carry_out(MENDER, mend_pieces, Match("pieces", "state=broken", RUN_ABOVE + 1), {"note": "all"})
        run = Run.objects.get(pk=outcome.result["run"])
        pieces(1)
        assert (run.operation, run.arguments, run.person_id, run.total) == ("mend_pieces", {"note": "all"}, 1, len(ids))
        frozen = RunChunk.objects.filter(run=run).values_list("record_ids", flat=True)
        assert sorted(record for chunk in frozen for record in chunk) == ids

    def test_a_run_asks_again_when_the_number_differs(self) -> None:
        pieces(RUN_ABOVE + 2)
        with pytest.raises(CountDiffers), transaction.atomic():
            carry_out(MENDER, mend_pieces, Match("pieces", "state=broken", RUN_ABOVE + 1), {})
        assert not Run.objects.exists()


@pytest.mark.usefixtures("bench")
class TestRuns:
    def test_many_ids_become_a_run_that_ends_with_a_receipt(self) -> None:
        ids = pieces(RUN_ABOVE + 1)
        Piece.objects.filter(pk=ids[3]).update(name="glass")
        run_id = carry_out(MENDER, mend_pieces, ids, {}).result["run"]
        assert jobs() == [("advance_run", f"company:run:{run_id}")]
        advance_run(run_id)
        run = Run.objects.get(pk=run_id)
        assert (run.done, run.refused) == (RUN_ABOVE, 1)
        assert run.finished_at is not None
        refused = RunRefusal.objects.get(run=run)
        assert (refused.record_id, refused.refusal["code"]) == (ids[3], "hopeless")
        assert set(Event.objects.values_list("run_id", flat=True)) == {run_id}

    def test_a_run_resumes_after_a_crash_and_repeats_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ids = pieces(RUN_ABOVE + 1)
        run_id = carry_out(MENDER, mend_pieces, ids, {}).result["run"]
        crash_in_the_third_chunk(monkeypatch)
        with pytest.raises(ZeroDivisionError):
            advance_run(run_id)
        assert Run.objects.get(pk=run_id).done == mend_pieces.chunk * 2
        monkeypatch.undo()
        advance_run(run_id)
        run = Run.objects.get(pk=run_id)
        assert (run.done, run.refused) == (len(ids), 0)
        assert Event.objects.filter(kind="workshop.mended").count() == len(ids)
        assert set(Piece.objects.values_list("version", flat=True)) == {3}

    def test_a_finished_run_may_be_advanced_again(self) -> None:
        run_id = carry_out(MENDER, mend_pieces, pieces(RUN_ABOVE + 1), {}).result["run"]
        advance_run(run_id)
        finished = Run.objects.get(pk=run_id)
        advance_run(run_id)
        assert Run.objects.get(pk=run_id).finished_at == finished.finished_at

    def test_a_right_that_is_withdrawn_refuses_the_rest(self) -> None:
        run_id = carry_out(MENDER, mend_pieces, pieces(RUN_ABOVE + 1), {}).result["run"]
        people[1] = VISITOR
        advance_run(run_id)
        run = Run.objects.get(pk=run_id)
        assert (run.done, run.refused) == (0, RUN_ABOVE + 1)
        assert RunRefusal.objects.filter(run=run)[0].refusal["code"] == "not_allowed"

    def test_what_is_unavailable_outside_is_tried_again_and_refuses_nobody(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_answer(*args: Any, **kwargs: Any) -> Any:
            raise Unavailable("The kiln")

        run_id = carry_out(MENDER, mend_pieces, pieces(RUN_ABOVE + 1), {}).result["run"]
        monkeypatch.setattr(workshop_module, "update_rows", no_answer)
        with pytest.raises(Unavailable):
            advance_run(run_id)
        monkeypatch.undo()
        advance_run(run_id)
        run = Run.objects.get(pk=run_id)
        assert (run.done, run.refused) == (RUN_ABOVE + 1, 0)

    def test_a_run_needs_the_right_to_begin(self) -> None:
        with pytest.raises(NotAllowed):
            carry_out(VISITOR, mend_pieces, list(range(1, RUN_ABOVE + 2)), {})
        assert not Run.objects.exists()


@pytest.mark.usefixtures("bench")
class TestKeys:
    def test_twice_pressed_is_done_once_and_answered_alike(self) -> None:
        rows = [{"name": "vase", "count": 1}]
        first = carry_out(MENDER, add_pieces, rows, {}, key="k")
        assert carry_out(MENDER, add_pieces, rows, {}, key="k") == Outcome(first.done)
        assert Piece.objects.count() == 1

    def test_refusals_are_answered_alike_too(self) -> None:
        (glass,) = pieces(1, name="glass")
        first = carry_out(MENDER, mend_pieces, [glass], {}, key="k")
        assert carry_out(MENDER, mend_pieces, [glass], {}, key="k") == first

    def test_another_request_under_the_same_key_is_refused(self) -> None:
        carry_out(MENDER, add_pieces, [{"name": "vase", "count": 1}], {}, key="k")
        with pytest.raises(KeyReused):
            carry_out(MENDER, add_pieces, [{"name": "vase", "count": 2}], {}, key="k")
        with pytest.raises(KeyReused):
            carry_out(MENDER, mend_pieces, [1], {}, key="k")

    def test_keys_of_two_people_are_two_keys(self) -> None:
        for actor in (MENDER, SHOPKEEPER):
            carry_out(actor, add_pieces, [{"name": "vase", "count": 1}], {}, key="k")
        assert Piece.objects.count() == 2

    def test_a_call_that_was_refused_whole_may_be_tried_again(self) -> None:
        (piece,) = pieces(1)
        with pytest.raises(Refused, match="jammed"), transaction.atomic():
            carry_out(people[3], scrap_pieces, [piece], {"reason": "broken", "jam": True}, key="k")
        assert not RequestKey.objects.exists()
        assert carry_out(people[3], scrap_pieces, [piece], {"reason": "broken"}, key="k").done == [piece]

    def test_a_run_is_started_once(self) -> None:
        ids = pieces(RUN_ABOVE + 1)
        first = carry_out(MENDER, mend_pieces, ids, {}, key="k")
        assert carry_out(MENDER, mend_pieces, ids, {}, key="k").result == first.result
        assert Run.objects.count() == 1


def test_two_presses_at_the_same_moment_are_one(open_bench: Any) -> None:
    start = threading.Barrier(2)

    def press() -> Outcome:
        try:
            start.wait(timeout=10)
            return carry_out(MENDER, add_pieces, [{"name": "vase", "count": 1}], {}, key="both")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = [future.result(timeout=20) for future in [pool.submit(press), pool.submit(press)]]
    assert list(first.done) == list(second.done)
    assert Piece.objects.count() == 1
    assert Event.objects.count() == 1


def crash_in_the_third_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    usual = workshop_module.update_rows

    def crash(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        # Two statements a chunk: one mends, one polishes. The third chunk dies between them.
        return 1 / 0 if len(calls) == 6 else usual(*args, **kwargs)

    monkeypatch.setattr(workshop_module, "update_rows", crash)


def jobs() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, lock FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()
