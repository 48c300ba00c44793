"""From the draft of an order to the order: state, money, receiver, each only as far as the file shows it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from zhanggui.channels.rules.cells import money
from zhanggui.channels.rules.draft import Draft
from zhanggui.channels.rules.formats.format import Format, FormatKind, PaidRule, after_sales
from zhanggui.channels.rules.making import maker_of
from zhanggui.channels.rules.problems import Bad, Problem
from zhanggui.channels.rules.receivers import receiver_of
from zhanggui.channels.rules.slots import ORDER_FIELDS, ORDER_SLOT, order_slots
from zhanggui.channels.rules.states import Evidence, state_of
from zhanggui.channels.rules.times import Moment
from zhanggui.orders.rules.external import (
    ExternalLine,
    ExternalOrder,
    ExternalStatus,
    RefundState,
)

__all__ = ["finished"]

WHOLE = frozenset({FormatKind.ORDERS, FormatKind.ORDER_LINES})
NOTHING_PAID = frozenset({ExternalStatus.UNPAID, ExternalStatus.CLOSED_UNPAID})
ORDER_TIMES = ("created_at", "paid_at", "ship_by", "shipped_at", "finished_at")
FIRST_TIME, LAST_TIME = ORDER_SLOT["created_at"], ORDER_SLOT["finished_at"] + 1
SHOP_NAME, FREIGHT, BUYER_KEY, BUYER_MESSAGE, SELLER_MEMO, FLAG, REVIEW, RISK_LABEL, COURIER, TRACKING_NO = order_slots(
    "shop_name freight_fen buyer_key buyer_message seller_memo flag review risk_label courier tracking_no"
)
PAY_METHOD, SETTLED, STAGE, PAID_AT, DEPOSIT_AT, PRICE_CHANGE, GOODS, AFTER_SALES, GOODS_TEXT = order_slots(
    "pay_method settled_fen stage paid_at deposit_at price_change_fen goods_fen after_sales goods_text"
)
make_order = maker_of(ExternalOrder)


def finished(no: str, draft: Draft, form: Format, file: str) -> ExternalOrder | Bad:
    """This will close a draft; the answer is Bad when its rows exclude each other or say no state at all."""
    if draft.breaks:
        draft.drop_repetition()
    lines = tuple(draft.lines) or _goods_of_text(draft)
    sums = _sums(draft) if draft.sums else {}
    refund = _refund(draft, lines, sums, form)
    state = _refund_state(draft, form)
    status = state_of(draft.words.values(), form, lambda: _evidence(draft, form, sums, refund, state))
    if isinstance(status, Bad):
        return status
    if status is None and form.kind in WHOLE:
        return Bad("status_missing")
    paid = _paid(draft, form, status, sums, refund)
    if form.settled_shows_refund and status is ExternalStatus.FINISHED:
        refund = _unsettled(paid, draft.values[SETTLED])
    status = _with_refund(status, paid, refund)
    if status in NOTHING_PAID:
        lines = _with_owed_amounts(lines)
    return _order(no, draft, form, file, lines, _Money(sums, paid, refund, state, status))


class _Money(NamedTuple):
    sums: dict[str, int | None]
    paid: int | None
    refund: int | None
    refund_state: RefundState | None
    status: ExternalStatus | None


def _order(
    no: str, draft: Draft, form: Format, file: str, lines: tuple[ExternalLine, ...], sum_up: _Money
) -> ExternalOrder:
    """By position, in the order of the fields of ExternalOrder."""
    values, sums = draft.values, sum_up.sums
    moments = values[FIRST_TIME:LAST_TIME]
    pay_method = values[PAY_METHOD]
    return make_order(
        no,
        form.platform,
        sum_up.status,
        values[SHOP_NAME],
        *[moment and moment.at for moment in moments],
        _total(draft, form, sums),
        sum_up.paid,
        sums["freight_fen"] if "freight_fen" in sums else values[FREIGHT],
        _discount(draft, sums),
        sum_up.refund,
        sum_up.refund_state,
        values[BUYER_KEY],
        values[BUYER_MESSAGE],
        values[SELLER_MEMO],
        values[FLAG],
        receiver_of(draft),
        pay_method is not None and ("货到付款" in pay_method or pay_method.lower() == "cod"),
        any(word.locked for word in draft.words.values()),
        bool(values[REVIEW] or values[RISK_LABEL]),
        _balance_unpaid(draft, sum_up.status),
        values[COURIER],
        values[TRACKING_NO],
        lines,
        _rough_times(moments),
        file,
        draft.line,
    )


def _rough_times(moments: list[Moment | None]) -> tuple[str, ...]:
    if all(moment is None or moment.exact for moment in moments):
        return ()
    return tuple(name for name, moment in zip(ORDER_TIMES, moments, strict=True) if moment and not moment.exact)


def _sums(draft: Draft) -> dict[str, int | None]:
    """What stands per row, added up; one unknown makes the sum unknown."""
    totals: dict[str, int | None] = {ORDER_FIELDS[slot]: value for slot, value in draft.sums[0]}
    for row in draft.sums[1:]:
        for slot, value in row:
            before = totals.get(ORDER_FIELDS[slot], 0)
            totals[ORDER_FIELDS[slot]] = None if before is None or value is None else before + value
    return totals


def _shown_or_summed(name: str, draft: Draft, sums: dict[str, int | None]) -> int | None:
    return sums[name] if name in sums else draft.value(name)


def _discount(draft: Draft, sums: dict[str, int | None]) -> int | None:
    change = draft.values[PRICE_CHANGE]
    if change is not None:
        return max(0, -change)
    return _shown_or_summed("discount_fen", draft, sums)


def _total(draft: Draft, form: Format, sums: dict[str, int | None]) -> int | None:
    goods = draft.values[GOODS]
    if not form.total_of_goods or goods is None:
        return _shown_or_summed("total_fen", draft, sums)
    return max(0, goods + (draft.value("freight_fen") or 0) - (_discount(draft, sums) or 0))


def _refund(draft: Draft, lines: tuple[ExternalLine, ...], sums: dict[str, int | None], form: Format) -> int | None:
    shown = _shown_or_summed("refund_fen", draft, sums)
    if shown is not None:
        return shown
    if form.refund_words and (match := form.refund_words.search(draft.value("seller_memo") or "")):
        stated = money(match.group(1))
        return stated if isinstance(stated, int) else None
    if "line_refund_fen" in draft.plan.shown and form.kind in WHOLE:
        known = [line.refund_fen for line in lines if line.refund_fen is not None]
        return sum(known) if known else None
    return None


def _refund_state(draft: Draft, form: Format) -> RefundState | None:
    of_words = next((word.refund for word in draft.words.values() if word.refund), None)
    if of_words or "after_sales" not in draft.plan.shown:
        return of_words
    found = draft.values[AFTER_SALES]
    state = after_sales(found, form.after_sales_codes)
    if state is RefundState.OTHER:
        draft.remarks.append(Problem(draft.line, "", "after_sales_unknown", {"value": str(found)[:80]}))
    return state


def _evidence(
    draft: Draft, form: Format, sums: dict[str, int | None], refund: int | None, state: RefundState | None
) -> Evidence:
    """What besides the state word tells whether an order was paid, shipped and refunded."""
    shown = _shown_or_summed("paid_fen", draft, sums)
    money_came = form.paid is not PaidRule.OWED and bool(shown)
    refunded = bool(refund) or state is RefundState.SUCCEEDED
    reason = draft.value("close_reason") or ""
    paid = draft.value("paid_at") is not None or refunded or (money_came and "paid_at" not in draft.plan.shown)
    return Evidence(
        paid=paid or reason.startswith("退款"),
        shipped=draft.value("shipped_at") is not None or bool(draft.value("tracking_no")),
        refunded=refunded,
        nothing_left=bool(refund) and not shown
        if form.paid is PaidRule.NET_OF_REFUND
        else bool(refund) and refund == shown,
        after_sales=draft.value("after_sales"),
    )


def _paid(
    draft: Draft, form: Format, status: ExternalStatus | None, sums: dict[str, int | None], refund: int | None
) -> int | None:
    shown = _shown_or_summed("paid_fen", draft, sums)
    if shown is None or form.paid is PaidRule.AS_SHOWN:
        return shown
    if form.paid is PaidRule.NET_OF_REFUND:
        return shown + (refund or 0)
    known_unpaid = status in NOTHING_PAID or ("paid_at" in draft.plan.shown and draft.value("paid_at") is None)
    return 0 if known_unpaid else shown


def _unsettled(paid: int | None, settled: int | None) -> int | None:
    return max(0, paid - settled) if paid is not None and settled is not None else None


def _with_refund(status: ExternalStatus | None, paid: int | None, refund: int | None) -> ExternalStatus | None:
    if status is not ExternalStatus.FINISHED or not refund:
        return status
    if paid is not None and refund >= paid > 0:
        return ExternalStatus.CLOSED_REFUNDED_AFTER_SHIPPING
    return ExternalStatus.FINISHED_PART_REFUND


def _balance_unpaid(draft: Draft, status: ExternalStatus | None) -> bool:
    """A presale's deposit is paid and its balance is not: nothing may be shipped yet."""
    values = draft.values
    stage = values[STAGE]
    if stage is not None and ("等待买家付款" in stage or stage == "FRONT_PAID_FINAL_NOPAID"):
        return True
    return values[DEPOSIT_AT] is not None and values[PAID_AT] is None and status is ExternalStatus.UNPAID


