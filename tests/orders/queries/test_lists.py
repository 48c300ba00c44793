"""What waits for whom: each order stands in the queues of the duties that its holds belong to."""

from datetime import timedelta

import pytest

from tests.company import Trade, open_trade
from tests.orders.house import take_in
from tests.orders.told import line, receiver, told
from zhanggui.foundation import clock
from zhanggui.foundation.paging import capped_counts
from zhanggui.foundation.queue import all_queues
from zhanggui.orders.operations.hold_orders import HoldFor, hold_orders
from zhanggui.orders.queries.lists import SETS
from zhanggui.orders.rules.external import RefundState

pytestmark = pytest.mark.django_db


def standing(name: str, actor: object) -> set[str]:
    return set(all_queues()[name].waiting(actor).values_list("external_no", flat=True))  # type: ignore[arg-type]


@pytest.fixture
def trade() -> Trade:
    trade = open_trade(stock=10)
    now = clock.now()
    times = {"created_at": now, "paid_at": now}
    take_in(
        trade,
        told("clean", **times),
        told("address", receiver=receiver("a", detail="路"), **times),
        told("refund", refund_state=RefundState.ASKED, **times),
        told("unknown", line("NEW"), **times),
        told("short", line("B1", 99), **times),
        told("late", ship_by=now - timedelta(hours=1), **times),
        told("soon", ship_by=now + timedelta(hours=1), **times),
    )
    (asked,) = take_in(trade, told("asked", line("A2", 1, 900), **times))
    hold_orders(trade.company.reviewer, [asked], reason=HoldFor.ASKED_BUYER, note="颜色")
    return trade


def test_each_queue_holds_what_its_duty_must_act_on(trade: Trade) -> None:
    people = trade.company
    assert standing("to_review", people.reviewer) == {"address"}
    assert standing("cooling", people.reviewer) == {"clean", "late", "soon"}
    assert standing("refund_asked", people.after_sales) == {"refund"}
    assert standing("unmapped", people.clerk) == {"unknown"}
    assert standing("short", people.service) == {"short"}
    assert standing("buyer_asked", people.service) == {"asked"}
    assert standing("overdue", people.service) == {"late"}
    assert standing("due_soon", people.service) == {"soon"}


def test_nobody_sees_the_queue_of_a_duty_that_is_not_theirs(trade: Trade) -> None:
    assert standing("refund_asked", trade.company.reviewer) == set()
    assert standing("to_review", trade.company.picker) == set()


def test_all_queues_are_counted_in_one_query(trade: Trade, django_assert_num_queries: object) -> None:
    reviewer = trade.company.reviewer
    with django_assert_num_queries(1):  # type: ignore[operator]
        counts = capped_counts({name: all_queues()[name].waiting(reviewer) for name in SETS})
    assert (counts["to_review"], counts["cooling"], counts["refund_asked"]) == (1, 3, 0)


def test_rows_of_a_queue_say_why_in_one_query(trade: Trade, django_assert_num_queries: object) -> None:
    reviewer = trade.company.reviewer
    with django_assert_num_queries(1):  # type: ignore[operator]
        (order,) = all_queues()["to_review"].waiting(reviewer)
        (hold,) = order.holds
        said = (order.shop.name, order.receiver.name_hint[-1], order.goods, hold.reason, hold.liftable)
    assert said == ("掌柜旗舰店", "*", "花洒 银色 ×1", "detail_short", True)
