"""Each kind of value is read alike from machines and people, and refused in words."""

from contextlib import suppress
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.workshop import MENDER, State
from zhanggui.foundation import money
from zhanggui.foundation.fields import (
    Choice,
    Day,
    Fen,
    FileToken,
    FileTokens,
    Flag,
    Kind,
    Moment,
    Text,
    Whole,
    plain,
    read_fields,
)  # fmt: skip
from zhanggui.foundation.moves import Moves
from zhanggui.foundation.outcome import Invalid

TOKEN = "4f0c2d0e-8f7e-4f43-9d2f-2b7e3f6c9a10"
STATE = Choice("State", options={State.BROKEN: "Needs mending", State.MENDED: "Whole"})


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Text("x"), "  a b ", "a b"),
        (Text("x"), 12, "12"),
        (Text("x"), "a\x00b\ud800", "ab"),
        (Whole("x"), "12", 12),
        (Whole("x"), 12.0, 12),
        (Whole("x"), "12.0", 12),
        (Fen("x"), 1230, 1230),
        (Fen("x"), "12.3", 1230),
        (Fen("x"), "¥1,234.56", 123456),
        (Fen("x"), "12元", 1200),
        (STATE, "mended", State.MENDED),
        (STATE, "Needs mending", State.BROKEN),
        (Flag("x"), "on", True),
        (Flag("x"), "是", True),
        (Flag("x"), False, False),
        (Flag("x"), "0", False),
        (Day("x"), "2026/11/11", date(2026, 11, 11)),
        (Day("x"), "2026-11-11 08:00:00", date(2026, 11, 11)),
        (Moment("x"), "2026-11-11T09:30", datetime(2026, 11, 11, 1, 30, tzinfo=UTC)),
        (Moment("x"), "2026-11-11T09:30:00+00:00", datetime(2026, 11, 11, 9, 30, tzinfo=UTC)),
        (FileToken("x"), TOKEN.upper(), TOKEN),
        (FileTokens("x"), f"{TOKEN},{TOKEN}", (TOKEN, TOKEN)),
    ],
)
def test_values_are_read(kind: Kind, raw: Any, value: Any) -> None:
    assert kind.read(MENDER, raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        (Text("x", most=3), "four", "too_long"),
        (Whole("x"), "1.5", "not_whole"),
        (Whole("x"), 1.5, "not_whole"),
        (Whole("x"), "twelve", "not_whole"),
        (Whole("x", most=5), 6, "out_of_range"),
        (Whole("x"), -1, "out_of_range"),
        (Whole("x"), float("inf"), "not_whole"),
        (Whole("x"), float("nan"), "not_whole"),
        (Fen("x"), "1.234", "not_money"),
        (Fen("x"), "NaN", "not_money"),
        (Fen("x"), "1e999", "not_money"),
        (Fen("x"), "9" * 5000, "not_money"),
        (Whole("x"), "9" * 5000, "not_whole"),
        (Fen("x"), -1, "out_of_range"),
        (STATE, "scrapped", "no_such_choice"),
        (Day("x"), "11.11.", "not_a_day"),
        (Day("x"), "2026-02-30", "not_a_day"),
        (Moment("x"), "yesterday", "not_a_time"),
        (FileToken("x"), "../secret", "no_file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(kind: Kind, raw: Any, code: str) -> None:
    with pytest.raises(Invalid) as invalid:
        kind.read(MENDER, raw)
    refusal = invalid.value.fields[""]
    assert refusal.code == code
    assert "{" not in refusal.sentence()


@given(raw=st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.lists(st.text()), st.none()))
def test_nothing_that_is_sent_makes_reading_fall_over(raw: Any) -> None:
    kinds = (Text("x"), Whole("x"), Fen("x"), STATE, Flag("x"), Day("x"), Moment("x"), FileToken("x"))
    for kind in kinds:
        with suppress(Invalid):
            read_fields(MENDER, {"a": kind}, {}, {"a": raw})


def test_blank_takes_the_default_and_unknown_names_are_refused() -> None:
    kinds = {"note": Text("Note"), "count": Whole("Count")}
    assert read_fields(MENDER, kinds, {"note": "-"}, {"note": " ", "count": "1"}) == {"note": "-", "count": 1}
    with pytest.raises(Invalid) as invalid:
        read_fields(MENDER, kinds, {}, {"note": None, "count": 1, "colour": 1})
    assert {name: refusal.code for name, refusal in invalid.value.fields.items()} == {
        "note": "missing", "colour": "no_such_field",
    }  # fmt: skip


@pytest.mark.parametrize("kind", [Whole("x"), Fen("x"), STATE, Flag("x"), Day("x"), Moment("x"), Text("x")])
def test_plain_values_read_back_as_they_were(kind: Kind) -> None:
    samples: dict[type[Kind], Any] = {
        Whole: 12, Fen: 1230, Choice: State.MENDED, Flag: True, Day: date(2026, 11, 11),
        Moment: datetime(2026, 11, 11, 1, tzinfo=UTC), Text: "a",
    }  # fmt: skip
    value = samples[type(kind)]
    assert kind.read(MENDER, plain(value)) == value


@given(st.integers(-(10**12), 10**12))
def test_money_is_written_and_read_back(fen: int) -> None:
    assert money.fen(money.yuan(fen)) == fen


class Light(StrEnum):
    RED = "red"
    GREEN = "green"
    OFF = "off"


def test_a_table_of_moves_refuses_and_says_what_is_open() -> None:
    moves = Moves("light", {Light.RED: {Light.GREEN, Light.OFF}, Light.GREEN: {Light.RED}})
    assert moves.may(Light.RED, Light.GREEN)
    assert not moves.may(Light.GREEN, Light.OFF)
    assert moves.open_from(Light.OFF) == frozenset()
    assert moves.into(Light.RED) == (Light.GREEN,)
    assert (Light.RED, Light.OFF) in moves.pairs
