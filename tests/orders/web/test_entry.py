"""The page on which a clerk enters an order."""

import pytest
from django.test import Client

from tests.company import Trade, open_trade
from tests.orders.house import HTMX, browser
from zhanggui.orders.models import Order, OrderLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    return open_trade()


@pytest.fixture
def clerk(trade: Trade) -> Client:
    return browser(trade.company.person("clerk"))


def sent(trade: Trade, **facts: object) -> dict[str, object]:
    plain = {
        "from_form": "1", "rows-count": "2", "payment": "paid", "source": "phone", "rows-0-shop": trade.taobao,
        "rows-0-name": "陈晓云", "rows-0-phone": "13512367890", "rows-0-province": "浙江省", "rows-0-city": "杭州市",
        "rows-0-district": "西湖区", "rows-0-detail": "文三路90号3幢502室", "rows-0-sku": trade.skus["A1"],
        "rows-0-quantity": "2", "rows-0-price_fen": "45", "rows-1-sku": trade.skus["B1"], "rows-1-quantity": "1",
        "rows-1-price_fen": "12.50",
    }  # fmt: skip
    return {**plain, **facts}


def test_order_is_taken_in_and_its_page_opens(trade: Trade, clerk: Client) -> None:
    assert clerk.get("/orders/enter").status_code == 200
    answer = clerk.post("/orders/enter", sent(trade), headers=HTMX)
    order = Order.objects.get()
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"/orders/{order.pk}/")
    assert (order.source, order.total_fen) == ("phone", 10250)
    assert list(OrderLine.objects.order_by("position").values_list("quantity", flat=True)) == [2, 1]


def test_pressing_twice_enters_one_order(trade: Trade, clerk: Client) -> None:
    for _press in range(2):
        assert clerk.post("/orders/enter", sent(trade, key="once"), headers=HTMX).status_code == 204
    assert Order.objects.count() == 1


def test_what_is_wrong_comes_back_beside_what_was_typed(trade: Trade, clerk: Client) -> None:
    answer = clerk.post("/orders/enter", sent(trade, **{"rows-0-quantity": "many"}), headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="陈晓云"' in page
    assert 'value="many"' in page
    assert "has-error" in page
    answer = clerk.post("/orders/enter", sent(trade, **{"rows-0-discount_fen": "500"}), headers=HTMX)
    assert answer.status_code == 422
    assert "优惠金额大于商品与运费之和" in answer.content.decode()
    assert not Order.objects.exists()


def test_first_line_may_be_removed_in_the_page(trade: Trade, clerk: Client) -> None:
    gone = dict.fromkeys(("rows-0-sku", "rows-0-quantity", "rows-0-price_fen"), "")
    assert clerk.post("/orders/enter", sent(trade, **gone), headers=HTMX).status_code == 204
    assert OrderLine.objects.get().sku_id == trade.skus["B1"]


def test_pasted_line_fills_the_receiver(trade: Trade, clerk: Client) -> None:
    pasted = {"line": "收货人：陈晓云，电话13512367890，浙江省杭州市西湖区文三路90号3幢502室"}
    fields = clerk.post("/orders/enter/split", pasted, headers=HTMX).content.decode()
    for value in ("陈晓云", "13512367890", "浙江省", "杭州市", "西湖区", "文三路90号3幢502室"):
        assert f'value="{value}"' in fields


def test_without_the_duty_there_is_no_page(trade: Trade) -> None:
    reviewer = browser(trade.company.person("packer"))
    assert reviewer.get("/orders/enter").status_code == 403
    assert reviewer.post("/orders/enter", sent(trade), headers=HTMX).status_code == 403
