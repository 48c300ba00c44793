"""Orders for machines: the same filters and pages, receivers masked."""

import pytest
from django.test import Client

from tests.company import Trade, hire, open_trade
from tests.orders.house import browser, take_in
from tests.orders.told import line, receiver, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    return open_trade()


@pytest.fixture
def reviewer(trade: Trade) -> Client:
    return browser(trade.company.person("reviewer"))


def test_list_is_filtered_and_goes_on_by_key(trade: Trade, reviewer: Client) -> None:
    take_in(trade, *(told(f"{number:04d}", line("A1", 1)) for number in range(60)), told("other", line("B1", 1, 1200)))
    first = reviewer.get("/api/v1/orders/", {"sku": "A1"}).json()
    assert len(first["items"]) == 50
    second = reviewer.get("/api/v1/orders/" + first["next"]).json()
    numbers = [item["external_no"] for item in first["items"] + second["items"]]
    assert sorted(numbers) == [f"{number:04d}" for number in range(60)]
    assert second["next"] is None


def test_one_order_is_masked_and_says_why_it_is_held(trade: Trade, reviewer: Client) -> None:
    hidden = receiver("x", name="刘小婷", phone="13812342210", detail="路")
    (pk,) = take_in(trade, told("1001", line("A1", 2), receiver=hidden, buyer_message="周末送"))
    answer = reviewer.get(f"/api/v1/orders/{pk}")
    order = answer.json()
    assert (order["external_no"], order["buyer_message"], order["fulfilment"]) == ("1001", "周末送", "reserved")
    assert (order["receiver"]["name"], order["receiver"]["phone"]) == ("刘*", "138****2210")
    assert "小婷" not in answer.content.decode()
    assert [(each["sku_code"], each["quantity"], each["reserved"]) for each in order["lines"]] == [("A1", 2, 2)]
    assert {hold["reason"] for hold in order["holds"]} == {"detail_short", "buyer_message"}


def test_holds_are_listed_by_owner(trade: Trade, reviewer: Client) -> None:
    (pk,) = take_in(trade, told("1001", buyer_message="周末送"))
    take_in(trade, told("1002", line("B1", 500, 1200)))
    asked = reviewer.get("/api/v1/orders/holds", {"reason": "buyer_message"}).json()
    assert [(hold["order"]["id"], hold["reason"]) for hold in asked["items"]] == [(pk, "buyer_message")]
    owned = reviewer.get("/api/v1/orders/holds", {"owner": "orders.shortage_case"}).json()
    assert [(hold["order"]["external_no"], hold["reason"]) for hold in owned["items"]] == [("1002", "short")]


def test_out_of_range_is_not_found_and_without_a_duty_not_allowed(trade: Trade, reviewer: Client) -> None:
    (pk,) = take_in(trade, told("1001"))
    narrow = hire("narrow", "S1.REVIEWER", shops=(trade.pdd,))
    assert narrow.person_id is not None
    assert browser(narrow.person_id).get(f"/api/v1/orders/{pk}").status_code == 404
    assert browser(narrow.person_id).get("/api/v1/orders/holds").json()["items"] == []
    assert browser(trade.company.person("picker")).get("/api/v1/orders/").status_code == 403
