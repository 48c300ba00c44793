"""The page of one order: where it is, who is next and why, what the rules said, and what may be done now."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.company import Trade, hire, open_trade
from tests.orders.house import HTMX, browser, take_in
from tests.orders.told import line, receiver, told
from zhanggui.foundation.models import Event
from zhanggui.orders.models import Order, OrderLine
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.queries.receivers import contacts_of
from zhanggui.orders.vocabulary import REVIEW
from zhanggui.orders.web import panels
from zhanggui.orders.web.panels import Panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    return open_trade()


@pytest.fixture
def reviewer(trade: Trade) -> Client:
    return browser(trade.company.person("reviewer"))


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def test_held_order_names_duty_holder_clock_and_what_it_forbids(trade: Trade, reviewer: Client) -> None:
    (pk,) = take_in(trade, told("1001", line("A1", 2), buyer_message="周末送"))
    shown = page(reviewer, f"/orders/{pk}/")
    for words in (
        "买家留言",
        "审核订单: 沈青",
        "周末送",
        "审核、打印、发货",
        "商品已在北仓占用",
        "由规则“全部”选定",
        "可用 98",
    ):
        assert words in shown
    assert "解除 1 个拦截并通过" in shown
    assert 'value="buyer_message"' in shown


def test_one_key_lifts_the_holds_and_approves(trade: Trade, reviewer: Client) -> None:
    (pk,) = take_in(trade, told("1001", buyer_message="周末送", seller_memo="加急"))
    answer = reviewer.post(f"/do/approve_orders?ids={pk}", {"lift": "buyer_message,seller_memo"}, headers=HTMX)
    assert answer.status_code == 204
    assert Order.objects.get().review == "approved"
    assert "解除拦截" in page(reviewer, f"/orders/{pk}/")


def test_dialog_names_what_an_approval_lifts_and_what_it_cannot(trade: Trade, reviewer: Client) -> None:
    ids = take_in(
        trade, told("1", buyer_message="周末送"), told("2", buyer_message="早点"), told("3", line("B1", 5000, 1200))
    )
    assert "/orders/liftable" in page(reviewer, f"/do/approve_orders/form?ids={ids[0]}")
    shown = page(reviewer, f"/orders/liftable?ids={ids[0]}&ids={ids[1]}&ids={ids[2]}")
    assert 'value="buyer_message,' in shown
    assert "2 处" in shown
    assert "仍被拦截：" in shown
    assert "缺货 ×1" in shown
    by_address = page(reviewer, "/orders/liftable?all=1&listing=orders&match=reason%3Dbuyer_message")
    assert 'value="buyer_message"' in by_address
    assert "缺货" not in by_address


def test_receiver_is_masked_until_shown_and_that_is_counted(trade: Trade, reviewer: Client) -> None:
    plain = receiver("x", name="刘小婷", phone="13812342210")
    (pk,) = take_in(trade, told("1001", receiver=plain))
    masked = page(reviewer, f"/orders/{pk}/")
    assert "刘*" in masked
    assert "小婷" not in masked
    answer = reviewer.post(f"/orders/{pk}/receiver", headers=HTMX)
    assert "刘小婷" in answer.content.decode()
    assert "13812342210" in answer.content.decode()
    assert Event.objects.filter(kind="orders.revealed", subject_id=pk).count() == 1


def test_nobody_sees_a_receiver_without_the_duty(trade: Trade) -> None:
    (pk,) = take_in(trade, told("1001"))
    logistics = browser(trade.company.person("logistics"))
    assert f"/orders/{pk}/receiver" not in page(logistics, f"/orders/{pk}/")
    assert logistics.post(f"/orders/{pk}/receiver", headers=HTMX).status_code == 403
    assert not Event.objects.filter(kind="orders.revealed").exists()


def test_masked_receiver_says_which_rules_could_not_look(trade: Trade, reviewer: Client) -> None:
    hidden = receiver("x", name="张**", phone="138****2210", detail="虚构巷***号")
    (pk,) = take_in(trade, told("1001", receiver=replace(hidden, masked=True)))
    shown = page(reviewer, f"/orders/{pk}/")
    assert "无法检查" in shown
    assert "平台已打码" in shown


def test_other_orders_of_the_same_receiver_are_shown(trade: Trade, reviewer: Client) -> None:
    same = receiver("x")
    first, _second = take_in(trade, told("1001", receiver=same), told("1002", receiver=same))
    take_in(trade, told("1003"))
    shown = page(reviewer, f"/orders/{first}/")
    assert "1002" in shown
    assert "1003" not in shown


def test_other_orders_of_a_masked_buyer_are_those_in_hand(trade: Trade, reviewer: Client) -> None:
    hidden = replace(receiver("x", name="张**", phone="138****2210", detail="虚构巷***号"), masked=True)
    first, _second = take_in(
        trade, told("1001", receiver=hidden, buyer_key="b1"), told("1002", receiver=hidden, buyer_key="b1")
    )
    take_in(trade, told("1003", receiver=hidden, buyer_key="b2"))
    shown = page(reviewer, f"/orders/{first}/")
    assert "1002" in shown
    assert "1003" not in shown


def test_approved_and_void_orders_offer_what_makes_sense(trade: Trade, reviewer: Client) -> None:
    (pk,) = take_in(trade, told("1001"))
    approve_orders(trade.company.reviewer, [pk])
    shown = page(reviewer, f"/orders/{pk}/")
    assert "/do/reopen_orders" in shown
    assert "/do/approve_orders" not in shown
    reviewer.post("/do/void_orders", {"ids": pk, "reason": "test"}, headers=HTMX)
    shown = page(reviewer, f"/orders/{pk}/")
    assert "/do/restore_orders" in shown
    assert "/do/void_orders/form" not in shown
    assert "无需处理：订单已作废" in shown


def test_address_is_corrected_from_a_pasted_line(trade: Trade, reviewer: Client) -> None:
    (pk,) = take_in(trade, told("1001", receiver=receiver("x", detail="路")))
    assert 'value="西湖区"' in page(reviewer, f"/orders/{pk}/address")
    pasted = {"line": "王秀英 13512367890 江苏省南京市鼓楼区中山北路200号3幢501室"}
    fields = reviewer.post(f"/orders/{pk}/address/split", pasted, headers=HTMX).content.decode()
    assert 'value="中山北路200号3幢501室"' in fields
    sent = {
        "from_form": "1", "rows-count": "1", "rows-0-order": pk, "rows-0-name": "王秀英", "rows-0-phone": "13512367890",
        "rows-0-province": "江苏省", "rows-0-city": "南京市", "rows-0-district": "鼓楼区",
        "rows-0-detail": "中山北路200号3幢501室",
    }  # fmt: skip
    assert reviewer.post("/do/correct_addresses", sent, headers=HTMX).status_code == 204
    order = Order.objects.get()
    assert contacts_of([order.receiver_id or 0])[order.receiver_id or 0].city == "南京市"
    assert "地址不完整" not in page(reviewer, "/orders/?queue=to_review").partition("<tbody>")[2]


def test_lines_are_changed_from_their_form(trade: Trade, reviewer: Client) -> None:
    (pk,) = take_in(trade, told("1001", line("A1", 2)))
    row = OrderLine.objects.get()
    assert f'name="rows-0-line" value="{row.pk}"' in page(reviewer, f"/orders/{pk}/lines")
    sent = {
        "from_form": "1",
        "rows-count": "1",
        "rows-0-line": row.pk,
        "rows-0-sku": trade.skus["B1"],
        "rows-0-quantity": "3",
    }
    assert reviewer.post("/do/change_lines", sent, headers=HTMX).status_code == 204
    assert OrderLine.objects.values_list("sku_id", "quantity").get() == (trade.skus["B1"], 3)


def test_panels_of_upper_modules_are_loaded_for_whom_they_are_open(
    trade: Trade, reviewer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_declared", [])
    Panel("Parcels", "/parcels/of/{order}", (REVIEW,))
    (pk,) = take_in(trade, told("1001"))
    assert f'hx-get="/parcels/of/{pk}"' in page(reviewer, f"/orders/{pk}/")
    assert "/parcels/of/" not in page(browser(trade.company.person("clerk")), f"/orders/{pk}/")


def test_the_same_queries_for_one_line_and_for_three(trade: Trade, reviewer: Client) -> None:
    one, three = take_in(
        trade,
        told("1", line("A1")),
        told("2", line("A1"), line("A2", 1, 900), line("B1", 1, 700), buyer_message="周末送"),
    )
    counts = []
    for pk in (one, three):
        with CaptureQueriesContext(connection) as asked:
            page(reviewer, f"/orders/{pk}/aside")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_only_maps_listings_opens_the_orders_that_wait_for_it(trade: Trade) -> None:
    known, unknown = take_in(trade, told("1"), told("2", line("NEW")))
    mapper = browser(trade.company.person("editor"))
    may_see_all = mapper.get(f"/orders/{known}/").status_code == 200
    assert mapper.get(f"/orders/{unknown}/").status_code == 200
    assert not may_see_all


def test_changes_need_their_duty(trade: Trade) -> None:
    (pk,) = take_in(trade, told("1001"))
    clerk = browser(trade.company.person("clerk"))
    for address in (f"/orders/{pk}/address", f"/orders/{pk}/lines", f"/orders/liftable?ids={pk}"):
        assert clerk.get(address).status_code == 403, address
    narrow = hire("narrow", "S1.REVIEWER", shops=(trade.pdd,))
    assert narrow.person_id is not None
    assert browser(narrow.person_id).get(f"/orders/{pk}/address").status_code == 404
