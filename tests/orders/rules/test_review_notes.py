"""Review of what was written beside the order."""

import pytest

from tests.orders.rules.building import order, reasons
from zhanggui.orders.rules.review_values import ReviewFacts


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", "passed"),
        ("谢谢！", "passed"),
        ("尽快发货，谢谢", "passed"),
        ("无", "passed"),
        ("送人,请勿放小票", "buyer_message"),
        ("换成黑色，谢谢", "buyer_message"),
    ],
)
def test_buyer_message(text, answer):
    assert reasons("buyer_message", order(buyer_message=text)) == [answer]


def test_shop_and_house_words_are_ignored():
    facts = ReviewFacts(ignored_words={0: ("已核对",), 3: ("加送赠品一份",)})
    memo = order(seller_memo="已核对 加送赠品一份")
    assert reasons("seller_memo", memo, order(shop_id=4, seller_memo="加送赠品一份"), facts=facts) == [
        "passed",
        "seller_memo",
    ]


def test_fake_order_is_marked_by_word_or_flag():
    assert reasons(
        "fake_order",
        order(seller_memo="空包 3元"),
        order(buyer_message="请勿放小票"),
        order(flag="gray"),
        order(flag="red"),
        flags=["gray"],
    ) == ["fake_word", "passed", "fake_flag", "passed"]


def test_refund_asked():
    assert reasons("refund_asked", order(refund_asked=True), order()) == ["refund_asked", "passed"]
