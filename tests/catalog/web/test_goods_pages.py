import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.company import Company, open_company
from tests.inventory.house import SYSTEM
from zhanggui.catalog.operations.add_skus import SkuRow, add_skus
from zhanggui.catalog.queries.goods import ids_by_code
from zhanggui.catalog.vocabulary import SkuKind
from zhanggui.org.models import Assignment, Duty, Person

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def company() -> Company:
    return open_company()


def _browser(person_id: int) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=person_id), "django.contrib.auth.backends.ModelBackend")
    return client


def _keeper_of_goods() -> Client:
    """Somebody whose position holds the duty to keep products."""
    duty = Duty.objects.filter(until=None, capabilities__contains=["catalog.product"]).first()
    assert duty is not None
    held = Assignment.objects.filter(position=duty.position_id).first()
    assert held is not None, "the demonstration staffs a position that keeps products"
    return _browser(held.person_id)


def test_goods_are_found_by_word_initials_code_and_barcode(company: Company) -> None:
    rows = [SkuRow("LY-1", "增压花洒", barcodes="6901234567892"), SkuRow("LT-9", "厨房龙头")]
    add_skus(SYSTEM, rows)
    client = _keeper_of_goods()

    def codes(**query: str) -> set[str]:
        text = client.get("/goods/", query).content.decode()
        return {code for code in ("LY-1", "LT-9") if f">{code}</a>" in text}

    assert codes() == {"LY-1", "LT-9"}
    for term in ("花洒", "zyhs", "ly-1", "6901234567892"):
        assert codes(q=term) == {"LY-1"}, term
    assert codes(kind="bundle") == set()
    assert codes(state="retired") == set()
    assert client.get("/goods/count", {"q": "花洒"}).content == b"1"
    assert client.get("/lookup/sku", {"q": "花洒"}).json()["results"][0]["text"] == "LY-1 增压花洒"


def test_the_list_costs_the_same_for_one_and_for_many(company: Company) -> None:
    add_skus(SYSTEM, [SkuRow(f"S{n}", f"毛巾{n}", barcodes=f"69{n}") for n in range(30)])
    client = _keeper_of_goods()
    client.get("/goods/")
    with CaptureQueriesContext(connection) as few:
        assert client.get("/goods/", {"q": "S7"}).content.decode().count("data-row") == 1
    with CaptureQueriesContext(connection) as many:
        assert client.get("/goods/").content.decode().count("data-row") == 30
    assert len(few) == len(many)


def test_the_page_of_a_bundle_shows_parts_and_the_part_its_bundles(company: Company) -> None:
    add_skus(SYSTEM, [SkuRow("A", "花洒"), SkuRow("S", "套装", kind=SkuKind.BUNDLE, parts="A x2")])
    ids = ids_by_code(["A", "S"])
    client = _keeper_of_goods()
    assert f'href="/goods/{ids["A"]}/"' in client.get(f"/goods/{ids['S']}/").content.decode()
    assert f'href="/goods/{ids["S"]}/"' in client.get(f"/goods/{ids['A']}/").content.decode()
    assert client.get("/goods/99999/").status_code == 404


def test_a_sku_is_changed_through_its_form(company: Company) -> None:
    sku_id = add_skus(SYSTEM, [SkuRow("A", "花洒", cost_fen=1250, barcodes="6901x6")]).one()
    client = _keeper_of_goods()
    form = client.get(f"/goods/{sku_id}/change", headers=HTMX).content.decode()
    assert all(word in form for word in ("花洒", "12.50", "6901 x6"))
    sent = {"rows-count": "1", "rows-0-sku": str(sku_id), "rows-0-cost_fen": "13.00"}
    assert client.post("/do/change_skus", sent, headers=HTMX).status_code == 204
    assert client.get(f"/api/v1/catalog/skus/{sku_id}").json()["cost_fen"] == 1300


def test_pages_of_goods_are_closed_without_the_duty(company: Company) -> None:
    sku_id = add_skus(SYSTEM, [SkuRow("A")]).one()
    client = _browser(company.person("picker"))
    pages = ("/goods/", "/goods/count", f"/goods/{sku_id}/", f"/goods/{sku_id}/change", "/api/v1/catalog/skus")
    assert [client.get(page).status_code for page in pages] == [403] * len(pages)


def test_machines_read_skus(company: Company) -> None:
    add_skus(SYSTEM, [SkuRow("A", barcodes="6901x6"), SkuRow("S", kind=SkuKind.BUNDLE, parts="A x2")])
    listed = _keeper_of_goods().get("/api/v1/catalog/skus").json()["items"]
    assert [(row["code"], row["barcodes"], row["parts"]) for row in listed] == [
        ("A", {"6901": 6}, {}),
        ("S", {}, {"A": 2}),
    ]
