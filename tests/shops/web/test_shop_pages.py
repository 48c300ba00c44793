import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.company import Company, hire, open_company
from tests.inventory.house import SYSTEM
from tests.shops.market import goods, open_shop
from zhanggui.foundation.actor import Actor
from zhanggui.org.models import Person
from zhanggui.shops.operations.see_listings import see_listings
from zhanggui.shops.queries.listings import listings_of
from zhanggui.shops.queues import UNKNOWN_LISTINGS

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def company() -> Company:
    return open_company()


def _browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), "django.contrib.auth.backends.ModelBackend")
    return client


def test_shops_show_their_rules(company: Company) -> None:
    shop = open_shop()
    client = _browser(company.manager)
    assert all(
        word in client.get("/shops/").content.decode() for word in ("青禾TM", "淘宝 / 天猫", "15 分钟", "48 小时")
    )
    page = client.get(f"/shops/{shop}/").content.decode()
    assert all(word in page for word in ("整单占用", "平台默认", "新增了店铺"))


def test_rules_are_changed_through_the_form(company: Company) -> None:
    shop = open_shop()
    client = _browser(company.manager)
    sent = {"ids": str(shop), "ship_within_hours": "24"}
    assert client.post("/do/change_shops", sent, headers=HTMX).status_code == 204
    assert "24 小时" in client.get(f"/shops/{shop}/").content.decode()
    sent = {"ids": str(shop), "ship_template": "收件人=phone"}
    assert client.post("/do/change_shops", sent, headers=HTMX).status_code == 422


def test_a_shop_out_of_range_does_not_exist(company: Company) -> None:
    near, far = open_shop("TM"), open_shop("JD")
    client = _browser(hire("shopboss", "S1.EC_MANAGER", shops=(near,)))
    assert client.get(f"/shops/{far}/").status_code == 404
    assert "青禾JD" not in client.get("/shops/").content.decode()
    assert [row["id"] for row in client.get("/api/v1/shops/shops").json()["items"]] == [near]


def test_unknown_listings_wait_and_are_mapped_by_one_click(company: Company) -> None:
    shop, ids = open_shop(), goods(HS="增压花洒 银色", LT="厨房龙头")
    seen = see_listings(SYSTEM, {(shop, "N-1"): "【青禾】增压花洒喷头 银色"}).one()
    editor = company.editor
    client = _browser(editor)
    assert [row.pk for row in UNKNOWN_LISTINGS.waiting(editor)] == [seen]
    page = client.get("/listings/", {"state": "unknown"}).content.decode()
    click = f"/listings/{seen}/map/{ids['HS']}"
    assert click in page
    assert f"/listings/{seen}/map/{ids['LT']}" not in page
    assert client.post(click, headers=HTMX).status_code == 204
    assert listings_of([(shop, "N-1")]) == {(shop, "N-1"): (seen, ids["HS"])}
    assert list(UNKNOWN_LISTINGS.waiting(editor)) == []
    assert "已对应" in client.get(f"/listings/{seen}/").content.decode()


def test_listings_out_of_range_do_not_exist(company: Company) -> None:
    near, far, ids = open_shop("TM"), open_shop("JD"), goods(A="花洒")
    seen = see_listings(SYSTEM, {(far, "N-1"): "花洒"}).one()
    client = _browser(hire("editor2", "S1.WEB_DESIGNER", shops=(near,)))
    assert client.get(f"/listings/{seen}/").status_code == 404
    assert "N-1" not in client.get("/listings/").content.decode()
    answer = client.post(f"/listings/{seen}/map/{ids['A']}", headers=HTMX)
    assert answer.status_code in (200, 404)
    assert listings_of([(far, "N-1")])[far, "N-1"][1] is None


def test_the_list_costs_the_same_for_one_and_for_many(company: Company) -> None:
    shop = open_shop()
    goods(A="花洒")
    see_listings(SYSTEM, {(shop, f"N-{n}"): f"花洒 {n}" for n in range(30)})
    client = _browser(company.editor)
    client.get("/listings/")
    with CaptureQueriesContext(connection) as few:
        assert client.get("/listings/", {"q": "N-17"}).content.decode().count("data-row") == 1
    with CaptureQueriesContext(connection) as many:
        assert client.get("/listings/").content.decode().count("data-row") == 30
    assert len(few) == len(many)


def test_pages_of_shops_are_closed_without_the_duty(company: Company) -> None:
    shop, ids = open_shop(), goods(A="花洒")
    seen = see_listings(SYSTEM, {(shop, "N-1"): ""}).one()
    client = _browser(company.picker)
    pages = ("/shops/", f"/shops/{shop}/", "/listings/", "/listings/count", f"/listings/{seen}/", "/api/v1/shops/shops")
    assert [client.get(page).status_code for page in pages] == [403] * len(pages)
    assert client.post(f"/listings/{seen}/map/{ids['A']}", headers=HTMX).status_code == 403
