"""The small words of templates: what a person reads for a moment, a count, an amount, a filter."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.translation import override

from zhanggui.foundation.templatetags import ui

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai


@pytest.mark.parametrize(
    ("due_at", "said"),
    [
        (datetime(2026, 11, 22, 5, 42, tzinfo=UTC), "1:42 left"),
        (datetime(2026, 11, 22, 1, 55, tzinfo=UTC), "2:05 overdue"),
        (datetime(2026, 11, 19, 4, 0, tzinfo=UTC), "3 d overdue"),
        (datetime(2026, 11, 22, 10, 0, tzinfo=UTC), "today 18:00"),
        (datetime(2026, 11, 22, 17, 30, tzinfo=UTC), "tomorrow 01:30"),
        (datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "11-25 18:00"),
        (datetime(2027, 1, 2, 10, 0, tzinfo=UTC), "2027-01-02 18:00"),
    ],
)
def test_clock_says_what_is_left_in_the_words_of_the_day(due_at: datetime, said: str) -> None:
    with time_machine.travel(NOON, tick=False), override("en"):
        assert strip_tags(ui.clock(due_at)) == said


def test_clock_is_red_only_within_two_hours() -> None:
    with time_machine.travel(NOON, tick=False):
        assert "is-late" in ui.clock(datetime(2026, 11, 22, 5, 59, tzinfo=UTC))
        assert "is-late" not in ui.clock(datetime(2026, 11, 22, 6, 0, tzinfo=UTC))
        assert ui.clock(None) == ""


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 22, 1, 12, tzinfo=UTC), "09:12"),
        (datetime(2026, 11, 21, 10, 20, tzinfo=UTC), "yesterday 18:20"),
        (datetime(2025, 12, 31, 17, 0, tzinfo=UTC), "01-01 01:00"),
    ],
)
def test_moment_leaves_out_what_today_makes_plain(at: datetime, said: str) -> None:
    with time_machine.travel(NOON, tick=False), override("en"):
        assert strip_tags(ui.moment(at)) == said


def test_amounts_and_counts() -> None:
    assert ui.money(123456) == "¥1,234.56"
    assert ui.money(None) == ""
    assert ui.amount(12800) == "128.00"
    assert ui.amount("12,8") == "12,8"
    assert [ui.capped(count) for count in (0, 999, 1000)] == ["0", "999", "999+"]
    assert ui.number(4812) == "4,812"


def test_tags_and_titles_are_escaped_and_unknown_tones_are_plain() -> None:
    drawn = ui.tag('<b>"x"', "loud")
    assert "<b>" not in drawn
    assert "tag-plain" in drawn


def test_parts_of_a_whole_lie_side_by_side() -> None:
    laid = ui.stacked([{"value": 1}, {"value": 0}, {"value": 3}])
    assert [(part["x"], part["width"]) for part in laid] == [
        ("0.000", "25.000"),
        ("25.000", "0.000"),
        ("25.000", "75.000"),
    ]
    assert ui.stacked([{"value": 0}])[0]["width"] == "0.000"


def test_chips_show_only_filters_in_force_and_name_their_parameters() -> None:
    filters: list[dict[str, Any]] = [
        {
            "name": "shop",
            "label": "Shop",
            "kind": "choice",
            "choices": [(1, "Tmall"), (2, "C")],
            "value": "1",
        },
        {"name": "paid", "label": "Paid", "kind": "dates", "from": "2026-11-01", "to": ""},
        {"name": "word", "label": "Word", "kind": "text", "value": ""},
    ]
    assert ui.chips(filters) == [
        {"label": "Shop", "text": "Tmall", "names": ["shop"]},
        {"label": "Paid", "text": "2026-11-01 – ", "names": ["paid_from", "paid_to"]},
    ]


def test_removing_a_filter_goes_back_to_the_first_page() -> None:
    query = QueryDict("shop=1&due=2h&after=77")
    assert ui.address_without(query, ["shop"]) == "?due=2h"


def test_a_heading_sorts_the_other_way_the_second_time() -> None:
    assert ui.sorting(QueryDict("sort=due&after=7"), "due") == {"state": "ascending", "url": "?sort=-due"}
    assert ui.sorting(QueryDict("sort=-due"), "due") == {"state": "descending", "url": "?sort=due"}
    assert ui.sorting(QueryDict("shop=1"), "due") == {"state": "", "url": "?shop=1&sort=due"}
