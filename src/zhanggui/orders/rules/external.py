"""The neutral form in which every platform file ends: orders, lines, receivers and refunds as plain frozen values.

A fact that the file does not show is None and never guessed. Text is None where the file has no such column, and
"" where the column is there and the cell is empty. Money is integer fen, times are aware UTC, platform numbers text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = [
    "ExternalLine",
    "ExternalOrder",
    "ExternalReceiver",
    "ExternalRefund",
    "ExternalStatus",
    "RefundState",
]


class ExternalStatus(StrEnum):
    """How far an order is on its platform; lock, risk review and unpaid balance stand beside it as flags."""

    UNPAID = "unpaid"
    CLOSED_UNPAID = "closed_unpaid"
    TO_SHIP = "to_ship"
    PART_SHIPPED = "part_shipped"
    SHIPPED = "shipped"
    FINISHED = "finished"
    FINISHED_PART_REFUND = "finished_part_refund"
    CLOSED_REFUNDED_BEFORE_SHIPPING = "closed_refunded_before_shipping"
    CLOSED_REFUNDED_AFTER_SHIPPING = "closed_refunded_after_shipping"


class RefundState(StrEnum):
    """How far an after-sales case is; OTHER is a word not known here, which must never be read as "nothing"."""

    NONE = "none"
    ASKED = "asked"
    RETURNING = "returning"
    RETURNED = "returned"
    REFUNDING = "refunding"
    REFUSED = "refused"
    CLOSED = "closed"
    FAILED = "failed"
    SUCCEEDED = "succeeded"
    EXCHANGED = "exchanged"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ExternalReceiver:
    """Who gets the parcel, as the platform shows it.

    `masked`: a star stands in name, phone or address. `virtual`: the phone is a relay number, extension after "-".
    `token`: the platform's receiver token (OAID) where given.
    """

    name: str | None = None
    phone: str | None = None
    province: str | None = None
    city: str | None = None
    district: str | None = None
    town: str | None = None
    detail: str | None = None
    masked: bool = False
    token: str | None = None
    virtual: bool = False
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class ExternalLine:
    """One article of an order.

    `listing_code` is the platform's article number, `listing_sku_code` its variant number, `sku_code` the
    merchant's own code. `amount_fen` is what the buyer owes for the line after discounts.
    """

    external_line_no: str | None = None
    listing_code: str | None = None
    sku_code: str | None = None
    title: str | None = None
    properties: str | None = None
    quantity: int | None = None
    price_fen: int | None = None
    amount_fen: int | None = None
    refund_state: RefundState | None = None
    refund_fen: int | None = None
    source_line: int = 0
    listing_sku_code: str | None = None


@dataclass(frozen=True, slots=True)
class ExternalOrder:
    """One order, or one part of an order (lines without the order's head, or a receiver): a part has what it has.

    `status` is None only in parts. `total_fen` is what the buyer owes with freight, `paid_fen` what he paid before
    refunds. `minutes_only` names the time fields known only to the minute or the day: they must not overwrite a
    known second. `source_line` is the first line of the order in `source_file`.
    """

    external_no: str
    platform: str
    status: ExternalStatus | None = None
    shop_name: str | None = None
    created_at: datetime | None = None
    paid_at: datetime | None = None
    ship_by: datetime | None = None
    shipped_at: datetime | None = None
    finished_at: datetime | None = None
    total_fen: int | None = None
    paid_fen: int | None = None
    freight_fen: int | None = None
    discount_fen: int | None = None
    refund_fen: int | None = None
    refund_state: RefundState | None = None
    buyer_key: str | None = None
    buyer_message: str | None = None
    seller_memo: str | None = None
    flag: str | None = None
    receiver: ExternalReceiver | None = None
    cod: bool = False
    locked: bool = False
    risk_review: bool = False
    balance_unpaid: bool = False
    courier: str | None = None
    tracking_no: str | None = None
    lines: tuple[ExternalLine, ...] = ()
    minutes_only: tuple[str, ...] = ()
    source_file: str = ""
    source_line: int = 0


@dataclass(frozen=True, slots=True)
class ExternalRefund:
    """One refund or return of a refund list, or a returned line of a table whose negative rows are returns.

    `external_no` is None where a table does not say which order was returned. `before_shipping` is None if unknown.
    """

    refund_no: str | None
    external_no: str | None
    platform: str
    state: RefundState
    amount_fen: int | None = None
    external_line_no: str | None = None
    listing_code: str | None = None
    sku_code: str | None = None
    title: str | None = None
    quantity: int | None = None
    needs_return: bool | None = None
    before_shipping: bool | None = None
    reason: str | None = None
    buyer_key: str | None = None
    asked_at: datetime | None = None
    finished_at: datetime | None = None
    return_courier: str | None = None
    return_tracking_no: str | None = None
    source_file: str = ""
    source_line: int = 0
