"""Rules about the money of an order."""

from collections.abc import Mapping
from typing import Any

from zhanggui.foundation.money import yuan
from zhanggui.foundation.words import _
from zhanggui.orders.rules.review_values import Findings, Parameter, ReviewOrder, ReviewSet, Rule


def check_high(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """The amount is so high that a person should look."""
    limit = parameters["limit_fen"]
    for at, order in enumerate(review.orders):
        if order.payable_fen is not None and order.payable_fen >= limit:
            found.hold(at, "amount_high", amount=yuan(order.payable_fen))


def check_agrees(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """Lines, discount and freight do not make up the amount, or it was not paid in full."""
    tolerance = parameters["tolerance_fen"]
    for at, order in enumerate(review.orders):
        lines_fen = _lines_fen(order)
        if lines_fen is None or order.payable_fen is None:
            found.cannot_check(at, "not_priced")
        elif abs(lines_fen - order.discount_fen + order.freight_fen - order.payable_fen) > tolerance:
            expected = lines_fen - order.discount_fen + order.freight_fen
            found.hold(at, "sum_differs", expected=yuan(expected), payable=yuan(order.payable_fen))
        elif _is_part_paid(order, tolerance):
            found.hold(at, "paid_differs", paid=yuan(order.paid_fen or 0), payable=yuan(order.payable_fen))


def _lines_fen(order: ReviewOrder) -> int | None:
    total = 0
    for line in order.lines:
        if line.amount_fen is None:
            return None
        total += line.amount_fen
    return total


def _is_part_paid(order: ReviewOrder, tolerance: int) -> bool:
    if order.cod or order.paid_at is None or order.paid_fen is None or order.payable_fen is None:
        return False
    return abs(order.paid_fen - order.payable_fen) > tolerance


MONEY_RULES = (
    Rule(
        "amount_high",
        _("High amount"),
        check_high,
        {"amount_high": _("The order amounts to {amount}")},
        (Parameter("limit_fen", "fen", 500_000, _("Amount from which a person looks")),),
    ),
    Rule(
        "amount_differs",
        _("Amounts do not agree"),
        check_agrees,
        {
            "sum_differs": _("The lines make {expected}, the order says {payable}"),
            "paid_differs": _("{paid} were paid of {payable}"),
        },
        # Platforms round each line's share of a discount to the fen.
        (Parameter("tolerance_fen", "fen", 1, _("Difference that is left alone")),),
    ),
)
