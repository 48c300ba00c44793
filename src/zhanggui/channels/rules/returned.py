"""Rows with negative quantities in tables that keep returns as documents of their own."""

from __future__ import annotations

from typing import Any

from zhanggui.channels.rules.draft import Draft
from zhanggui.channels.rules.slots import line_slots
from zhanggui.orders.rules.external import ExternalRefund, RefundState

__all__ = ["return_of"]

LINE_NO, LISTING, SKU, TITLE, QUANTITY, PRICE, AMOUNT = line_slots(
    "line_no listing_code sku_code title quantity price_fen amount_fen"
)


def return_of(no: str, draft: Draft, line: int, values: list[Any], platform: str, file: str) -> ExternalRefund:
    """This will give the return that a row states; which order it belongs to such tables do not say."""
    price, pieces, created = values[PRICE], -values[QUANTITY], draft.value("created_at")
    return ExternalRefund(
        refund_no=no,
        external_no=None,
        platform=platform,
        state=RefundState.SUCCEEDED,
        amount_fen=price * pieces if price is not None else values[AMOUNT],
        external_line_no=values[LINE_NO],
        listing_code=values[LISTING],
        sku_code=values[SKU],
        title=values[TITLE],
        quantity=pieces,
        needs_return=True,
        before_shipping=False,
        buyer_key=draft.value("buyer_key"),
        asked_at=created.at if created else None,
        finished_at=created.at if created else None,
        source_file=file,
        source_line=line,
    )
