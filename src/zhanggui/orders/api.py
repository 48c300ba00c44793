"""Orders and their holds, for machines. Receivers are masked here; showing one in plain is an operation."""

from typing import Any

from django.utils.translation import gettext
from ninja import Router

from zhanggui.foundation.api.pages import api_page
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import page_of
from zhanggui.foundation.web.requests import Request, require
from zhanggui.orders.queries.filters import sorting
from zhanggui.orders.queries.holds_seen import holds_seen
from zhanggui.orders.queries.order_page import LineShown, lines_shown, order_shown, text_of
from zhanggui.orders.queries.shown import HoldShown, holds_shown, shown
from zhanggui.orders.queues import ORDERS

router = Router(tags=["orders"])


@router.get("/", summary="Orders", operation_id="orders")
def orders(request: Request) -> dict[str, Any]:
    """Orders in range a page at a time, narrowed as on the page; `queue=all` looks beyond those in hand."""
    require(request.actor, *ORDERS.needs)
    query = request.GET
    sorts, default = sorting(query)
    page = page_of(shown(ORDERS.records(request.actor, query)), query, sorts=sorts, default=default)
    return api_page(page, lambda order: {**_order(order), "holds": [_hold(hold) for hold in order.holds]})


@router.get("/holds", summary="Open holds", operation_id="holds")
def holds(request: Request) -> dict[str, Any]:
    """Open holds in range, the most urgent first; `owner` is the capability whose duty acts, `reason` a code."""
    require(request.actor, *ORDERS.needs)
    page = page_of(holds_seen(request.actor, request.GET), request.GET, sorts={"due": "due_at"}, default="due")
    return api_page(page, _open_hold)


@router.get("/{order_id}", summary="One order", operation_id="order")
def order(request: Request, order_id: int) -> dict[str, Any]:
    """An order with its lines, notes, what the rules said, and every hold that it has or had."""
    require(request.actor, *ORDERS.needs)
    found = order_shown(request.actor, order_id)
    if found is None:
        raise NotFound
    text = text_of(order_id)
    notes = {"buyer_message": text.buyer_message, "seller_memo": text.seller_memo, "remark": text.remark}
    return {
        **_order(found),
        **notes,
        "lines": [_line(each) for each in lines_shown(found)],
        "holds": [_hold(hold) for hold in holds_shown(order_id)],
        "checks": text.checks,
    }


STATES = ("review", "payment", "after_sales", "fulfilment", "platform_status", "source", "flag", "version")
TIMES = ("placed_at", "paid_at", "ship_by", "received_at")
SUMS = ("total_fen", "paid_fen", "freight_fen", "discount_fen", "refund_fen", "kinds", "pieces", "weight_grams")
PLAIN = ("external_no", *STATES, *TIMES, *SUMS)


def _order(found: Any) -> dict[str, Any]:
    return {
        "id": found.pk,
        **{name: getattr(found, name) for name in PLAIN},
        "shop": {"id": found.shop_id, "code": found.shop.code, "name": found.shop.name},
        "warehouse": _named(found.warehouse),
        "courier": _named(found.courier),
        "goods": found.goods,
        "receiver": _receiver(found.receiver),
    }


def _named(record: Any) -> dict[str, Any] | None:
    return {"id": record.pk, "code": record.code, "name": record.name} if record else None


def _receiver(receiver: Any) -> dict[str, Any] | None:
    if receiver is None:
        return None
    region = {name: getattr(receiver, name) for name in ("province", "city", "district", "area_code", "masked")}
    return {"name": receiver.name_hint, "phone": receiver.phone_hint, **region}


def _line(each: LineShown) -> dict[str, Any]:
    line = each.line
    columns = ("position", "external_line_no", "title", "properties", "sku_id", "quantity", "price_fen", "amount_fen")
    more = ("refund_state", "refund_fen", "cancelled")
    values = {name: getattr(line, name) for name in (*columns, *more)}
    return {"id": line.pk, **values, "sku_code": each.code, "reserved": each.reserved, "available": each.available}


def _hold(hold: HoldShown) -> dict[str, Any]:
    return {
        "reason": hold.reason,
        "title": hold.title,
        "sentence": hold.sentence,
        "source": hold.source,
        "owner": hold.owner,
        "blocks": list(hold.blocks),
        "line_id": hold.line_id,
        "placed_at": hold.placed_at,
        "due_at": hold.due_at,
        "released_at": hold.released_at,
    }


def _open_hold(row: Any) -> dict[str, Any]:
    shown_hold = HoldShown(
        row.reason, row.details, row.source, row.owner, row.blocks, row.placed_at, row.due_at, row.line_id
    )
    number = {"id": row.order_id, "external_no": row.order.external_no, "shop_id": row.order.shop_id}
    return {"id": row.pk, "order": number, **_hold(shown_hold), "owner_title": gettext(shown_hold.duty)}
