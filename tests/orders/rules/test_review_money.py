"""Review of the money."""

import pytest

from tests.orders.rules.building import NOON, line, order, reasons


def test_high_amount():
    assert reasons("amount_high", order(payable_fen=500_000), order(payable_fen=499_999), order(payable_fen=None)) == [
        "amount_high",
        "passed",
        "passed",
    ]


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, "passed"),
        ({"payable_fen": 6000, "paid_fen": 6000}, "sum_differs"),
        ({"payable_fen": 6400, "paid_fen": 6400, "freight_fen": 500}, "passed"),
        ({"payable_fen": 4900, "paid_fen": 4900, "discount_fen": 1000}, "passed"),
        ({"payable_fen": 5901, "paid_fen": 5901}, "passed"),
        ({"paid_fen": 5000}, "paid_differs"),
        ({"paid_fen": 0, "paid_at": None}, "passed"),
        ({"paid_fen": 0, "paid_at": NOON, "cod": True}, "passed"),
        ({"payable_fen": None}, "unchecked: not_priced"),
        ({"lines": (line(amount_fen=None),)}, "unchecked: not_priced"),
    ],
)
def test_amounts_agree(changes, answer):
    assert reasons("amount_differs", order(**changes)) == [answer]


def test_tolerance_is_a_setting():
    assert reasons("amount_differs", order(payable_fen=5990, paid_fen=5990), tolerance_fen=100) == ["passed"]
