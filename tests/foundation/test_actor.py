"""Who acts, with which right, within which range."""

from tests.foundation.workshop import MEND, MENDER, SCRAP, VISITOR, Piece, grant, pieces
from zhanggui.foundation.actor import Actor, Grant, Scope, system
from zhanggui.foundation.scope import reach, within


def visible(actor: Actor, warehouse: str = "") -> list[str]:
    return list(
        Piece.objects.filter(within(actor, MEND, warehouse=warehouse)).order_by("name").values_list("name", flat=True)
    )


def scoped(shops: set[int] | None, warehouses: set[int] | None, number: int = 1, *, main: bool = True) -> Grant:
    def ids(given: set[int] | None) -> frozenset[int] | None:
        return None if given is None else frozenset(given)

    return Grant(number, 1, 1, 1, frozenset({MEND.name}), Scope(ids(shops), ids(warehouses)), main)


def test_a_right_is_held_through_any_assignment(workshop: object) -> None:
    assert MENDER.may(MEND)
    assert not MENDER.may(SCRAP)
    assert not VISITOR.may(MEND)


def test_the_system_and_delegates_may_everything(workshop: object) -> None:
    assert system("sweep").may(SCRAP)
    assert VISITOR.delegate().may(SCRAP)
    assert VISITOR.delegate().person_id == VISITOR.person_id


def test_a_record_is_in_range_if_one_assignment_covers_it_in_every_dimension() -> None:
    actor = Actor("Bo", 1, (scoped({1}, {10}, 1), scoped({2}, {20}, 2)))
    assert actor.covering(MEND, 1, 10) is actor.grants[0]
    assert actor.covering(MEND, 2, 20) is actor.grants[1]
    assert actor.covering(MEND, 1, 20) is None


def test_a_dimension_that_a_record_lacks_does_not_limit_it() -> None:
    assert Scope(frozenset({1}), frozenset({10})).covers(1, None)


def test_the_narrowest_assignment_answers_then_the_main_one_then_the_oldest() -> None:
    wide, narrow = scoped(None, None, 1), scoped({1, 2}, None, 2)
    narrower, younger = scoped({1}, None, 3, main=False), scoped({1}, None, 4, main=False)
    main = scoped({1}, None, 9)
    assert Actor("x", 1, (wide, narrow)).covering(MEND, 1) is narrow
    assert Actor("x", 1, (wide, narrow, younger, narrower)).covering(MEND, 1) is narrower
    assert Actor("x", 1, (narrower, main)).covering(MEND, 1) is main


def test_lists_show_the_union_of_the_ranges(bench: object) -> None:
    for name, shop, count in (("a", 1, 10), ("b", 1, 20), ("c", 2, 20), ("d", None, 10)):
        pieces(1, name=name, shop_id=shop, count=count)
    both = Actor("x", 1, (scoped({1}, {10}, 1), scoped({2}, {20}, 2)))
    assert visible(both, warehouse="count") == ["a", "c"]
    assert visible(Actor("x", 1, (scoped({1}, {10}),))) == ["a", "b"]
    assert visible(Actor("x", 1, (scoped({2}, None, 1), scoped(None, None, 2)))) == ["a", "b", "c", "d"]
    assert visible(VISITOR) == []


def test_choices_reach_as_far_as_any_assignment() -> None:
    actor = Actor("x", 1, (scoped({1, 3}, {10}, 1), scoped({2}, None, 2)))
    assert reach(actor, MEND) == ([1, 2, 3], None)
    assert reach(Actor("x", 1, (grant(SCRAP),)), MEND) == ([], [])
