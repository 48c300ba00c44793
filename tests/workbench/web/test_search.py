import pytest

from tests.company import hire
from tests.fulfilment.floor import Floor, open_floor
from tests.orders.told import receiver, told
from tests.workbench.browsing import browser, statements
from zhanggui.foundation.actor import Actor
from zhanggui.fulfilment.models import Manifest, Parcel, Waybill
from zhanggui.workbench.queries.found import found_for

pytestmark = pytest.mark.django_db


def labels(actor: Actor, term: str) -> dict[str, list[str]]:
    """What is found, by the address that it opens."""
    found: dict[str, list[str]] = {}
    for group in found_for(actor, term):
        for item in group.items:
            found.setdefault(item.url.split("/")[1], []).append(item.label)
    return found


def open_house() -> tuple[Floor, int, int]:
    """A floor with two printed parcels; answers it with an open manifest and the first parcel."""
    floor = open_floor()
    parcels = floor.printed(2)
    return floor, floor.manifest(), parcels[0]


def test_any_number_opens_its_record() -> None:
    floor, manifest, parcel = open_house()
    clerk, logistics = floor.clerk, floor.logistics
    assert labels(clerk, "1000") == {"orders": ["1000"]}
    waybill = Waybill.objects.get(parcel=parcel).number
    assert labels(clerk, waybill)["parcels"] == [f"P{parcel}"]
    assert labels(clerk, f"P{parcel}")["parcels"] == [f"P{parcel}"]
    wave = Parcel.objects.get(pk=parcel).wave
    assert wave is not None
    assert labels(clerk, wave.number)["waves"] == [wave.number]
    number = Manifest.objects.get(pk=manifest).number
    assert labels(logistics, number)["manifests"] == [number]


def test_goods_are_found_by_code_barcode_and_word() -> None:
    floor = open_floor(0)
    editor = floor.trade.company.editor
    assert labels(editor, "A2") == {"goods": ["A2"]}
    assert labels(editor, "6901234567915") == {"goods": ["A2"]}
    assert labels(editor, "软管") == {"goods": ["A2"]}
    assert labels(floor.trade.company.keeper, "软管") == {"stock": ["A2"]}


def test_receivers_are_found_by_name_and_by_the_ending_of_the_phone() -> None:
    floor = open_floor()
    who = receiver("x", name="欧阳若兰", phone="13912345678")
    floor.orders(told("2001", receiver=who))
    reviewer = floor.trade.company.reviewer
    assert labels(reviewer, "欧阳若兰") == {"orders": ["2001"]}
    assert labels(reviewer, "5678") == {"orders": ["2001"]}
    assert labels(reviewer, "13912345678") == {"orders": ["2001"]}


def test_nobody_finds_what_lies_beyond_the_range_or_the_duties() -> None:
    floor, manifest, parcel = open_house()
    far = hire("far", "S1.CLERK", shops=(floor.trade.pdd,), warehouses=(floor.trade.south,))
    number = Manifest.objects.get(pk=manifest).number
    waybill = Waybill.objects.get(parcel=parcel).number
    assert [labels(far, term) for term in ("1000", waybill, f"P{parcel}", number)] == [{}] * 4
    finance = floor.trade.company.editor
    assert labels(finance, f"P{parcel}") == {}
    assert labels(hire("newcomer"), "1000") == {}


def test_the_palette_gets_links_and_says_when_nothing_is_found() -> None:
    floor, _manifest, _parcel = open_house()
    client = browser(floor.clerk)
    page = client.get("/search", {"q": "1000"}).content.decode()
    assert 'role="option"' in page
    assert "/orders/" in page
    assert client.get("/search", {"q": "9"}).content == b""
    assert client.get("/search", {"q": "'; DROP --"}).status_code == 200
    assert "option" not in client.get("/search", {"q": "no-such-number"}).content.decode()


def test_a_search_costs_the_same_for_one_and_for_many() -> None:
    floor = open_floor()
    floor.waiting(1)
    client = browser(floor.clerk)
    client.get("/search?q=100000")
    _one, few = statements(client, "/search?q=100")
    floor.waiting(5, start=1003)
    _many, many = statements(client, "/search?q=100")
    assert len(few) == len(many) <= 10
