"""Numbers that the platform's print page or the courier gave come back by file, each for an order or a parcel."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from django.db import connection

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Flag, Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, Refusal
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.queries.locks import lock_parcels
from zhanggui.fulfilment.queries.obstacles import in_state
from zhanggui.fulfilment.queries.parcels import Numbered, numbers_of, parcels_by_code, parcels_of_orders
from zhanggui.fulfilment.queries.waybills import (
    CourierFacts,
    ToBind,
    Wearer,
    couriers_named,
    parcels_to_bind,
    wearers_of,
)
from zhanggui.fulfilment.rules.numbers import fits
from zhanggui.fulfilment.vocabulary import LIVE_IN_HOUSE, NUMBERED, PRINTED, WAYBILL, WaybillState

UNKNOWN = Refusal("unknown_order", _("No parcel within your range belongs to this order or code"))
SEVERAL = Refusal("several_parcels", _("The order has several parcels; give the parcel's code (P…)"))
TWICE = Refusal("twice_in_file", _("The parcel or the number stands in the file twice"))
TAKEN = Refusal("number_taken", _("Another parcel wears this number, or it is void"))
OTHER_POOL = Refusal("other_courier", _("The parcel goes with another courier; change that first"))
_KEEP = """
INSERT INTO fulfilment_waybill (courier_id, number, state, parcel_id, warehouse_id, version)
SELECT u.courier_id, u.number, u.state, u.parcel_id, u.warehouse_id, 1
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::bigint[])
    AS u(courier_id, number, state, parcel_id, warehouse_id)
ON CONFLICT (courier_id, number) DO UPDATE SET state = excluded.state, parcel_id = excluded.parcel_id,
    version = fulfilment_waybill.version + 1 WHERE fulfilment_waybill.state = 'free'
RETURNING parcel_id
"""

type DryRun = Annotated[bool, Flag(_("Only check"), help=_("Nothing is changed; the receipt says what would be"))]


@dataclass(frozen=True, slots=True)
class BindRow:
    """A number and what it was given for: a platform's order number, or our parcel code."""

    order: Annotated[str, Text(_("Order or parcel"), most=60)]
    courier: Annotated[str, Text(_("Courier"), most=40)]
    number: Annotated[str, Text(_("Waybill number"), most=40)]


class _Binding(NamedTuple):
    parcel_id: int
    courier_id: int
    number: str
    parcel: ToBind


@operation(needs=WAYBILL, title=_("Read numbers back"), of="", emits=(NUMBERED, PRINTED))
def bind_waybills(actor: Actor, rows: Sequence[BindRow], *, dry_run: DryRun = False) -> Outcome:
    """Give parcels the numbers of a file; refused rows say why in words. Done are row numbers.

    A parcel that already wears the very number is done without a change. What the platform printed itself, because only
    it may show the receiver, counts as printed.
    """
    codes = {row.order.strip() for row in rows}
    own = parcels_by_code(actor, codes, WAYBILL)
    of_orders = parcels_of_orders(actor, sorted(codes - own.keys()), WAYBILL)
    candidates = sorted({*own.values(), *(i for ids in of_orders.values() for i in ids)})
    lock_parcels(candidates)
    parcels, worn = parcels_to_bind(candidates), numbers_of(candidates)
    couriers, wearers = couriers_named({row.courier for row in rows}), wearers_of({row.number for row in rows})
    plan: dict[int, _Binding] = {}
    refused: dict[int, Refusal] = {}
    same: list[int] = []
    for number, row in enumerate(rows, start=1):
        parcel_id = own.get(row.order.strip()) or _only(of_orders.get(row.order.strip(), []), parcels)
        planned = _plan(row, parcel_id, parcels, couriers.get(row.courier), worn, wearers)
        if isinstance(planned, Refusal):
            refused[number] = planned
        elif planned is None:
            same.append(number)
        else:
            plan[number] = planned
    refused |= _repeated(plan)
    plan = {number: binding for number, binding in plan.items() if number not in refused}
    if not dry_run:
        bound = _bind(actor, list(plan.values()))
        refused |= {number: TAKEN for number, binding in plan.items() if binding.parcel_id not in bound}
    done = sorted(number for number in (*plan, *same) if number not in refused)
    return Outcome(done, refused, {"dry_run": dry_run, "unchanged": len(same)})


