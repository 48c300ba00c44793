"""Closing a manifest is what ships: parcels, numbers, stock and orders move in one transaction."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Annotated

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Text
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Manifest, Parcel, Waybill
from zhanggui.fulfilment.queries.locks import lock_manifests, lock_orders_on
from zhanggui.fulfilment.queries.manifests import (
    Listed,
    leaving_goods,
    manifests_visible_to,
    orders_on,
    parcels_on,
    shipped_so_far,
    stale_shops,
)
from zhanggui.fulfilment.queries.obstacles import HELD, UNCLAIMED
from zhanggui.fulfilment.vocabulary import (
    DISPATCH,
    MANIFEST_CLOSED,
    SHIPPED,
    UNLISTED,
    ParcelState,
    ReportState,
    WaybillState,
)
from zhanggui.inventory.operations.ship_stock import Issue, ship_stock
from zhanggui.inventory.queries.locks import lock_allocation
from zhanggui.orders.operations.progress_orders import Progress, progress_orders
from zhanggui.orders.vocabulary import PROGRESSED, Block

CLOSED = Refusal("manifest_closed", _("The manifest is closed"))
EMPTY = Refusal("manifest_empty", _("Nothing on this manifest can leave"))

type Collector = Annotated[str, Text(_("Collected by"), most=40)]


@operation(needs=DISPATCH, title=_("Close and ship"), of="manifest", tone="primary", chunk=5,
           emits=(MANIFEST_CLOSED, SHIPPED, UNLISTED, PROGRESSED))  # fmt: skip
def close_manifests(actor: Actor, manifest_ids: Ids, *, collector: Collector = "") -> Outcome:
    """Ship what is on the manifests: stock moves out, numbers are handed over, orders move on.

    A parcel that was held meanwhile stays packed, off the manifest; `result["stayed"]` names it. A manifest whose shop
    has a gate and an old status file is refused whole, and so is one from which nothing can leave.
    """
    found = dict(manifests_visible_to(actor, DISPATCH).filter(pk__any=manifest_ids).values_list("pk", "warehouse_id"))
    open_ids = lock_manifests(list(found), closing=True)
    lock_orders_on(list(open_ids))
    lock_allocation({found[i] for i in open_ids})
    inside = parcels_on(list(open_ids))
    refused = {i: NOT_FOUND for i in manifest_ids if i not in found}
    refused |= {i: CLOSED for i in found if i not in open_ids}
    refused |= _gated(inside)
    leaving = {i: listed for i, listed in inside.items() if listed.manifest_id not in refused}
    shipped = _ship(actor, leaving)
    stayed = _leave_behind(actor, {i: listed for i, listed in leaving.items() if i not in shipped})
    counts = Counter(leaving[i].manifest_id for i in shipped)
    refused |= {i: EMPTY for i in open_ids if i not in refused and not counts[i]}
    _hand_over(shipped)
    _move_orders(actor, shipped)
    done = _close(actor, found, counts, collector)
    return settle(manifest_ids, done, refused, shipped=len(shipped), stayed=stayed)


def _gated(inside: Mapping[int, Listed]) -> dict[int, Refusal]:
    stale = stale_shops([listed.shop_id for listed in inside.values()], clock.now())
    sentence = _("The last status file of {shop} is older than {minutes} minutes; import a new one first")
    shut = {listed.manifest_id: stale[listed.shop_id] for listed in inside.values() if listed.shop_id in stale}
    return {i: Refusal("gate_shut", sentence, {"shop": shop, "minutes": most}) for i, (shop, most) in shut.items()}


def _ship(actor: Actor, leaving: Mapping[int, Listed]) -> list[int]:
    ids = list(leaving)
    shipped = update_rows(
        Parcel,
        ids,
        values={"state": ParcelState.SHIPPED, "shipped_at": clock.now(), "report": ReportState.WAITING},
        expect={"state": ParcelState.ON_MANIFEST, "manifest_id": Each([leaving[i].manifest_id for i in ids])},
        unless=f"{HELD} OR {UNCLAIMED}",
        params={"block": Block.SHIP},
    )
    record(actor, SHIPPED, [
        Fact(i, ParcelState.ON_MANIFEST, ParcelState.SHIPPED, leaving[i].shop_id, leaving[i].warehouse_id,
             {"manifest": leaving[i].manifest_id})
        for i in shipped
    ])  # fmt: skip
    return shipped


def _leave_behind(actor: Actor, kept: Mapping[int, Listed]) -> list[dict[str, object]]:
    """Held parcels come off the list, and the outcome names them."""
    back = update_rows(
        Parcel,
        list(kept),
        values={"state": ParcelState.PACKED, "manifest_id": None},
        expect={"state": ParcelState.ON_MANIFEST},
    )
    record(actor, UNLISTED, [
        Fact(i, ParcelState.ON_MANIFEST, ParcelState.PACKED, kept[i].shop_id, kept[i].warehouse_id) for i in back
    ])  # fmt: skip
    numbers = orders_on(back) if back else {}
    return [{"parcel": i, "orders": numbers.get(i, [])} for i in back]


def _hand_over(shipped: Sequence[int]) -> None:
    update_rows(
        Waybill,
        shipped,
        values={"state": WaybillState.HANDED_OVER},
        expect={"state": WaybillState.PRINTED},
        key="parcel_id",
    )


def _move_orders(actor: Actor, shipped: Sequence[int]) -> None:
    goods = leaving_goods(shipped)
    states = shipped_so_far(sorted({piece.order_id for piece in goods}))
    progress_orders(actor.delegate(), [Progress(order_id, state) for order_id, state in states.items()])
    pieces: defaultdict[tuple[int, int, int, int], int] = defaultdict(int)
    for order_id, line_id, warehouse_id, sku_id, quantity, stocked in goods:
        if stocked:
            pieces[order_id, line_id, warehouse_id, sku_id] += quantity
    ship_stock(actor.delegate(), [Issue(*key, quantity) for key, quantity in pieces.items()])


def _close(actor: Actor, found: Mapping[int, int], counts: Mapping[int, int], collector: str) -> list[int]:
    ids = [i for i, count in counts.items() if count]
    done = update_rows(
        Manifest,
        ids,
        values={
            "closed_at": clock.now(),
            "closed_by_id": actor.person_id,
            "collector": collector,
            "parcels": Each([counts[i] for i in ids]),
        },
        expect={"closed_at": None},
    )
    record(actor, MANIFEST_CLOSED, [Fact(i, "open", "closed", None, found[i], {"parcels": counts[i]}) for i in done])
    return done
