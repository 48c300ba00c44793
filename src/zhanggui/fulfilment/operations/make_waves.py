"""Waiting parcels are gathered into waves, one per warehouse, in the order in which they are best picked."""

from collections import defaultdict
from typing import NamedTuple

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, settle
from zhanggui.foundation.rows import Each, copy_rows, draw_ids, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel, Wave
from zhanggui.fulfilment.queries.numbering import next_numbers
from zhanggui.fulfilment.queries.obstacles import HELD, obstacles
from zhanggui.fulfilment.queries.parcels import Place, places_of
from zhanggui.fulfilment.queries.waving import wave_lines
from zhanggui.fulfilment.rules.waving import WaveLine, WaveOrder, wave_order
from zhanggui.fulfilment.vocabulary import PARCEL_MOVES, PRINT, WAVE_MADE, WAVED, ParcelState, WaveState
from zhanggui.orders.vocabulary import Block

WAVE = ("id", "number", "warehouse_id", "state", "parcels", "made_at", "made_by_id", "version")


class _Plan(NamedTuple):
    warehouse_id: int
    wave_id: int
    number: str
    order: WaveOrder


@operation(needs=PRINT, title=_("Make wave"), of="parcel", emits=(WAVED, WAVE_MADE), undone_by="unwave_parcels",
           key="W", tone="primary", chunk=5000)  # fmt: skip
def make_waves(actor: Actor, parcel_ids: Ids) -> Outcome:
    """Gather waiting parcels into one wave per warehouse, numbered in picking order.

    `result["waves"]` tells of each wave its id, number, parcels and the walks to shelves that it saves.
    """
    found = places_of(actor, PRINT, parcel_ids)
    plans = _plan(found)
    wave_of = {parcel: (plan, place) for plan in plans for place, parcel in enumerate(plan.order.parcel_ids, start=1)}
    waiting = PARCEL_MOVES.into(ParcelState.WAVED)
    done = update_rows(
        Parcel,
        list(wave_of),
        values={
            "state": ParcelState.WAVED,
            "wave_id": Each([plan.wave_id for plan, _place in wave_of.values()]),
            "wave_position": Each([place for _plan, place in wave_of.values()]),
        },
        expect={"state": waiting},
        unless=HELD,
        params={"block": Block.PRINT},
    )
    result = _keep(actor, plans, found, done, wave_of)
    refused = {i: NOT_FOUND for i in parcel_ids if i not in found}
    refused |= obstacles(found.keys() - set(done), waiting, Block.PRINT)
    return settle(parcel_ids, done, refused, waves=result)


def _plan(found: dict[int, Place]) -> list[_Plan]:
    by_warehouse: defaultdict[int, list[WaveLine]] = defaultdict(list)
    for line in wave_lines([i for i, place in found.items() if place.state == ParcelState.WAITING]):
        by_warehouse[found[line.parcel_id].warehouse_id].append(line)
    if not by_warehouse:
        return []
    warehouses = sorted(by_warehouse)
    fresh = zip(warehouses, draw_ids(Wave, len(warehouses)), next_numbers(Wave, len(warehouses)), strict=True)
    return [_Plan(place, wave_id, number, wave_order(by_warehouse[place])) for place, wave_id, number in fresh]


def _keep(
    actor: Actor, plans: list[_Plan], found: dict[int, Place], done: list[int], wave_of: dict[int, tuple[_Plan, int]]
) -> list[dict[str, object]]:
    """Write the waves that got parcels; the foreign key to them is checked when the transaction ends."""
    counts: defaultdict[int, int] = defaultdict(int)
    for parcel_id in done:
        counts[wave_of[parcel_id][0].wave_id] += 1
    made = [plan for plan in plans if counts[plan.wave_id]]
    moment = clock.now()
    copy_rows(Wave, WAVE, (
        (p.wave_id, p.number, p.warehouse_id, WaveState.OPEN.value, counts[p.wave_id], moment, actor.person_id, 1)
        for p in made
    ))  # fmt: skip
    record(actor, WAVED, [
        Fact(i, ParcelState.WAITING, ParcelState.WAVED, found[i].shop_id, found[i].warehouse_id,
             {"wave": wave_of[i][0].number, "position": wave_of[i][1]})
        for i in done
    ])  # fmt: skip
    record(actor, WAVE_MADE, [
        Fact(p.wave_id, "", WaveState.OPEN, None, p.warehouse_id, {"parcels": counts[p.wave_id]}) for p in made
    ])  # fmt: skip
    return [
        {"id": p.wave_id, "number": p.number, "parcels": counts[p.wave_id], "walks_saved": p.order.saved} for p in made
    ]
