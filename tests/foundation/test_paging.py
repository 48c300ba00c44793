"""Walking a list page by page meets every row once, forwards and back, whatever it is ordered by."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.foundation.workshop import Piece, pieces
from zhanggui.foundation.paging import Slice, capped, capped_counts, page_of

SORTS = {"name": "name", "due": "due_at", "count": "count", "id": "id"}
MOMENT = datetime(2026, 11, 11, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("bench")


def page(address: str, size: int = 3) -> Slice:
    return page_of(Piece.objects.all(), QueryDict(address.removeprefix("?")), sorts=SORTS, default="count", size=size)


def walk(sort: str, size: int) -> list[int]:
    seen: list[int] = []
    here = page(f"sort={sort}", size)
    assert here.previous == ""
    while True:
        seen += [row.pk for row in here.rows]
        if not here.next:
            return seen
        following = page(here.next, size)
        assert [row.pk for row in page(following.previous, size).rows] == [row.pk for row in here.rows]
        here = following


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.integers(0, 3), st.one_of(st.none(), st.integers(0, 2))), max_size=12),
    size=st.integers(1, 4),
    sort=st.sampled_from(["name", "-name", "due", "-due", "count", "-count", "id", "-id"]),
)
def test_every_row_is_met_once(rows: list[tuple[int, int | None]], size: int, sort: str) -> None:
    Piece.objects.all().delete()
    for count, due in rows:
        moment = None if due is None else MOMENT + timedelta(days=due, microseconds=due)
        pieces(1, name=f"a~{count}", count=count, due_at=moment)
    column = SORTS[sort.removeprefix("-")]
    falling = sort.startswith("-")
    everyone = list(Piece.objects.all())
    valued = [p for p in everyone if getattr(p, column) is not None]
    absent = [p for p in everyone if getattr(p, column) is None]
    valued.sort(key=lambda p: (getattr(p, column), p.pk), reverse=falling)
    absent.sort(key=lambda p: p.pk, reverse=falling)
    assert walk(sort, size) == [p.pk for p in valued + absent]


def test_what_the_address_says_wrongly_is_passed_over() -> None:
    ids = pieces(2)
    for address in ("sort=secret", "after=nonsense", "after=x~1", "sort=due&before=~y", "after=~99999999999999999999"):
        assert [row.pk for row in page(address).rows] == ids
    assert page("sort=secret").sort == "count"


def test_neighbours_keep_the_filters() -> None:
    pieces(4)
    assert page("state=broken&sort=-id&after=zzz", 2).next.startswith("?state=broken&sort=-id&after=")


def test_one_page_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    pieces(4)
    with django_assert_num_queries(1):
        page("")


def test_counts_go_no_further_than_asked(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    pieces(5)
    assert capped(Piece.objects.order_by("name"), 3) == 3
    assert capped(Piece.objects.all()) == 5
    lists = {
        "all": Piece.objects.order_by("name"), "none": Piece.objects.none(), "few": Piece.objects.filter(name="piece 1")
    }  # fmt: skip
    with django_assert_num_queries(1):
        assert capped_counts(lists, 3) == {"all": 3, "none": 0, "few": 1}
    with django_assert_num_queries(0):
        assert capped_counts({"none": Piece.objects.none()}) == {"none": 0}
