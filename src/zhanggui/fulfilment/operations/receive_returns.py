"""Parcels come back: their goods are looked at and go to the shelf or are written off."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Choice, Ref, Text, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, Refusal
from zhanggui.foundation.rows import Each, add_to_rows, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel, ParcelLine
from zhanggui.fulfilment.queries.coming_back import Sent, orders_reached, sent_goods
from zhanggui.fulfilment.queries.locks import lock_parcels
from zhanggui.fulfilment.queries.obstacles import in_state
from zhanggui.fulfilment.queries.parcels import Place, parcels_by_code, places_of
from zhanggui.fulfilment.rules.packing import Wanted, distribute
from zhanggui.fulfilment.vocabulary import (
    GONE,
    GOODS_RETURNED,
    GRADES,
    PARCEL_MOVES,
    RETURNED,
    RETURNS_IN,
    Grade,
    ParcelState,
)
from zhanggui.inventory.operations.return_stock import Return, return_stock
from zhanggui.inventory.vocabulary import STOCK_IN
from zhanggui.orders.operations.progress_orders import Progress, progress_orders
from zhanggui.orders.vocabulary import PROGRESSED

UNKNOWN = Refusal("unknown_label", _("No parcel within your range wears this code"))
NOT_SENT = Refusal("not_sent", _("More of these goods than left in this parcel"))


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """Goods that came back under a waybill number or our own parcel code."""

    code: Annotated[str, Text(_("Waybill or parcel"), most=60)]
    sku: Annotated[int, Ref(_("SKU"), lookup="sku")]
    quantity: Annotated[int, Whole(_("Quantity"), least=1, most=100_000)] = 1
    grade: Annotated[Grade, Choice(_("Condition"), options=GRADES)] = Grade.GOOD


class _Back(NamedTuple):
    parcel_id: int
    shares: Mapping[int, int]
    row: ReturnRow


@operation(needs=RETURNS_IN, title=_("Take returns in"), of="", emits=(RETURNED, GOODS_RETURNED, STOCK_IN, PROGRESSED))
def receive_returns(actor: Actor, rows: Sequence[ReturnRow]) -> Outcome:
    """Take returned goods in: good ones are stock again, damaged ones are only noted. Done are row numbers."""
    known = parcels_by_code(actor, {row.code for row in rows}, RETURNS_IN)
    lock_parcels(sorted(set(known.values())))
    places, sent = places_of(actor, RETURNS_IN, list(known.values())), sent_goods(list(known.values()))
    taken: defaultdict[int, int] = defaultdict(int)
    back: dict[int, _Back] = {}
    refused: dict[int, Refusal] = {}
    for number, row in enumerate(rows, start=1):
        parcel_id = known.get(row.code.strip())
        found = _shares(row, parcel_id, places, sent, taken)
        if isinstance(found, Refusal):
            refused[number] = found
        elif parcel_id is not None:
            back[number] = _Back(parcel_id, found, row)
            for row_id, pieces in found.items():
                taken[row_id] += pieces
    add_to_rows(ParcelLine, list(taken), {"returned": list(taken.values())})
    _return(actor, back, places)
    orders = orders_reached(sorted({entry.parcel_id for entry in back.values()}))
    progress_orders(actor.delegate(), [Progress(order_id, state) for order_id, state in orders.items()])
    _restock(actor, back, places, sent)
    return Outcome(list(back), refused)


def _shares(
    row: ReturnRow,
    parcel_id: int | None,
    places: Mapping[int, Place],
    sent: Mapping[int, Sequence[Sent]],
    taken: Mapping[int, int],
) -> Mapping[int, int] | Refusal:
    if parcel_id is None:
        return UNKNOWN
    if places[parcel_id].state not in (*GONE, ParcelState.RETURNED):
        return in_state(places[parcel_id].state)
    lines = [
        Wanted(s.row_id, s.sku_id, s.quantity, s.returned + taken.get(s.row_id, 0)) for s in sent.get(parcel_id, ())
    ]
    shares = distribute(lines, row.sku, row.quantity)
    return NOT_SENT if shares is None else shares


def _return(actor: Actor, back: Mapping[int, _Back], places: Mapping[int, Place]) -> None:
    goods: defaultdict[int, list[dict[str, object]]] = defaultdict(list)
    for entry in back.values():
        goods[entry.parcel_id].append({"sku": entry.row.sku, "quantity": entry.row.quantity, "grade": entry.row.grade})
    coming = [i for i in goods if places[i].state in PARCEL_MOVES.into(ParcelState.RETURNED)]
    moved = update_rows(
        Parcel,
        coming,
        values={"state": ParcelState.RETURNED},
        expect={"state": Each([places[i].state for i in coming])},
    )
    record(actor, RETURNED, [
        Fact(i, places[i].state, ParcelState.RETURNED, places[i].shop_id, places[i].warehouse_id) for i in moved
    ])  # fmt: skip
    record(actor, GOODS_RETURNED, [
        Fact(i, "", "", places[i].shop_id, places[i].warehouse_id, {"goods": entries}) for i, entries in goods.items()
    ])  # fmt: skip


def _restock(
    actor: Actor, back: Mapping[int, _Back], places: Mapping[int, Place], sent: Mapping[int, Sequence[Sent]]
) -> None:
    line_of = {s.row_id: s for lines in sent.values() for s in lines}
    returns = [
        Return(line_of[row_id].line_id, places[entry.parcel_id].warehouse_id, line_of[row_id].sku_id, pieces)
        for entry in back.values() if entry.row.grade == Grade.GOOD
        for row_id, pieces in entry.shares.items() if line_of[row_id].stocked
    ]  # fmt: skip
    if returns:
        return_stock(actor.delegate(), returns)
