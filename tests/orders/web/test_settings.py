"""Review rules, routing, couriers and the blacklist on their pages."""

import pytest
from django.test import Client

from tests.company import Trade, open_trade
from tests.orders.house import HTMX, browser, take_in
from tests.orders.told import told
from zhanggui.orders.models import ReviewSetting, RoutingRule
from zhanggui.orders.operations.void_orders import void_orders
from zhanggui.orders.vocabulary import VoidReason

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    return open_trade()


@pytest.fixture
def manager(trade: Trade) -> Client:
    return browser(trade.company.person("manager"))


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_rules_are_as_shipped_until_somebody_sets_them(manager: Client) -> None:
    shown = page(manager, "/orders/rules/")
    assert "地址不完整" in shown
    assert "达到多少金额需人工审单" in shown
    form = page(manager, "/orders/rules/amount_high/change")
    assert "limit_fen: 5000.00" in form or "5000.00" in form


def test_changed_rule_keeps_its_versions_and_author(trade: Trade, manager: Client) -> None:
    form = page(manager, "/orders/rules/address_incomplete/change")
    lines = form.partition('name="rows-0-parameters"')[2].partition(">")[2].partition("</textarea>")[0]
    changed = lines.replace("shortest: 5", "shortest: 8")
    sent = {
        "from_form": "1", "rows-count": "1", "rows-0-code": "address_incomplete", "rows-0-active": "1",
        "rows-0-minutes": "20", "rows-0-parameters": changed,
    }  # fmt: skip
    assert manager.post("/do/set_review_rules", sent, headers=HTMX).status_code == 204
    setting = ReviewSetting.objects.get(code="address_incomplete", until=None)
    assert (setting.version, setting.minutes, setting.parameters["shortest"]) == (2, 20, 8)
    versions = page(manager, "/orders/rules/address_incomplete/")
    for words in ("v2", "v1", "陈一帆"):
        assert words in versions
    assert manager.get("/orders/rules/no_such_rule/").status_code == 404


def test_routing_table_is_replaced_in_the_order_of_its_places(trade: Trade, manager: Client) -> None:
    assert "全部" in page(manager, "/orders/routing/change")
    sent = {
        "from_form": "1", "rows-count": "2",
        "rows-0-place": "2", "rows-0-name": "其余", "rows-0-warehouse": trade.north, "rows-0-courier": trade.courier,
        "rows-1-place": "1", "rows-1-name": "拼多多华南", "rows-1-warehouse": trade.south, "rows-1-shops": "PDD,TB",
        "rows-1-areas": "广东省，海南省", "rows-1-max_grams": "3000", "rows-1-memo_word": "加急",
    }  # fmt: skip
    answer = manager.post("/orders/routing/set", sent, headers=HTMX)
    assert answer.status_code == 204, answer.content.decode()
    rules = RoutingRule.objects.filter(active=True).order_by("rank")
    assert [rule.name for rule in rules] == ["拼多多华南", "其余"]
    assert rules[0].conditions["shop_ids"] == [trade.pdd, trade.taobao]
    shown = page(manager, "/orders/routing/")
    for words in ("店铺 PDD、TB", "发往广东省、海南省", "低于 3000 克", "备注含“加急”", "南仓", "所有订单"):
        assert words in shown


def test_couriers_are_listed(manager: Client) -> None:
    assert "中通快递" in page(manager, "/orders/couriers/")


def test_blacklist_shows_because_of_which_order(trade: Trade) -> None:
    (pk,) = take_in(trade, told("1001"))
    void_orders(trade.company.reviewer, [pk], reason=VoidReason.MALICIOUS, blacklist=True)
    shown = page(browser(trade.company.person("reviewer")), "/orders/blacklist/")
    for words in ("1001", "恶意订单", "沈青", "139****"):
        assert words in shown


@pytest.mark.parametrize(
    "address",
    [
        "/orders/rules/",
        "/orders/rules/burst/change",
        "/orders/routing/",
        "/orders/routing/change",
        "/orders/couriers/",
        "/orders/blacklist/",
    ],
)
def test_pages_need_their_duty(trade: Trade, address: str) -> None:
    assert browser(trade.company.person("packer")).get(address).status_code == 403
