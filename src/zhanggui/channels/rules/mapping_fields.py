"""The fields that a column mapping can fill, with the words a person chooses them by."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from zhanggui.foundation.words import _

__all__ = ["FIELDS", "Field", "Level", "field_names"]


class Level(StrEnum):
    """What a field belongs to."""

    ORDER = "order"
    LINE = "line"
    REFUND = "refund"


class Field(NamedTuple):
    """One field: its name in a mapping, its caption, and whether an order table cannot do without it."""

    name: str
    caption: str
    level: Level
    required: bool = False


FIELDS: tuple[Field, ...] = (
    Field("external_no", _("Order number"), Level.ORDER, True),
    Field("status", _("Order state"), Level.ORDER),
    Field("shop_name", _("Shop name"), Level.ORDER),
    Field("created_at", _("Time of order"), Level.ORDER),
    Field("paid_at", _("Time of payment"), Level.ORDER),
    Field("ship_by", _("Ship by"), Level.ORDER),
    Field("shipped_at", _("Time of shipping"), Level.ORDER),
    Field("finished_at", _("Time of completion"), Level.ORDER),
    Field("total_fen", _("Order amount"), Level.ORDER),
    Field("paid_fen", _("Amount paid"), Level.ORDER),
    Field("freight_fen", _("Freight"), Level.ORDER),
    Field("discount_fen", _("Discount"), Level.ORDER),
    Field("refund_fen", _("Amount refunded"), Level.ORDER),
    Field("after_sales", _("After-sales state"), Level.ORDER),
    Field("close_reason", _("Reason of closing"), Level.ORDER),
    Field("pay_method", _("Way of payment"), Level.ORDER),
    Field("review", _("Under risk review"), Level.ORDER),
    Field("stage", _("Presale stage"), Level.ORDER),
    Field("buyer_key", _("Buyer"), Level.ORDER),
    Field("buyer_message", _("Buyer's message"), Level.ORDER),
    Field("seller_memo", _("Seller's memo"), Level.ORDER),
    Field("flag", _("Flag"), Level.ORDER),
    Field("receiver_name", _("Receiver"), Level.ORDER),
    Field("receiver_phone", _("Receiver's phone"), Level.ORDER),
    Field("receiver_landline", _("Receiver's second phone"), Level.ORDER),
    Field("province", _("Province"), Level.ORDER),
    Field("city", _("City"), Level.ORDER),
    Field("district", _("District"), Level.ORDER),
    Field("town", _("Town or street"), Level.ORDER),
    Field("detail", _("Address below the district"), Level.ORDER),
    Field("address", _("Whole address in one cell"), Level.ORDER),
    Field("postcode", _("Postcode"), Level.ORDER),
    Field("token", _("Receiver token (OAID)"), Level.ORDER),
    Field("courier", _("Courier"), Level.ORDER),
    Field("tracking_no", _("Waybill number"), Level.ORDER),
    Field("line_no", _("Line number"), Level.LINE),
    Field("listing_code", _("Listing number"), Level.LINE),
    Field("listing_sku_code", _("Listing variant number"), Level.LINE),
    Field("sku_code", _("Merchant code"), Level.LINE),
    Field("title", _("Article"), Level.LINE),
    Field("properties", _("Properties"), Level.LINE),
    Field("quantity", _("Pieces"), Level.LINE),
    Field("price_fen", _("Unit price"), Level.LINE),
    Field("amount_fen", _("Line amount"), Level.LINE),
    Field("line_after_sales", _("Line's after-sales state"), Level.LINE),
    Field("line_refund_fen", _("Line's refunded amount"), Level.LINE),
    Field("refund_no", _("Refund number"), Level.REFUND),
    Field("state", _("Refund state"), Level.REFUND),
    Field("needs_return", _("Goods come back"), Level.REFUND),
    Field("reason", _("Reason"), Level.REFUND),
    Field("asked_at", _("Asked at"), Level.REFUND),
    Field("return_courier", _("Courier of the return"), Level.REFUND),
    Field("return_tracking_no", _("Waybill of the return"), Level.REFUND),
)


def field_names() -> frozenset[str]:
    """This will give the names of all fields."""
    return frozenset(field.name for field in FIELDS)
