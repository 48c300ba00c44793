"""What a newer word of the platform changes, decided on values alone."""

from dataclasses import replace
from datetime import timedelta

from tests.orders.told import PAID_AT, line, told
from zhanggui.orders.rules.changes import Known, KnownLine, after_sales_of, compare, compare_refund
from zhanggui.orders.rules.external import ExternalOrder, ExternalRefund, ExternalStatus, RefundState
from zhanggui.orders.vocabulary import AfterSales, Fulfilment, Payment

KNOWN = Known(
    order_id=1, shop_id=1, external_no="1", payment=Payment.PAID, after_sales=AfterSales.NONE,
    fulfilment=Fulfilment.RESERVED, said={"status": "to_ship", "receiver": "r1"},
    lines=(KnownLine(11, "1-1", "A1", 1, ""), KnownLine(12, "1-2", "B1", 2, "")),
)  # fmt: skip


def nobody(order: ExternalOrder) -> str:
    return "r1"


def word(**facts: object) -> ExternalOrder:
    lines = (line("A1", external_line_no="1-1"), line("B1", 2, external_line_no="1-2"))
    return told("1", *lines, receiver=None, ship_by=None, **facts)


def test_nothing_new_is_no_change() -> None:
    assert not compare(KNOWN, word(), nobody)


def test_a_refund_on_a_line_holds_that_line() -> None:
    lines = (line("A1", external_line_no="1-1", refund_state=RefundState.ASKED), line("B1", 2, external_line_no="1-2"))

    changes = compare(KNOWN, replace(word(), lines=lines), nobody)

    assert [(hold.reason, hold.line_id) for hold in changes.place] == [("refund_asked", 11)]
    assert changes.set == {"after_sales": AfterSales.ASKED}
    assert changes.lines == {11: "asked"}


def test_a_refund_that_ended_lifts_its_hold() -> None:
    known = replace(
        KNOWN, after_sales=AfterSales.ASKED, held=frozenset({("refund_asked", None)}),
        said={**KNOWN.said, "refund": {"0": "asked"}},
    )  # fmt: skip

    changes = compare(known, word(refund_state=RefundState.REFUSED), nobody)

    assert changes.lift == [("refund_asked", None)]
    assert changes.set == {"after_sales": AfterSales.REFUSED}


def test_an_order_that_has_left_is_not_held_any_more() -> None:
    known = replace(KNOWN, fulfilment=Fulfilment.SHIPPED)

    changes = compare(known, word(refund_state=RefundState.ASKED), nobody)

    assert changes.place == []
    assert changes.set == {"after_sales": AfterSales.ASKED}


def test_shipped_elsewhere_and_closed() -> None:
    assert compare(KNOWN, word(status=ExternalStatus.SHIPPED), nobody).left
    assert compare(KNOWN, word(status=ExternalStatus.CLOSED_REFUNDED_BEFORE_SHIPPING), nobody).closed


def test_our_own_shipping_is_no_surprise() -> None:
    known = replace(KNOWN, fulfilment=Fulfilment.SHIPPED)

    assert not compare(known, word(status=ExternalStatus.SHIPPED), nobody).left


def test_another_receiver_is_told_and_one_in_print_twice() -> None:
    changes = compare(replace(KNOWN, printed=True), word(), lambda order: "r2")

    assert changes.kinds == ["address_changed", "address_changed_printed"]
    assert changes.new_receiver


def test_a_time_known_to_the_minute_does_not_overwrite_seconds() -> None:
    known = replace(KNOWN, ship_by=PAID_AT + timedelta(hours=48, seconds=31))
    minutes = replace(word(), ship_by=PAID_AT + timedelta(hours=48), minutes_only=("ship_by",))

    assert not compare(known, minutes, nobody)


def test_a_refund_list_speaks_of_lines_or_of_the_whole_order() -> None:
    of_line = ExternalRefund("R1", "1", "taobao", RefundState.ASKED, external_line_no="1-2")
    whole = ExternalRefund("R2", "1", "taobao", RefundState.SUCCEEDED, amount_fen=5000)

    assert compare_refund(KNOWN, of_line).lines == {12: "asked"}
    assert compare_refund(KNOWN, whole).closed


def test_a_small_compensation_does_not_end_the_order() -> None:
    known = replace(KNOWN, paid_fen=5000)

    changes = compare_refund(known, ExternalRefund("R1", "1", "taobao", RefundState.SUCCEEDED, amount_fen=300))

    assert not changes.closed
    assert changes.set == {"refund_fen": 300, "after_sales": AfterSales.PART_REFUNDED}


def test_lines_add_up() -> None:
    assert after_sales_of([None, RefundState.NONE]) == AfterSales.NONE
    assert after_sales_of([RefundState.SUCCEEDED, RefundState.NONE]) == AfterSales.PART_REFUNDED
    assert after_sales_of([RefundState.SUCCEEDED, RefundState.SUCCEEDED]) == AfterSales.REFUNDED
    assert after_sales_of([RefundState.OTHER]) == AfterSales.ASKED