def _only(parcel_ids: Sequence[int], parcels: Mapping[int, ToBind]) -> int | None:
    """The one parcel of an order that is still in the house, else its newest; 0 when several could be meant."""
    live = [i for i in parcel_ids if parcels[i].state in LIVE_IN_HOUSE]
    if len(live) > 1:
        return 0
    return live[0] if live else max(parcel_ids, default=None)


def _plan(
    row: BindRow,
    parcel_id: int | None,
    parcels: Mapping[int, ToBind],
    courier: CourierFacts | None,
    worn: Mapping[int, Numbered],
    wearers: Mapping[tuple[int, str], Wearer],
) -> _Binding | Refusal | None:
    """What to bind, why not, or None when it is so already."""
    if not parcel_id:
        return UNKNOWN if parcel_id is None else SEVERAL
    parcel = parcels[parcel_id]
    if courier is None:
        return Refusal("unknown_courier", _("No courier is called {given}"), {"given": row.courier})
    if parcel_id in worn:
        if worn[parcel_id].number == row.number:
            return None
        return Refusal("numbered", _("The parcel wears {number} already"), {"number": worn[parcel_id].number})
    if parcel.state not in LIVE_IN_HOUSE:
        return in_state(parcel.state)
    if parcel.courier_id is not None and parcel.courier_id != courier.id:
        return OTHER_POOL
    if not fits(courier.pattern, row.number):
        sentence = _("{number} does not have the shape of this courier's numbers")
        return Refusal("wrong_shape", sentence, {"number": row.number})
    wearer = wearers.get((courier.id, row.number))
    if wearer is not None and wearer.state != WaybillState.FREE:
        return TAKEN
    return _Binding(parcel_id, courier.id, row.number, parcel)


def _repeated(plan: Mapping[int, _Binding]) -> dict[int, Refusal]:
    parcels = Counter(binding.parcel_id for binding in plan.values())
    numbers = Counter((binding.courier_id, binding.number) for binding in plan.values())
    return {
        row: TWICE
        for row, binding in plan.items()
        if parcels[binding.parcel_id] > 1 or numbers[binding.courier_id, binding.number] > 1
    }


def _bind(actor: Actor, bindings: Sequence[_Binding]) -> set[int]:
    states = [WaybillState.PRINTED if binding.parcel.masked else WaybillState.ASSIGNED for binding in bindings]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [
            [b.courier_id for b in bindings], [b.number for b in bindings], [state.value for state in states],
            [b.parcel_id for b in bindings], [b.parcel.warehouse_id for b in bindings],
        ])  # fmt: skip
        bound = {row[0] for row in cursor.fetchall()}
    given = [binding for binding in bindings if binding.parcel_id in bound]
    printed = [binding.parcel.printed + binding.parcel.masked for binding in given]
    update_rows(
        Parcel,
        [binding.parcel_id for binding in given],
        values={"courier_id": Each([binding.courier_id for binding in given]), "printed": Each(printed)},
    )
    record(actor, NUMBERED, [
        Fact(b.parcel_id, "", "", b.parcel.shop_id, b.parcel.warehouse_id, {"number": b.number}) for b in given
    ])  # fmt: skip
    record(actor, PRINTED, [
        Fact(b.parcel_id, str(b.parcel.printed), str(b.parcel.printed + 1), b.parcel.shop_id, b.parcel.warehouse_id,
             {"by": "platform"})
        for b in given if b.parcel.masked
    ])  # fmt: skip
    return bound
