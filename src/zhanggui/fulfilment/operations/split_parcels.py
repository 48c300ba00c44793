"""Part of a parcel travels in another one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from django.db import connection

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.rows import draw_ids
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.recount_parcels import recount_parcels
from zhanggui.fulfilment.queries.dividing import shares_of
from zhanggui.fulfilment.queries.locks import lock_parcels
from zhanggui.fulfilment.queries.obstacles import in_state
from zhanggui.fulfilment.queries.parcels import places_of
from zhanggui.fulfilment.rules.dividing import Division, divide
from zhanggui.fulfilment.vocabulary import PRINT, RELEASED, SPLIT, ParcelState

FAULTS = {
    "unknown_line": Refusal("unknown_line", _("This line is not in the parcel")),
    "more_than_inside": Refusal("more_than_inside", _("The parcel holds less than that of the line")),
    "nothing_left": Refusal("nothing_left", _("Something must stay in the parcel")),
    "not_divisible": Refusal("not_divisible", _("The parts of this bundle cannot be divided so")),
}
_COPY = """
INSERT INTO fulfilment_parcel (id, warehouse_id, shop_id, receiver_id, courier_id, state, printed, report,
    report_reason, kinds, pieces, weight_grams, ship_by, made_at, version)
SELECT u.fresh, p.warehouse_id, p.shop_id, p.receiver_id, p.courier_id, 'waiting', 0, 'waiting', '', 0, 0, 0, p.ship_by,
    %(now)s, 1
FROM unnest(%(hosts)s::bigint[], %(fresh)s::bigint[]) AS u(host, fresh) JOIN fulfilment_parcel p ON p.id = u.host
"""
_ADD = """
INSERT INTO fulfilment_parcelline (parcel_id, order_id, line_id, sku_id, quantity, of_line, packed, returned)
SELECT u.fresh, l.order_id, l.line_id, l.sku_id, u.pieces, u.units, 0, 0
FROM unnest(%(rows)s::bigint[], %(into)s::bigint[], %(pieces)s::int[], %(units)s::int[])
    AS u(row_id, fresh, pieces, units)
JOIN fulfilment_parcelline l ON l.id = u.row_id
"""
_TAKE = """
WITH u AS (SELECT * FROM unnest(%(rows)s::bigint[], %(pieces)s::int[], %(units)s::int[]) AS u(row_id, pieces, units)),
gone AS (DELETE FROM fulfilment_parcelline t USING u WHERE t.id = u.row_id AND t.quantity = u.pieces)
UPDATE fulfilment_parcelline t SET quantity = t.quantity - u.pieces, of_line = t.of_line - u.units
FROM u WHERE t.id = u.row_id AND t.quantity > u.pieces
"""


@dataclass(frozen=True, slots=True)
class SplitRow:
    """So many units of an order line that leave the parcel for a new one."""

    parcel: Annotated[int, Whole(_("Parcel"), least=1, most=2**62)]
    line: Annotated[int, Whole(_("Order line"), least=1, most=2**62)]
    quantity: Annotated[int, Whole(_("Quantity"), least=1)]


@operation(needs=PRINT, title=_("Split parcel"), of="", emits=(SPLIT, RELEASED))
def split_parcels(actor: Actor, rows: Sequence[SplitRow]) -> Outcome:
    """Move units of lines out of waiting parcels; all rows of one parcel go into one new parcel.

    Refusals are by row, for every row of a parcel that cannot be split so. `result["parcels"]` lists the new ones.
    """
    wanted, numbers = _gather(rows)
    lock_parcels(list(wanted))
    found = places_of(actor, PRINT, list(wanted))
    shares = shares_of(list(found))
    refused: dict[int, Refusal] = {}
    divisions: dict[int, Division] = {}
    for parcel_id, units in wanted.items():
        refusal: Refusal | None = NOT_FOUND
        if parcel_id in found:
            place = found[parcel_id]
            refusal = None if place.state == ParcelState.WAITING else in_state(place.state)
        division = divide(shares.get(parcel_id, []), units)
        if refusal is None and isinstance(division, Division):
            divisions[parcel_id] = division
        else:
            refused |= dict.fromkeys(numbers[parcel_id], refusal or FAULTS[str(division)])
    fresh = _carry_out(divisions)
    record(actor, SPLIT, [
        Fact(i, "", "", found[i].shop_id, found[i].warehouse_id, {"into": new}) for i, new in fresh.items()
    ])  # fmt: skip
    record(actor, RELEASED, [
        Fact(new, "", ParcelState.WAITING, found[i].shop_id, found[i].warehouse_id, {"out_of": i})
        for i, new in fresh.items()
    ])  # fmt: skip
    done = [number for number in range(1, len(rows) + 1) if number not in refused]
    return Outcome(done, refused, {"parcels": list(fresh.values())})


def _gather(rows: Sequence[SplitRow]) -> tuple[dict[int, dict[int, int]], dict[int, list[int]]]:
    """Units by line of each parcel, and the row numbers that ask for it."""
    wanted: defaultdict[int, dict[int, int]] = defaultdict(dict)
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(rows, start=1):
        wanted[row.parcel][row.line] = wanted[row.parcel].get(row.line, 0) + row.quantity
        numbers[row.parcel].append(number)
    return wanted, numbers


def _carry_out(divisions: Mapping[int, Division]) -> dict[int, int]:
    if not divisions:
        return {}
    fresh = dict(zip(divisions, draw_ids(Parcel, len(divisions)), strict=True))
    moved = [(share, fresh[parcel_id]) for parcel_id, division in divisions.items() for share in division.moved]
    params: dict[str, Any] = {
        "now": clock.now(),
        "hosts": list(fresh),
        "fresh": list(fresh.values()),
        "rows": [share.row_id for share, _into in moved],
        "into": [into for _share, into in moved],
        "pieces": [share.pieces for share, _into in moved],
        "units": [share.units for share, _into in moved],
    }
    with connection.cursor() as cursor:
        for statement in (_COPY, _ADD, _TAKE):
            cursor.execute(statement, params)
    recount_parcels([*fresh, *fresh.values()])
    return fresh
