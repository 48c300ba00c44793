from zhanggui.orders.rules.approval import Standing, liftable, why_not
from zhanggui.orders.vocabulary import Review

ADDRESS = Standing("address_incomplete", "Address", "rule", None)
REFUND = Standing("refund_asked", "Refund asked", "platform", None)
MEMO = Standing("memo_changed", "Memo changed", "platform", None)


def code(review: Review, fulfilment: str, *holds: Standing, named: str = "") -> str | None:
    refusal = why_not(review, fulfilment, holds, frozenset(named.split(",")))
    return refusal.code if refusal else None


def test_only_waiting_reserved_and_free_orders_go_on() -> None:
    assert code(Review.WAITING, "reserved") is None
    assert code(Review.APPROVED, "released") == "not_waiting"
    assert code(Review.WAITING, "short") == "no_stock_reserved"
    assert code(Review.WAITING, "reserved", ADDRESS) == "still_held"


def test_named_holds_count_as_settled_unless_their_cause_must_end() -> None:
    assert code(Review.WAITING, "reserved", ADDRESS, MEMO, named="address_incomplete,memo_changed") is None
    assert code(Review.WAITING, "reserved", REFUND, named="refund_asked") == "still_held"
    assert liftable([ADDRESS, REFUND], frozenset({"address_incomplete", "refund_asked"})) == [ADDRESS]