def _with_owed_amounts(lines: tuple[ExternalLine, ...]) -> tuple[ExternalLine, ...]:
    """Some platforms show what was paid for a line; while nothing is paid, its 0 says nothing about what is owed."""
    if not any(line.amount_fen == 0 and line.price_fen for line in lines):
        return lines
    return tuple(replace(line, amount_fen=None) if line.amount_fen == 0 and line.price_fen else line for line in lines)


# goods that stand in one text

_GOODS = re.compile(r"(?P<title>.+?)\((?P<code>[^()（）]{0,64})\)\s*[x×*](?P<pieces>\d{1,6})(?:[；;]\s*|$)", re.DOTALL)


def _goods_of_text(draft: Draft) -> tuple[ExternalLine, ...]:
    """Youzan: "title(code)x2；title(code)x1"."""
    found = draft.values[GOODS_TEXT]
    if not found:
        return ()
    lines, end = [], 0
    while match := _GOODS.match(found, end):
        title, code, pieces = match["title"], match["code"], int(match["pieces"])
        lines.append(ExternalLine(sku_code=code or None, title=title, quantity=pieces, source_line=draft.line))
        end = match.end()
    if end == len(found) and all(line.quantity for line in lines):
        return tuple(lines)
    draft.remarks.append(Problem(draft.line, "", "goods_unreadable", {"value": found[:80]}))
    return ()
