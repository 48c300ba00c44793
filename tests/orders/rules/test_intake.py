"""Where a new order stands by what the platform says of it, and what it claims."""

import pytest

from tests.orders.told import line, told
from zhanggui.orders.rules.external import ExternalOrder, ExternalStatus, RefundState
from zhanggui.orders.rules.intake import Goods, Incoming, draft, listing_code, needs_of, said_of, standing


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (told("1"), ("waiting", "paid", "open")),
        (told("1", status=ExternalStatus.UNPAID), ("waiting", "unpaid", "open")),
        (told("1", cod=True), ("waiting", "cod_due", "open")),
        (told("1", balance_unpaid=True), ("waiting", "unpaid", "open")),
        (told("1", status=ExternalStatus.SHIPPED), ("approved", "paid", "elsewhere")),
        (told("1", status=ExternalStatus.CLOSED_UNPAID), ("void", "unpaid", "open")),
        (told("1", status=ExternalStatus.CLOSED_REFUNDED_AFTER_SHIPPING), ("void", "refunded", "open")),
    ],
)
def test_standing(order: ExternalOrder, expected: tuple[str, str, str]) -> None:
    assert standing(order) == expected


def test_platform_stops_come_along_as_holds() -> None:
    order = told("1", line(), line(refund_state=RefundState.OTHER), locked=True, balance_unpaid=True)

    made = draft(Incoming(1, order), 7, [71, 72])

    assert [(hold.reason, hold.line_id) for hold in made.holds] == [
        ("locked", None), ("balance_unpaid", None), ("refund_asked", 72),
    ]  # fmt: skip
    assert made.after_sales == "asked"


def test_what_was_said_names_no_person() -> None:
    made = draft(Incoming(1, told("1", seller_memo="赠品", tracking_no="78001")), 7, [71])

    assert said_of(made, "abc") == {"status": "to_ship", "memo": "赠品", "receiver": "abc", "tracking": "78001"}


def test_a_line_is_known_by_the_merchants_code_first() -> None:
    assert listing_code(line("A1", listing_code="9001")) == "A1"
    assert listing_code(line("", listing_code="9001", listing_sku_code="8001")) == "8001"
    assert listing_code(line("")) == "商品"


def test_bundles_are_taken_apart_and_services_claim_nothing() -> None:
    goods = {
        1: Goods("K", "套装", 0, 0, True, ((10, 1), (11, 2))),
        2: Goods("V", "补差价", 0, 0, True, ()),
    }

    needs = needs_of([(71, 1, 3), (72, 2, 1)], goods)

    assert [(need.line_id, need.components, need.sets) for need in needs] == [(71, ((10, 1), (11, 2)), 3)]
