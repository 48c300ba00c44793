"""The neutral form lives with orders, which decide on it; channels only translate into it."""

from zhanggui.orders.rules.external import (
    ExternalLine,
    ExternalOrder,
    ExternalReceiver,
    ExternalRefund,
    ExternalStatus,
    RefundState,
)

__all__ = [
    "ExternalLine",
    "ExternalOrder",
    "ExternalReceiver",
    "ExternalRefund",
    "ExternalStatus",
    "RefundState",
]
