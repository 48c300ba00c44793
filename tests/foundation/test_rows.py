"""Sets are written by one statement each, whatever their size."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.foundation.workshop import Piece, State, pieces
from zhanggui.foundation.rows import Each, add_to_rows, copy_rows, draw_ids, update_rows

pytestmark = pytest.mark.usefixtures("bench")


def of(name: str) -> list[Any]:
    return list(Piece.objects.order_by("id").values_list(name, flat=True))


def test_rows_are_copied_and_left_out_columns_are_counted() -> None:
    ids = draw_ids(Piece, 2)
    columns = ("id", "name", "state", "count", "polish", "version", "details", "due_at")
    moment = datetime(2026, 11, 11, 1, tzinfo=UTC)
    rows = [
        (ids[0], "瓶\t子", State.BROKEN, 3, 0, 1, '{"a": 1}', moment),
        (ids[1], "", State.MENDED, 0, 0, 1, None, None),
    ]
    assert copy_rows(Piece, columns, rows) == 2
    assert list(Piece.objects.order_by("id").values_list("name", "state", "details", "due_at")) == [
        ("瓶\t子", "broken", {"a": 1}, moment),
        ("", "mended", None, None),
    ]


def test_no_ids_are_drawn_for_nothing() -> None:
    assert draw_ids(Piece, 0) == []


def test_one_value_goes_to_all_and_the_version_rises() -> None:
    first, second, _third = pieces(3)
    assert sorted(update_rows(Piece, [first, second], values={"state": State.MENDED})) == [first, second]
    assert of("state") == ["mended", "mended", "broken"]
    assert of("version") == [2, 2, 1]


def test_each_row_gets_its_own_value() -> None:
    ids = pieces(3)
    moments = [datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2, 3)]
    update_rows(Piece, ids, values={"name": Each(["a", "b", "c"]), "due_at": Each(moments), "count": Each([1, 2, 3])})
    assert of("name") == ["a", "b", "c"]
    assert of("due_at") == moments
    assert of("count") == [1, 2, 3]


def test_json_columns_take_plain_values_and_nothing() -> None:
    ids = pieces(3)
    update_rows(Piece, ids, values={"details": Each([{"名": [1, None]}, None, "text"])})
    assert of("details") == [{"名": [1, None]}, None, "text"]
    update_rows(Piece, ids, values={"details": {"all": True}})
    assert of("details") == [{"all": True}] * 3
    assert Piece.objects.filter(details__isnull=True).count() == 0
    update_rows(Piece, ids[:1], values={"details": None})
    assert list(Piece.objects.filter(details__isnull=True).values_list("pk", flat=True)) == ids[:1]


def test_only_rows_that_are_as_expected_change() -> None:
    ids = pieces(3)
    Piece.objects.filter(pk=ids[1]).update(state=State.SCRAPPED)
    assert update_rows(Piece, ids, values={"count": 5}, expect={"state": State.BROKEN}) == [ids[0], ids[2]]
    assert of("count") == [5, 0, 5]


def test_expected_is_one_of_several_or_nothing_or_each_its_own() -> None:
    ids = pieces(3)
    Piece.objects.filter(pk=ids[1]).update(state=State.SCRAPPED, shop_id=9)
    either = {"state": (State.SCRAPPED, State.MENDED)}
    assert update_rows(Piece, ids, values={"polish": 1}, expect=either) == [ids[1]]
    assert update_rows(Piece, ids, values={"polish": 2}, expect={"shop_id": None}) == [ids[0], ids[2]]
    versions = Each([2, 2, 1])
    assert update_rows(Piece, ids, values={"polish": 3}, expect={"version": versions}) == [ids[0], ids[1]]
    shops = Each([None, 9, 4])
    assert update_rows(Piece, ids, values={"polish": 4}, expect={"shop_id": shops}) == [ids[0], ids[1]]


def test_expecting_none_of_several_changes_nothing() -> None:
    assert update_rows(Piece, pieces(2), values={"polish": 1}, expect={"state": ()}) == []


def test_rows_for_which_the_condition_holds_stay() -> None:
    ids = pieces(3)
    Piece.objects.filter(pk=ids[0]).update(count=4)
    blocked = "t.count > %(limit)s AND t.name LIKE 'piece%%'"
    assert update_rows(Piece, ids, values={"polish": 1}, unless=blocked, params={"limit": 3}) == ids[1:]


def test_rows_can_be_found_by_another_column() -> None:
    pieces(1, shop_id=4)
    pieces(1, shop_id=5)
    assert update_rows(Piece, [4, 6], values={"name": Each(["four", "six"])}, key="shop_id") == [4]
    assert sorted(of("name")) == ["four", "piece 0"]


def test_nothing_asked_is_no_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert update_rows(Piece, [], values={"polish": 1}) == []
        assert add_to_rows(Piece, [], {"count": []}) == 0


def test_counters_are_added_to_and_constraints_refuse() -> None:
    ids = pieces(2, count=5)
    assert add_to_rows(Piece, ids, {"count": [3, -5], "polish": [1, 2]}) == 2
    assert of("count") == [8, 0]
    assert of("polish") == [1, 2]
    with pytest.raises(IntegrityError, match="piece_count"), transaction.atomic():
        add_to_rows(Piece, ids, {"count": [1, -1]})
    assert of("count") == [8, 0]


@pytest.mark.parametrize("count", [1, 500])
def test_any_number_of_rows_is_one_statement(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        ids = draw_ids(Piece, count)
    with django_assert_num_queries(1):
        copy_rows(
            Piece, ("id", "name", "state", "count", "polish", "version"), ((i, "p", "broken", 0, 0, 1) for i in ids)
        )
    with django_assert_num_queries(1):
        changed = update_rows(
            Piece, ids, values={"name": Each(map(str, ids)), "details": Each([{"n": i} for i in ids])},
            expect={"state": (State.BROKEN, State.MENDED), "version": Each([1] * count)},
        )  # fmt: skip
    assert sorted(changed) == ids
    with django_assert_num_queries(1):
        assert add_to_rows(Piece, ids, {"count": [1] * count}) == count
