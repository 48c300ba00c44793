from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Day, Flag, Ref, Refs
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.rows import copy_rows, draw_ids, update_rows
from zhanggui.foundation.scope import reach
from zhanggui.foundation.words import _
from zhanggui.org.models import Assignment, Position
from zhanggui.org.queries.people import assignments_in_force, people_visible_to
from zhanggui.org.rules.placing import Holding, refusal_of
from zhanggui.org.vocabulary import ASSIGN, PLACED


@dataclass(frozen=True, slots=True)
class Placement:
    """A person in a position, from a day on, within a range."""

    person: Annotated[int, Ref(_("Person"), lookup="person")]
    position: Annotated[int, Ref(_("Position"), lookup="position")]
    shops: Annotated[tuple[int, ...], Refs(_("Shops"), lookup="shop", help=_("None is every shop"))] = ()
    warehouses: Annotated[
        tuple[int, ...], Refs(_("Warehouses"), lookup="warehouse", help=_("None is every warehouse"))
    ] = ()
    main: Annotated[bool, Flag(_("Main position"))] = True
    starts_on: Annotated[date | None, Day(_("First day"), help=_("Today when left blank"))] = None
    ends_on: Annotated[date | None, Day(_("Last day"))] = None


@operation(needs=ASSIGN, title=_("Place in a position"), emits=(PLACED,), bulk=False)
def place_people(actor: Actor, placements: Sequence[Placement]) -> Outcome:
    """Put people into positions; one person may hold several. A new main position takes the place of the old one."""
    people = set(
        people_visible_to(actor, ASSIGN).filter(pk__in=[p.person for p in placements]).values_list("pk", flat=True)
    )
    positions = dict(Position.objects.filter(pk__in=[p.position for p in placements]).values_list("pk", "name"))
    holdings = {number: _holding(row) for number, row in enumerate(placements, start=1)}
    refused = {n: NOT_FOUND for n, h in holdings.items() if h.person not in people or h.position not in positions}
    refused |= _refusals(actor, {n: h for n, h in holdings.items() if n not in refused})
    placed = [holding for number, holding in holdings.items() if number not in refused]
    _give_up_main(placed)
    ids = _write(placed)
    facts = [
        Fact(holding.person, data={"assignment_id": assignment_id, "position": positions[holding.position]})
        for assignment_id, holding in zip(ids, placed, strict=True)
    ]
    record(actor, PLACED, facts)
    return Outcome(ids, refused)


def _holding(row: Placement) -> Holding:
    shops, warehouses = frozenset(row.shops) or None, frozenset(row.warehouses) or None
    return Holding(row.person, row.position, row.starts_on or clock.today(), row.ends_on, shops, warehouses, row.main)


def _refusals(actor: Actor, holdings: Mapping[int, Holding]) -> dict[int, Refusal]:
    """Compare each row with what is in force and with the rows before it."""
    known = _in_force({holding.person for holding in holdings.values()})
    shops, warehouses = reach(actor, ASSIGN)
    refused: dict[int, Refusal] = {}
    for number, holding in holdings.items():
        refusal = refusal_of(holding, known, shops, warehouses)
        if refusal:
            refused[number] = refusal
        else:
            known.append(holding)
    return refused


def _in_force(people: set[int]) -> list[Holding]:
    rows = assignments_in_force().filter(person_id__in=people)
    return [
        Holding(row.person_id, row.position_id, row.starts_on, row.ends_on, _set(row.shop_ids), _set(row.warehouse_ids))
        for row in rows
    ]


def _give_up_main(placed: Sequence[Holding]) -> None:
    people = {holding.person for holding in placed if holding.main}
    mains = assignments_in_force().filter(person_id__in=people, main=True).values_list("pk", flat=True)
    update_rows(Assignment, list(mains), values={"main": False})


def _write(placed: Sequence[Holding]) -> list[int]:
    ids = draw_ids(Assignment, len(placed))
    columns = ("id", "person_id", "position_id", "main", "starts_on", "ends_on", "shop_ids", "warehouse_ids")
    rows = [
        (i, h.person, h.position, h.main, h.starts_on, h.ends_on, _list(h.shops), _list(h.warehouses))
        for i, h in zip(ids, placed, strict=True)
    ]
    copy_rows(Assignment, columns, rows)
    return ids


def _set(ids: list[int] | None) -> frozenset[int] | None:
    return None if ids is None else frozenset(ids)


def _list(ids: frozenset[int] | None) -> list[int] | None:
    return None if ids is None else sorted(ids)
