"""Part of a parcel must not travel with the rest: its goods come out into a parcel of their own."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.rows import draw_ids, update_rows
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.recount_parcels import recount_parcels
from zhanggui.fulfilment.queries.stopping import By, Carrier
from zhanggui.fulfilment.vocabulary import OPENED_AGAIN, RELEASED, STOPPED, ParcelState

_CLOSED = (ParcelState.PACKED, ParcelState.ON_MANIFEST)
_IN_HANDS = (ParcelState.PICKED, *_CLOSED)

_COPY = """
INSERT INTO fulfilment_parcel (id, warehouse_id, shop_id, receiver_id, courier_id, state, wave_id, wave_position,
    printed, report, report_reason, kinds, pieces, weight_grams, ship_by, made_at, put_back_at, version)
SELECT u.fresh, p.warehouse_id, p.shop_id, p.receiver_id, p.courier_id, %(into)s,
    CASE WHEN %(into)s = 'stopped' THEN p.wave_id END, CASE WHEN %(into)s = 'stopped' THEN p.wave_position END,
    0, 'waiting', '', 0, 0, 0, p.ship_by, %(now)s,
    CASE WHEN %(into)s = 'stopped' AND NOT u.in_hands THEN %(now)s::timestamptz END, 1
FROM unnest(%(hosts)s::bigint[], %(fresh)s::bigint[], %(in_hands)s::boolean[]) AS u(host, fresh, in_hands)
JOIN fulfilment_parcel p ON p.id = u.host
"""
_MOVE = """
UPDATE fulfilment_parcelline t SET parcel_id = u.fresh, packed = 0
FROM unnest(%(hosts)s::bigint[], %(fresh)s::bigint[]) AS u(host, fresh)
WHERE t.parcel_id = u.host AND t.{by} = ANY(%(ids)s)
"""
_UNPACK = "UPDATE fulfilment_parcelline t SET packed = 0 WHERE t.parcel_id = ANY(%(opened)s)"


def take_out(actor: Actor, carriers: Sequence[Carrier], ids: Sequence[int], by: By, into: ParcelState) -> list[int]:
    """Give the goods of these orders or lines parcels of their own in state `into`; a packed host is opened.

    A step of other operations, in six statements; answers the new parcels. Stopped ones wait to be put back where
    goods were in somebody's hands.
    """
    if not carriers:
        return []
    hosts, fresh = [carrier.parcel_id for carrier in carriers], draw_ids(Parcel, len(carriers))
    opened = _open(actor, [carrier for carrier in carriers if carrier.state in _CLOSED])
    _carry_out(by, {
        "now": clock.now(), "into": into.value, "hosts": hosts, "fresh": fresh, "opened": opened, "ids": list(ids),
        "in_hands": [carrier.state in _IN_HANDS for carrier in carriers],
    })  # fmt: skip
    recount_parcels([*hosts, *fresh])
    record(actor, STOPPED if into is ParcelState.STOPPED else RELEASED, [
        Fact(i, "", into, c.shop_id, c.warehouse_id, {"orders": c.order_ids, "out_of": c.parcel_id})
        for i, c in zip(fresh, carriers, strict=True)
    ])  # fmt: skip
    return fresh


def _open(actor: Actor, closed: Sequence[Carrier]) -> list[int]:
    opened = update_rows(
        Parcel,
        [carrier.parcel_id for carrier in closed],
        values={"state": ParcelState.PICKED, "manifest_id": None, "packed_at": None, "packed_by_id": None},
        expect={"state": _CLOSED},
    )
    said = {carrier.parcel_id: carrier for carrier in closed if carrier.parcel_id in set(opened)}
    record(actor, OPENED_AGAIN, [
        Fact(i, c.state, ParcelState.PICKED, c.shop_id, c.warehouse_id) for i, c in said.items()
    ])  # fmt: skip
    return opened


def _carry_out(by: By, params: Mapping[str, Any]) -> None:
    with connection.cursor() as cursor:
        for statement in (_COPY, _MOVE.format(by=by), _UNPACK):
            cursor.execute(statement, dict(params))
