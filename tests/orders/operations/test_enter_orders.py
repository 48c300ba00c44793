"""Clerks enter orders as an import would bring them: the same rules, the same claims on stock."""

import pytest

from tests.company import Trade, hire, open_trade
from tests.orders.house import take_in
from tests.orders.told import told
from zhanggui.foundation.models import Event
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.foundation.registry import carry_out
from zhanggui.orders.models import Order, OrderHold, OrderLine, OrderText
from zhanggui.orders.operations.enter_orders import EntryRow, PaidHow, enter_orders
from zhanggui.orders.queries.receivers import contacts_of
from zhanggui.orders.vocabulary import Source

pytestmark = pytest.mark.django_db

PASTED = "陈晓云 13512367890 浙江省杭州市西湖区文三路90号3幢502室"


@pytest.fixture
def trade() -> Trade:
    return open_trade()


def row(trade: Trade, sku: str = "A1", **facts: object) -> EntryRow:
    plain: dict[str, object] = {"shop": trade.taobao, "contact": PASTED, "quantity": 2, "price_fen": 4500}
    return EntryRow(**{**plain, "sku": trade.skus[sku], **facts})  # type: ignore[arg-type]


def test_phone_order_is_numbered_reserved_and_checked(trade: Trade) -> None:
    rows = [
        row(trade, freight_fen=800, discount_fen=300, message="周末送"),
        EntryRow(sku=trade.skus["B1"], quantity=1, price_fen=0),
    ]
    outcome = enter_orders(trade.company.clerk, rows, source=Source.PHONE)

    order = Order.objects.get(pk=outcome.one())
    assert order.external_no.startswith("M20")
    assert order.external_no.endswith("-0001")
    assert (order.source, order.payment, order.review, order.fulfilment) == ("phone", "paid", "waiting", "reserved")
    assert (order.total_fen, order.paid_fen, order.pieces) == (9500, 9500, 3)
    assert list(OrderHold.objects.values_list("reason", flat=True)) == ["buyer_message"]
    contact = contacts_of([order.receiver_id or 0])[order.receiver_id or 0]
    assert (contact.name, contact.phone, contact.city, contact.detail) == (
        "陈晓云",
        "13512367890",
        "杭州市",
        "文三路90号3幢502室",
    )
    event = Event.objects.get(kind="orders.received")
    assert event.person_id == trade.company.person("clerk")
    assert OrderText.objects.get().buyer_message == "周末送"


def test_own_numbers_go_on_and_given_ones_are_kept(trade: Trade) -> None:
    clerk = trade.company.clerk
    enter_orders(clerk, [row(trade), row(trade, number="TEL-7"), row(trade)])
    enter_orders(clerk, [row(trade)])
    numbers = sorted(Order.objects.values_list("external_no", flat=True))
    assert [number.partition("-")[2] for number in numbers] == ["0001", "0002", "0003", "7"]


def test_fields_are_believed_before_the_pasted_line(trade: Trade) -> None:
    pk = enter_orders(trade.company.clerk, [row(trade, name="周雨", detail="文二路1号2幢3室")]).one()
    receiver_id = Order.objects.get(pk=pk).receiver_id or 0
    contact = contacts_of([receiver_id])[receiver_id]
    assert (contact.name, contact.phone, contact.detail) == ("周雨", "13512367890", "文二路1号2幢3室")


def test_each_order_is_refused_for_itself_under_its_first_row(trade: Trade) -> None:
    take_in(trade, told("KNOWN"))
    outcome = enter_orders(
        trade.company.clerk,
        [
            EntryRow(sku=trade.skus["A1"], quantity=1, price_fen=1),
            row(trade, number="KNOWN"),
            row(trade, sku="A1", number="NO-PRICE", price_fen=None),
            EntryRow(shop=trade.taobao, number="EMPTY"),
            row(trade, number="CHEAP", discount_fen=9001),
            row(trade, number="GOOD"),
        ],
    )
    codes = {number: refusal.code for number, refusal in outcome.refused.items()}
    assert codes == {1: "no_shop", 2: "known_number", 3: "line_incomplete", 4: "no_line", 5: "discount_too_big"}
    assert Order.objects.get(pk=outcome.done[0]).external_no == "GOOD"


def test_unpaid_and_cash_on_delivery(trade: Trade) -> None:
    clerk = trade.company.clerk
    unpaid = enter_orders(clerk, [row(trade)], payment=PaidHow.UNPAID).one()
    at_the_door = enter_orders(clerk, [row(trade)], payment=PaidHow.COD).one()
    states = {pk: tuple(rest) for pk, *rest in Order.objects.values_list("pk", "payment", "fulfilment", "paid_fen")}
    assert states == {unpaid: ("unpaid", "open", 0), at_the_door: ("cod_due", "reserved", 0)}


def test_a_shop_outside_the_range_and_a_person_without_the_duty(trade: Trade) -> None:
    narrow = hire("narrow", "S1.CLERK", shops=(trade.pdd,))
    assert [why.code for why in enter_orders(narrow, [row(trade)]).refused.values()] == ["not_found"]
    with pytest.raises(NotAllowed):
        enter_orders(trade.company.picker, [row(trade)])
    assert not Order.objects.exists()


def test_the_same_statements_for_one_order_and_for_fifty(trade: Trade, django_assert_max_num_queries: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    clerk = trade.company.clerk
    enter_orders(clerk, [row(trade, sku="B1")])
    counts = []
    for size in (1, 50):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            enter_orders(clerk, [row(trade, quantity=1) for _each in range(size)])
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert OrderLine.objects.count() == 52


def test_codes_from_a_sheet_name_shop_and_sku(trade: Trade) -> None:
    rows = [{"shop": "TB", "contact": PASTED, "sku": "A2", "quantity": "3", "price_fen": "9.90"}]
    outcome = carry_out(trade.company.clerk, enter_orders, rows, {"payment": "paid"})
    assert OrderLine.objects.get(order=outcome.one()).amount_fen == 2970
