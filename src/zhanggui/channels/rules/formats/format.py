"""The description of one format; also what a user's column mapping becomes, so that both are read by one engine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from zhanggui.channels.rules.mapping import DateOrder, DecimalStyle, SkipRule
from zhanggui.orders.rules.external import ExternalStatus, RefundState

__all__ = [
    "CLOSED",
    "Format",
    "FormatKind",
    "PaidRule",
    "Word",
    "after_sales",
    "header_key",
    "word_key",
    "words",
]


class FormatKind(StrEnum):
    """What one row is: a whole order, one of its articles with the order repeated, or a part to be joined to one."""

    ORDERS = "orders"
    ORDER_LINES = "order_lines"
    LINES = "lines"
    PAYMENTS = "payments"
    RECEIVERS = "receivers"
    REFUNDS = "refunds"


class PaidRule(StrEnum):
    """How the paid column is meant: before refunds, after refunds, or what is owed even while nothing was paid."""

    AS_SHOWN = "as_shown"
    NET_OF_REFUND = "net_of_refund"
    OWED = "owed"


class Word(NamedTuple):
    """What a state word means; `closed` orders are told apart by what was paid, refunded and shipped.

    `open` says only that a refund runs: whether the order is to ship or shipped is seen elsewhere in the row.
    """

    status: ExternalStatus | None
    closed: bool = False
    shipped: bool = False
    locked: bool = False
    open: bool = False
    refund: RefundState | None = None


CLOSED = Word(None, closed=True)


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    `needs`: header names that must all be there ("a|b" is either). `never`: names that must not be. `columns`:
    field → header names, the first one present wins. `discounts`: money columns that are savings, added up.
    `summed`: order fields that stand per row. `carried`: blank order cells repeat the row above (merged cells).
    `total_of_goods`: the total is goods + freight − discounts. `settled_shows_refund`: a finished order that paid
    out less than was paid was partly refunded. `refund_words`: a pattern in the seller's memo that states a refund.
    `after_sales_codes`: the platform's own after-sales words; `after_sales_status`: those that end the order.
    """

    code: str
    platform: str
    kind: FormatKind
    columns: Mapping[str, tuple[str, ...]]
    needs: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    statuses: Mapping[str, Word] = field(default_factory=dict)
    status_when: Mapping[str, Word] = field(default_factory=dict)
    discounts: tuple[str, ...] = ()
    summed: frozenset[str] = frozenset()
    carried: bool = False
    paid: PaidRule = PaidRule.AS_SHOWN
    total_of_goods: bool = False
    settled_shows_refund: bool = False
    refund_words: re.Pattern[str] | None = None
    after_sales_codes: Mapping[str, RefundState] = field(default_factory=dict)
    after_sales_status: Mapping[str, Word] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder = DateOrder.YEAR_FIRST
    decimal: DecimalStyle = DecimalStyle.POINT
    utc_offset_minutes: int = 480
    negative_is_return: bool = False
    skip: tuple[SkipRule, ...] = ()
    number_from_row: str | None = None


_EDGES = " \t\r\n\u00a0\u3000\ufeff\u200b\u200c\u200d\u2060\"'="


def header_key(name: str) -> str:
    """This will make header names comparable: no edges, half-width brackets, 帐 as 账, small Latin letters."""
    return unicodedata.normalize("NFKC", name.strip(_EDGES)).strip(_EDGES).replace("帐", "账").casefold()


def word_key(found: str) -> str:
    """This will make state words comparable: half-width commas and brackets, no blanks."""
    return unicodedata.normalize("NFKC", found).replace(" ", "")


def words(**named: str) -> dict[str, Word]:
    """This will build a table of state words from `status="word word"`; "closed" is CLOSED."""
    table: dict[str, Word] = {}
    for status, listed in named.items():
        meaning = CLOSED if status == "closed" else Word(ExternalStatus(status))
        table.update((word_key(found), meaning) for found in listed.split())
    return table


_AFTER_SALES: dict[RefundState, str] = {
    RefundState.NONE: (
        "没有申请退款 无退款申请 未申请 无售后或售后取消 无售后/取消售后 无售后或售后关闭 无售后 NO_REFUND"
    ),
    RefundState.ASKED: (
        "买家已经申请退款,等待卖家同意 售后处理中 售后中 待商家处理 待商家同意 等待卖家同意 退款申请中 "
        "WAIT_SELLER_AGREE"
    ),
    RefundState.RETURNING: "卖家已经同意退款,等待买家退货 待买家退货 待退货 WAIT_BUYER_RETURN_GOODS",
    RefundState.RETURNED: "买家已经退货,等待卖家确认收货 待商家收货 WAIT_SELLER_CONFIRM_GOODS",
    RefundState.REFUNDING: "退款中 同意退款,退款中 待退款",
    RefundState.REFUSED: "卖家拒绝退款 商家拒绝 拒绝退款 SELLER_REFUSE_BUYER",
    RefundState.CLOSED: "退款关闭 售后关闭 售后取消 已撤销 CLOSED",
    RefundState.FAILED: "退款失败 同意退款,退款失败",
    RefundState.SUCCEEDED: (
        "退款成功 同意退款,退款成功 退款成功(部分退款) 退款成功(全额退款) 售后完成 售后成功 退款完成 已退款 部分退款 "
        "SUCCESS"
    ),
    RefundState.EXCHANGED: "换货成功",
}
_STATE_OF = {word_key(found): state for state, listed in _AFTER_SALES.items() for found in listed.split()}


def after_sales(found: str | None, codes: Mapping[str, RefundState] | None = None) -> RefundState:
    """This will read an after-sales word; empty is NONE, a word that nobody knows is OTHER."""
    if not found:
        return RefundState.NONE
    key = word_key(found)
    if codes and key in codes:
        return codes[key]
    return _STATE_OF.get(key, RefundState.OTHER)
