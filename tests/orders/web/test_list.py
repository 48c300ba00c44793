"""The list: dense rows, tabs with counts, a constant number of queries, only what is in range."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.company import Trade, hire, open_trade
from tests.orders.house import HTMX, browser, take_in
from tests.orders.told import line, receiver, told
from zhanggui.orders.models import Order

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    return open_trade()


@pytest.fixture
def reviewer(trade: Trade) -> Client:
    return browser(trade.company.person("reviewer"))


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_row_says_what_where_to_and_why_it_is_held(trade: Trade, reviewer: Client) -> None:
    hidden = receiver("x", name="刘小婷", phone="13812342210", detail="路")
    take_in(trade, told("2690118344", line("A1", 2), receiver=hidden))
    shown = page(reviewer, "/orders/?queue=to_review")
    for words in (
        "2690118344",
        "掌柜旗舰店",
        "花洒 银色 ×2",
        "刘*",
        "138****2210",
        "浙江省 杭州市 西湖区",
        "¥100.00",
        "地址不完整",
    ):
        assert words in shown
    assert "小婷" not in shown


def test_the_same_queries_for_one_row_and_for_three(trade: Trade, reviewer: Client) -> None:
    counts = []
    for numbers in (("1",), ("2", "3")):
        take_in(trade, *(told(number, buyer_message="周末送") for number in numbers))
        with CaptureQueriesContext(connection) as asked:
            page(reviewer, "/orders/?queue=to_review")
        counts.append([query["sql"] for query in asked])
    assert len(counts[0]) == len(counts[1])
    # The rows with everything that they show are one query, and so are the counts of all tabs.
    assert len([sql for sql in counts[1] if 'FROM "orders_order"' in sql]) == 2


def test_tabs_are_the_queues_of_the_persons_duties(trade: Trade, reviewer: Client) -> None:
    take_in(trade, told("1", buyer_message="周末送"), told("2"))
    shown = page(reviewer, "/orders/")
    assert "待审核" in shown
    assert "申请退款</a>" not in shown.replace("<em>", "</a>")
    refunds = page(browser(trade.company.person("after_sales")), "/orders/")
    assert "?queue=refund_asked" in refunds
    assert "?queue=to_review" not in refunds


def test_empty_list_says_so(trade: Trade, reviewer: Client) -> None:
    assert "没有待审订单" in page(reviewer, "/orders/?queue=to_review")
    assert "没有符合条件的订单" in page(reviewer, "/orders/?q=000000")


def test_exact_count_and_bulk_by_address(trade: Trade, reviewer: Client) -> None:
    take_in(trade, *(told(f"{number}", buyer_message="周末送") for number in range(3)), told("else"))
    assert page(reviewer, "/orders/count?reason=buyer_message") == "3"
    sent = {"all": "1", "match": "reason=buyer_message", "count": "3", "lift": "buyer_message"}
    answer = reviewer.post("/do/approve_orders?listing=orders", sent, headers=HTMX)
    assert answer.status_code == 204
    assert Order.objects.filter(review="approved").count() == 3


def test_saved_views_keep_the_address(trade: Trade, reviewer: Client) -> None:
    saved = {"name": "红旗订单", "query": "flag=red&after=x~1", "shared": "1"}
    assert reviewer.post("/views/save?page=orders", saved, headers=HTMX).status_code == 204
    assert "/orders/?flag=red" in page(browser(trade.company.person("clerk")), "/orders/")


def test_nobody_else_may_look(trade: Trade) -> None:
    (pk,) = take_in(trade, told("1"))
    picker = browser(trade.company.person("picker"))
    for address in ("/orders/", "/orders/count", f"/orders/{pk}/", f"/orders/{pk}/aside"):
        assert picker.get(address).status_code == 403, address
    assert Client().get("/orders/").status_code == 302


def test_orders_of_other_shops_are_not_found(trade: Trade) -> None:
    (pk,) = take_in(trade, told("1"))
    narrow = hire("narrow", "S1.REVIEWER", shops=(trade.pdd,))
    assert narrow.person_id is not None
    client = browser(narrow.person_id)
    assert client.get(f"/orders/{pk}/").status_code == 404
    assert client.get(f"/orders/{pk}/aside").status_code == 404
    assert f"/orders/{pk}/" not in page(client, "/orders/?queue=all")
