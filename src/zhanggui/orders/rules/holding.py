"""The reasons that hold an order besides the review rules: what platforms, stock and people say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from zhanggui.foundation.words import _
from zhanggui.orders.vocabulary import Block


class Source(StrEnum):
    """Who placed a hold and may therefore lift it."""

    RULE = "rule"
    PLATFORM = "platform"
    STOCK = "stock"
    PERSON = "person"


EVERYTHING = (Block.APPROVE, Block.PRINT, Block.SHIP)


@dataclass(frozen=True, slots=True)
class HoldReason:
    """A reason in a word and in a sentence filled from the hold's details.

    `owner` is the capability whose duty must act on it within `minutes`, `blocks` are the moves that it forbids.
    """

    code: str
    title: str
    sentence: str
    source: Source
    owner: str
    minutes: int
    blocks: tuple[Block, ...] = EVERYTHING
    tone: str = "warn"


@dataclass(frozen=True, slots=True)
class Placing:
    """A hold to be placed on an order, or on one of its lines."""

    order_id: int
    reason: str
    source: Source
    owner: str
    minutes: int
    blocks: tuple[str, ...]
    details: Mapping[str, Any] = field(default_factory=dict)
    line_id: int | None = None


_ALL = (
    HoldReason(
        "refund_asked", _("Refund asked"), _("The buyer asks for a refund"), Source.PLATFORM, "finance.refund", 60,
        tone="danger",
    ),
    HoldReason(
        "locked", _("Locked"), _("Locked by the platform"), Source.PLATFORM, "orders.review", 240, tone="danger"
    ),
    HoldReason(
        "risk_review", _("Risk review"), _("The platform is checking the risk"), Source.PLATFORM, "orders.review", 240
    ),
    HoldReason(
        "balance_unpaid", _("Balance unpaid"), _("The presale balance is not paid"), Source.PLATFORM, "orders.review",
        1440, tone="info",
    ),
    HoldReason(
        "address_changed", _("Address changed"), _("{old} → {new}"), Source.PLATFORM, "orders.modify", 30,
        (Block.PRINT, Block.SHIP), "danger",
    ),
    HoldReason(
        "memo_changed", _("Memo changed"), _("“{old}” → “{new}”"), Source.PLATFORM, "orders.review", 30,
        (Block.PRINT, Block.SHIP), "info",
    ),
    HoldReason(
        "flag_changed", _("Flag changed"), _("“{old}” → “{new}”"), Source.PLATFORM, "orders.review", 30,
        (Block.PRINT, Block.SHIP), "info",
    ),
    HoldReason(
        "short", _("Short of stock"), _("Missing {missing}, expected {expected}"), Source.STOCK, "orders.shortage_case",
        30, (Block.APPROVE,), "danger",
    ),
    HoldReason(
        "no_warehouse", _("No warehouse"), _("No rule names a warehouse for it"), Source.STOCK, "orders.process", 30,
        (Block.APPROVE,),
    ),
    HoldReason(
        "asked_buyer", _("Buyer asked"), _("Waiting for the buyer’s answer: {note}"), Source.PERSON,
        "orders.shortage_case", 1440, tone="info",
    ),
    HoldReason("by_hand", _("Held by hand"), _("{note}"), Source.PERSON, "orders.review", 480),
)  # fmt: skip
REASONS: Mapping[str, HoldReason] = MappingProxyType({reason.code: reason for reason in _ALL})


def placing(code: str, order_id: int, line_id: int | None = None, **details: Any) -> Placing:
    """A hold for one of the reasons above."""
    reason = REASONS[code]
    return Placing(order_id, code, reason.source, reason.owner, reason.minutes, tuple(reason.blocks), details, line_id)
