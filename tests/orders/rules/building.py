"""Plain orders for tests of review: everything in order unless said otherwise."""

from datetime import UTC, datetime
from typing import Any

from zhanggui.orders.rules.review import RULES, evaluate
from zhanggui.orders.rules.review_values import ReviewFacts, ReviewLine, ReviewOrder, Verdict

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def line(**changes: Any) -> ReviewLine:
    """One piece of SKU 7 for 59 yuan."""
    return ReviewLine(**{"line_id": 1, "sku_id": 7, "quantity": 1, "amount_fen": 5900, **changes})


def order(**changes: Any) -> ReviewOrder:
    """A paid order to a complete address."""
    return ReviewOrder(
        **{
            "order_id": 1,
            "shop_id": 3,
            "created_at": NOON,
            "lines": (line(),),
            "name": "钱多多",
            "phone": "13900001234",
            "province": "浙江省",
            "city": "杭州市",
            "district": "西湖区",
            "detail": "虚构路1号2幢301室",
            "receiver_key": "receiver",
            "phone_key": "phone",
            "address_key": "door",
            "name_key": "name",
            "buyer_key": "buyer",
            "payable_fen": 5900,
            "paid_fen": 5900,
            "paid_at": NOON,
            **changes,
        }
    )


def judge(code: str, *orders: ReviewOrder, facts: ReviewFacts | None = None, **parameters: Any) -> list[Verdict]:
    """Run one rule with changed parameters."""
    setting = RULES[code].default_setting()
    setting = type(setting)(code, 1, True, setting.owner_duty, setting.minutes_to_act, parameters, setting.blocks)
    return evaluate(orders, [setting], facts or ReviewFacts())


def reasons(code: str, *orders: ReviewOrder, facts: ReviewFacts | None = None, **parameters: Any) -> list[str]:
    """For each order the first reason, "passed", or "unchecked: why"."""
    return [_answer(verdict) for verdict in judge(code, *orders, facts=facts, **parameters)]


def _answer(verdict: Verdict) -> str:
    if verdict.held:
        return verdict.held[0].reason_code
    return f"unchecked: {verdict.unchecked[0][1]}" if verdict.unchecked else "passed"
