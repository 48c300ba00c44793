from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.company import Company, hire, open_company
from tests.inventory.house import SYSTEM, House, open_house
from zhanggui.foundation.actor import Actor
from zhanggui.inventory.models import Balance
from zhanggui.inventory.operations.announce_arrivals import ArrivalRow, announce_arrivals
from zhanggui.inventory.operations.place_bins import BinRow, place_bins
from zhanggui.org.models import Person

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def company() -> Company:
    return open_company()


def _browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), "django.contrib.auth.backends.ModelBackend")
    return client


def _balance(house: House, code: str) -> Balance:
    return Balance.objects.get(warehouse=house.warehouse, sku=house.skus[code])


def test_the_stock_list_filters_by_all_that_people_ask(company: Company) -> None:
    house = open_house(A=10, B=3)
    house.reserve(house.claim(1, "B", 3))
    place_bins(SYSTEM, [BinRow(house.warehouse, house.skus["A"], "A-03-12")])
    announce_arrivals(SYSTEM, [ArrivalRow(house.warehouse, house.skus["B"], date(2026, 12, 1))])
    client = _browser(company.keeper)

    def codes(**query: str) -> set[str]:
        text = client.get("/stock/", query).content.decode()
        return {code for code in ("A", "B") if f">{code}</a>" in text}

    assert codes() == {"A", "B"}
    assert codes(q="花洒") == {"A", "B"}
    assert codes(q="a-03") == {"A"}
    assert codes(state="out") == {"B"}
    assert codes(state="waiting") == {"B"}
    assert codes(below="5") == {"B"}
    assert codes(warehouse="999") == set()
    assert client.get("/stock/count", {"state": "out"}).content == b"1"


def test_the_list_costs_the_same_for_one_and_for_many(company: Company) -> None:
    open_house(**{f"S{n}": 5 for n in range(30)})
    client = _browser(company.keeper)
    client.get("/stock/")
    with CaptureQueriesContext(connection) as few:
        assert client.get("/stock/", {"q": "S7"}).content.decode().count("data-row") == 1
    with CaptureQueriesContext(connection) as many:
        assert client.get("/stock/").content.decode().count("data-row") == 30
    assert len(few) == len(many)


def test_a_balance_shows_claims_and_moves(company: Company) -> None:
    house = open_house(A=10)
    house.reserve(house.claim(4711, "A", 3))
    text = _browser(company.keeper).get(f"/stock/{_balance(house, 'A').pk}/").content.decode()
    assert all(word in text for word in ("#4711", "+10 · 期初库存", "¥12.50", "库存增加"))


def test_stock_is_received_and_counted_through_the_forms(company: Company) -> None:
    house = open_house(A=10)
    client, shown = _browser(company.keeper), _balance(house, "A")
    form = client.get(f"/stock/{shown.pk}/receive_stock", headers=HTMX).content.decode()
    assert 'action="/do/receive_stock"' in form or 'hx-post="/do/receive_stock"' in form
    sent = {"rows-count": "1", "rows-0-warehouse": str(house.warehouse), "rows-0-code": "A", "rows-0-quantity": "5"}
    assert client.post("/do/receive_stock", sent, headers=HTMX).status_code == 204
    sent = {
        "rows-count": "1",
        "rows-0-warehouse": str(house.warehouse),
        "rows-0-sku": str(house.skus["A"]),
        "rows-0-counted": "12",
    }
    assert client.post("/do/count_stock", sent, headers=HTMX).status_code == 204
    assert house.books("A") == (12, 0)


def test_a_warehouse_out_of_range_does_not_exist(company: Company) -> None:
    near, far = open_house("SH", A=9), open_house("CD", A=9)
    client = _browser(hire("near_keeper", "S1.KEEPER", warehouses=(near.warehouse,)))
    hidden = _balance(far, "A").pk
    assert client.get(f"/stock/{hidden}/").status_code == 404
    assert client.get(f"/stock/{hidden}/receive_stock").status_code == 404
    assert client.get(f"/api/v1/inventory/balances/{hidden}").status_code == 404
    assert "仓 CD" not in client.get("/stock/").content.decode()
    assert client.get("/stock/count").content == b"1"


def test_pages_of_stock_are_closed_without_the_duty(company: Company) -> None:
    house = open_house(A=1)
    client = _browser(company.editor)
    shown, sku = _balance(house, "A").pk, house.skus["A"]
    pages = ("/stock/", "/stock/count", "/stock/stock.xlsx", f"/stock/{shown}/", f"/stock/of/{sku}", "/warehouses/")
    assert [client.get(page).status_code for page in pages] == [403] * len(pages)
    assert client.get("/api/v1/inventory/balances").status_code == 403


def test_the_list_leaves_as_a_sheet(company: Company) -> None:
    open_house(A=1)
    answer = _browser(company.keeper).get("/stock/stock.xlsx")
    assert (answer.status_code, answer["Content-Type"]) == (200, XLSX)
    assert answer.content[:2] == b"PK"


def test_warehouses_show_what_lies_in_them(company: Company) -> None:
    house = open_house(A=1200, B=30)
    house.reserve(house.claim(1, "A", 7))
    text = _browser(company.keeper).get("/warehouses/").content.decode()
    assert all(f">{count}<" in text for count in ("2", "1,230", "7"))


def test_the_page_of_a_sku_asks_where_it_lies(company: Company) -> None:
    house = open_house(A=44)
    client = _browser(company.keeper)
    assert f"/stock/of/{house.skus['A']}" in client.get(f"/goods/{house.skus['A']}/").content.decode()
    assert ">44<" in client.get(f"/stock/of/{house.skus['A']}").content.decode()


def test_machines_read_balances_and_moves(company: Company) -> None:
    house = open_house(A=10)
    client, shown = _browser(company.keeper), _balance(house, "A").pk
    listed = client.get("/api/v1/inventory/balances").json()["items"]
    assert [(row["id"], row["sku"], row["available"]) for row in listed] == [(shown, "A", 10)]
    moves = client.get(f"/api/v1/inventory/balances/{shown}").json()["moves"]
    assert [(move["quantity"], move["reason"], move["unit_cost_fen"]) for move in moves] == [(10, "opening", 1250)]
    assert client.get("/api/v1/inventory/warehouses").json()["items"][0]["code"] == "SH"
