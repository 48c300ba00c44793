"""A record's events told to people: what, who, from what to what; only to those who may see the record."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.foundation.workshop import MENDER, SHOPKEEPER, break_pieces, mend_pieces, pieces
from zhanggui.foundation import clock
from zhanggui.foundation.jobs import scheduled_actor
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.timeline import events_of

pytestmark = pytest.mark.usefixtures("bench")


def test_the_newest_stands_first_in_words() -> None:
    (piece,) = pieces(1)
    mend_pieces(MENDER, [piece], note="careful")
    break_pieces(scheduled_actor("sweep"), [piece])
    told = [(line["what"], line["who"], line["note"]) for line in events_of(MENDER, "piece", piece)]
    assert told == [
        ("Broken again", "sweep", "Mended piece → To mend"),
        ("Polished", "Mei · Position 11", ""),
        ("Mended", "Mei · Position 11", "To mend → Mended piece · careful"),
    ]


def test_what_one_may_not_see_has_no_timeline() -> None:
    (piece,) = pieces(1, shop_id=8)
    for subject, record in (("piece", piece), ("piece", 999_999), ("shelf", 1)):
        with pytest.raises(NotFound):
            events_of(SHOPKEEPER, subject, record)


def test_what_happened_before_is_left_out() -> None:
    (piece,) = pieces(1)
    mend_pieces(MENDER, [piece])
    assert events_of(MENDER, "piece", piece, since=clock.now() + timedelta(minutes=1)) == []


@pytest.mark.parametrize("times", [1, 20])
def test_long_histories_cost_the_same(times: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    (piece,) = pieces(1)
    for _time in range(times):
        mend_pieces(MENDER, [piece])
        break_pieces(MENDER, [piece])
    with django_assert_num_queries(2):
        assert len(events_of(MENDER, "piece", piece)) == min(times * 3, 200)
