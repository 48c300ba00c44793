"""Where each field of an order and of an article stands while its row is read: lists are faster than names."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LINE_SLOT", "LINE_WIDTH", "ORDER_FIELDS", "ORDER_SLOT", "line_slots", "order_slots"]

ORDER_FIELDS: tuple[str, ...] = (
    *("created_at", "paid_at", "ship_by", "shipped_at", "finished_at", "deposit_at"),
    *("total_fen", "paid_fen", "freight_fen", "refund_fen", "settled_fen", "goods_fen", "discount_fen"),
    *("price_change_fen", "shop_name", "status", "after_sales", "close_reason", "stage", "pay_method", "review"),
    *("risk_label", "buyer_key", "buyer_message", "seller_memo", "flag", "courier", "tracking_no", "goods_text"),
    *("receiver_name", "receiver_phone", "receiver_landline", "province", "city", "district", "town", "detail"),
    *("address", "address_before", "token", "postcode"),
)
ORDER_SLOT: Mapping[str, int] = {name: slot for slot, name in enumerate(ORDER_FIELDS)}
# the order of the fields of ExternalLine; 10 is its source_line
LINE_SLOT: Mapping[str, int] = {
    "line_no": 0,
    "listing_code": 1,
    "sku_code": 2,
    "title": 3,
    "properties": 4,
    "quantity": 5,
    "price_fen": 6,
    "amount_fen": 7,
    "line_after_sales": 8,
    "line_refund_fen": 9,
    "listing_sku_code": 11,
}
LINE_WIDTH = 12


def order_slots(names: str) -> tuple[int, ...]:
    """This will give the places of order fields named with blanks between."""
    return tuple(ORDER_SLOT[name] for name in names.split())


def line_slots(names: str) -> tuple[int, ...]:
    """This will give the places of line fields named with blanks between."""
    return tuple(LINE_SLOT[name] for name in names.split())
