"""The platform says, at every point of an order's way, that somebody else has shipped it or that it is closed."""

import pytest

from tests.scenarios.house import (
    STAGES,
    House,
    axes,
    broken_books,
    live_parcels,
    number_states,
    open_house,
    parcel_states,
    row,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return open_house()


@pytest.mark.parametrize(
    ("word", "review", "fulfilment"),
    [("已发货", None, "elsewhere"), ("已完成", None, "elsewhere"), ("已关闭", "void", "open")],
    ids=["shipped", "finished", "closed"],
)
def test_nothing_leaves_twice(house: House, word: str, review: str | None, fulfilment: str) -> None:
    house.bring_in(*(row(stage) for stage in STAGES))
    for stage in STAGES:
        house.reach(stage, stage)
    before = {stage: axes(stage)[0] for stage in STAGES}
    house.bring_in(*(row(stage, 状态=word, 快递单号="SF0001") for stage in STAGES))
    expected = {stage: (review or before[stage], fulfilment) for stage in STAGES}
    assert {stage: (axes(stage)[0], axes(stage)[3]) for stage in STAGES} == expected
    assert house.stock("A1") == (100, 0)
    assert broken_books() == {}
    house.go_on(*STAGES)
    assert live_parcels(*STAGES) == []
    assert {state for stage in STAGES for state in parcel_states(stage)} == {"stopped"}
    assert {state for stage in STAGES for state in number_states(stage)} == {"to_cancel"}
    assert {stage: (axes(stage)[0], axes(stage)[3]) for stage in STAGES} == expected
    assert house.stock("A1") == (100, 0)
    assert broken_books() == {}


def test_our_own_parcels_are_not_somebody_elses(house: House) -> None:
    house.bring_in(row("1"))
    house.go_on("1")
    again = house.bring_in(row("1", 状态="已发货"))
    assert (again.updated, axes("1")[3]) == (1, "shipped")
    house.bring_in(row("1", 状态="已完成"))
    assert (parcel_states("1"), axes("1")[3]) == (["shipped"], "shipped")
    assert broken_books() == {}


def test_history_comes_in_finished_and_reserves_nothing(house: House) -> None:
    house.bring_in(row("1", 状态="已完成"), row("2", 状态="已关闭"), row("3"), row("4", 状态="待付款", 付款时间=""))
    assert [axes(number)[3] for number in "1234"] == ["elsewhere", "open", "reserved", "open"]
    assert house.stock("A1") == (100, 1)
    assert broken_books() == {}
    house.bring_in(row("4"))
    assert (axes("4"), house.stock("A1")) == (("waiting", "paid", "none", "reserved"), (100, 2))
    assert broken_books() == {}
