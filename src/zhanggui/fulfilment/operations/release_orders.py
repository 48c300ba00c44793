"""Approved orders whose goods are reserved become parcels."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import copy_rows, draw_ids
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel, ParcelLine
from zhanggui.fulfilment.queries.releasing import Goods, Ready, goods_of, ready_orders
from zhanggui.fulfilment.vocabulary import RELEASED, ParcelState, ReportState
from zhanggui.orders.operations.progress_orders import Progress, progress_orders
from zhanggui.orders.vocabulary import PROGRESSED, REVIEW, Fulfilment

PARCEL = (
    "id", "warehouse_id", "shop_id", "receiver_id", "courier_id", "ship_by", "weight_grams", "kinds", "pieces",
    "made_at", "state", "report", "report_reason", "printed", "version",
)  # fmt: skip
LINE = ("parcel_id", "order_id", "line_id", "sku_id", "quantity", "of_line", "packed", "returned")


@operation(needs=REVIEW, title=_("Hand to the warehouse"), emits=(RELEASED, PROGRESSED), internal=True)
def release_orders(actor: Actor, order_ids: Ids) -> Outcome:
    """Make one parcel of each approved and reserved order; the others are passed over. Done are the orders."""
    ready = ready_orders(order_ids)
    if not ready:
        return Outcome()
    goods = defaultdict(list)
    for piece in goods_of([order.order_id for order in ready]):
        goods[piece.order_id].append(piece)
    progress = [Progress(order.order_id, Fulfilment.RELEASED) for order in ready if goods[order.order_id]]
    moved = set(progress_orders(actor.delegate(), progress).done)
    orders = [order for order in ready if order.order_id in moved]
    parcel_ids = draw_ids(Parcel, len(orders))
    made_at = clock.now()
    copy_rows(
        Parcel, PARCEL, (_parcel(i, o, goods[o.order_id], made_at) for i, o in zip(parcel_ids, orders, strict=True))
    )
    copy_rows(ParcelLine, LINE, (
        (i, o.order_id, g.line_id, g.sku_id, g.quantity, g.of_line, 0, 0)
        for i, o in zip(parcel_ids, orders, strict=True) for g in goods[o.order_id]
    ))  # fmt: skip
    record(actor, RELEASED, [
        Fact(i, "", ParcelState.WAITING, o.shop_id, o.warehouse_id, {"orders": [o.order_id]})
        for i, o in zip(parcel_ids, orders, strict=True)
    ])  # fmt: skip
    return Outcome([order.order_id for order in orders], result={"parcels": parcel_ids})


def _parcel(parcel_id: int, order: Ready, goods: Sequence[Goods], made_at: datetime) -> tuple[object, ...]:
    return (
        parcel_id, order.warehouse_id, order.shop_id, order.receiver_id, order.courier_id, order.ship_by,
        order.weight_grams, len({piece.sku_id for piece in goods}), sum(piece.quantity for piece in goods),
        made_at, ParcelState.WAITING.value, ReportState.WAITING.value, "", 0, 1,
    )  # fmt: skip
