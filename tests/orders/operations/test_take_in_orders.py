"""New orders come in whole, reserve in order of payment and are looked at by every rule."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.company import Trade, founding, open_trade
from tests.orders.intake import take_in
from tests.orders.told import PAID_AT, line, receiver, told
from zhanggui.foundation.models import Event
from zhanggui.inventory.models import Balance
from zhanggui.orders.models import Order, OrderHold, OrderLine, OrderText
from zhanggui.orders.operations.take_in_orders import take_in_orders
from zhanggui.orders.rules.external import ExternalStatus, RefundState
from zhanggui.orders.rules.intake import Incoming


def test_paid_order_reserves_and_waits_for_review(trade: Trade) -> None:
    (order,) = take_in(trade, told("1001", line("A1", 2), line("A2", 1, 900)))

    assert (order.review, order.payment, order.fulfilment) == ("waiting", "paid", "reserved")
    assert (order.kinds, order.pieces, order.weight_grams, order.total_fen) == (2, 3, 1200, 10900)
    assert order.ship_by == PAID_AT + timedelta(hours=48)
    assert (order.warehouse_id, order.courier_id) == (trade.north, trade.courier)
    assert Balance.objects.get(sku=trade.skus["A1"]).reserved == 2
    assert list(OrderHold.objects.values_list("reason")) == []
    kinds = Event.objects.filter(subject_kind="order").values_list("kind", flat=True)
    assert sorted(kinds) == ["orders.received", "orders.reserved"]


def test_bundle_reserves_its_parts(trade: Trade) -> None:
    take_in(trade, told("1001", line("K1", 3)))

    reserved = dict(Balance.objects.values_list("sku__code", "reserved"))
    assert reserved == {"A1": 3, "A2": 6, "B1": 0}


def test_earlier_payment_gets_the_last_pieces(db: None) -> None:
    trade = open_trade(stock=1)
    late = told("2", paid_at=PAID_AT + timedelta(minutes=5))
    early = told("1")

    orders = {order.external_no: order for order in take_in(trade, late, early)}

    assert orders["1"].fulfilment == "reserved"
    assert orders["2"].fulfilment == "short"
    hold = OrderHold.objects.get(order=orders["2"], reason="short")
    assert (hold.owner, hold.details["missing"]) == ("orders.shortage_case", "A1 × 1")


def test_unknown_code_is_held_and_seen_as_listing(trade: Trade) -> None:
    (order,) = take_in(trade, told("1001", line("NEW-9")))

    assert order.fulfilment == "open"
    assert OrderLine.objects.get().sku_id is None
    assert [hold.reason for hold in OrderHold.objects.all()] == ["sku_unmapped"]


def test_masked_receiver_is_never_held(trade: Trade) -> None:
    hidden = receiver("x", name="陈**", phone="139****2210", detail="文三路***")
    (order,) = take_in(trade, told("1001", receiver=hidden, buyer_key="b1"))

    assert not OrderHold.objects.exists()
    assert ["address_incomplete", "masked"] in OrderText.objects.get(order=order).checks["unchecked"]


def test_finished_order_is_history_and_reserves_nothing(trade: Trade) -> None:
    (order,) = take_in(trade, told("1001", status=ExternalStatus.FINISHED, tracking_no="78001", courier="中通"))

    assert (order.source, order.review, order.fulfilment) == ("history", "approved", "elsewhere")
    assert Balance.objects.get(sku=trade.skus["A1"]).reserved == 0


def test_refund_asked_on_a_line_holds_that_line(trade: Trade) -> None:
    (order,) = take_in(trade, told("1001", line("A1"), line("A2", refund_state=RefundState.ASKED)))

    hold = OrderHold.objects.get(order=order)
    assert (hold.reason, hold.source, hold.owner, hold.line_id) == (
        "refund_asked", "platform", "finance.refund", OrderLine.objects.get(order=order, position=2).pk,
    )  # fmt: skip


def test_known_number_is_left_alone(trade: Trade) -> None:
    take_in(trade, told("1001"))

    outcome = take_in_orders(founding(), [Incoming(trade.taobao, told("1001", line("B1")))])

    assert [refusal.code for refusal in outcome.refused.values()] == ["known_number"]
    assert Order.objects.count() == 1


def test_statements_do_not_grow_with_the_set(trade: Trade) -> None:
    def statements(prefix: str, count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            take_in(trade, *(told(f"{prefix}{n}") for n in range(count)))
        return len(captured)

    statements("warm", 1)
    assert statements("one", 1) == statements("many", 60)
