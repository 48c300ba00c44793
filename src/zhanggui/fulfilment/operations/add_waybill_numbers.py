"""The pool of a courier's numbers grows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.db import connection

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Ref, Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.words import _
from zhanggui.fulfilment.queries.waybills import patterns_of
from zhanggui.fulfilment.rules.numbers import MOST_IN_RANGE, fits, number_range
from zhanggui.fulfilment.vocabulary import NUMBERS_ADDED, WAYBILL, WaybillState

NO_RANGE = Refusal("no_range", _("These two numbers are no range of at most {most} numbers"), {"most": MOST_IN_RANGE})
KNOWN = Refusal("known_numbers", _("All these numbers are known already"))
_ADD = """
INSERT INTO fulfilment_waybill (courier_id, warehouse_id, number, state, version)
SELECT u.courier_id, u.warehouse_id, u.number, 'free', 1
FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS u(courier_id, warehouse_id, number)
ON CONFLICT DO NOTHING RETURNING id, courier_id, number, warehouse_id
"""


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number, or with `last` the range of all numbers between; without a warehouse every one may use them."""

    courier: Annotated[int, Ref(_("Courier"), lookup="courier")]
    first: Annotated[str, Text(_("First number"), most=40)]
    last: Annotated[str, Text(_("Last number"), most=40)] = ""
    warehouse: Annotated[int | None, Ref(_("Warehouse"), lookup="warehouse")] = None


@operation(needs=WAYBILL, title=_("Add waybill numbers"), of="", emits=(NUMBERS_ADDED,))
def add_waybill_numbers(actor: Actor, rows: Sequence[NumberRow]) -> Outcome:
    """Put numbers that a courier gave us into the pool. Numbers known already are passed over.

    Done are row numbers, `result["added"]` is how many numbers came in.
    """
    patterns = patterns_of({row.courier for row in rows})
    scopes = actor.scopes(WAYBILL)
    refused: dict[int, Refusal] = {}
    wanted: dict[tuple[int, str], tuple[int, int | None]] = {}
    for row_number, row in enumerate(rows, start=1):
        numbers = number_range(row.first, row.last)
        if not any(scope.covers(None, row.warehouse) for scope in scopes):
            refused[row_number] = NOT_FOUND
        elif numbers is None:
            refused[row_number] = NO_RANGE
        elif wrong := next((n for n in numbers if not fits(patterns.get(row.courier, ""), n)), None):
            sentence = _("{number} does not have the shape of this courier's numbers")
            refused[row_number] = Refusal("wrong_shape", sentence, {"number": wrong})
        else:
            wanted |= {(row.courier, n): (row_number, row.warehouse) for n in numbers}
    added = _add(actor, wanted)
    done = sorted({wanted[key][0] for key in added})
    refused |= {n: KNOWN for n in range(1, len(rows) + 1) if n not in refused and n not in done}
    return Outcome(done, refused, {"added": len(added)})


def _add(actor: Actor, wanted: Mapping[tuple[int, str], tuple[int, int | None]]) -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            _ADD,
            [[key[0] for key in wanted], [place for _row, place in wanted.values()], [key[1] for key in wanted]],
        )
        added = cursor.fetchall()
    record(
        actor, NUMBERS_ADDED, [Fact(pk, "", WaybillState.FREE, None, place) for pk, _courier, _number, place in added]
    )
    return [(courier, number) for _pk, courier, number, _place in added]
