"""Every page of the floor opens for those whose duty it is, shows what is there, and asks the database little."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.company import founding, hire
from tests.fulfilment.floor import Floor, hold, order_of, states
from tests.orders.told import line
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.fulfilment.models import Parcel, PrintBatch, Wave, Waybill
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.print_parcels import print_parcels
from zhanggui.fulfilment.operations.stop_orders import stop_orders
from zhanggui.fulfilment.vocabulary import PaperKind
from zhanggui.org.models import Person

A1 = "6901234567892"
HTMX = {"HX-Request": "true"}


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("clerk", "/waves/"), ("clerk", "/waves/new/"), ("clerk", "/parcels/"), ("clerk", "/waybills/"),
        ("packer", "/pack/"), ("packer", "/put-back/"), ("logistics", "/manifests/"), ("inspector", "/returns/"),
        ("logistics", "/day/"), ("clerk", "/parcels/?queue=to_print"), ("clerk", "/parcels/?q=1000"),
        ("clerk", "/parcels/count"), ("clerk", "/waves/new/count"), ("clerk", "/waybills/count"),
    ],
)  # fmt: skip
def test_pages_open(floor: Floor, role: str, address: str) -> None:
    floor.printed(2, start=1)
    floor.waiting(1, start=10)
    assert browser(floor.trade.company.actor(role)).get(address).status_code == 200


def test_a_reviewer_has_no_business_at_the_packing_table(floor: Floor) -> None:
    assert browser(floor.trade.company.reviewer).get("/pack/").status_code == 403


def test_a_picker_of_another_warehouse_finds_no_wave(floor: Floor) -> None:
    parcels = floor.waved()
    southern = browser(hire("southern", "S1.PICKER", warehouses=(floor.trade.south,)))
    wave = Wave.objects.get().pk
    assert southern.get(f"/waves/{wave}/").status_code == 404
    assert southern.get(f"/waves/{wave}/pick/").status_code == 404
    assert southern.get(f"/parcels/{parcels[0]}/").status_code == 404


def test_the_list_of_parcels_asks_as_often_for_one_as_for_many(floor: Floor) -> None:
    client = browser(floor.clerk)
    floor.printed(1, start=1)
    client.get("/parcels/")
    few = _queries(client, "/parcels/")
    floor.printed(6, start=100)
    assert _queries(client, "/parcels/") == few


def test_the_page_of_a_parcel_and_of_its_wave(floor: Floor) -> None:
    parcels = floor.printed(2)
    client = browser(floor.clerk)
    page = client.get(f"/parcels/{parcels[0]}/").content.decode()
    assert f"P{parcels[0]}" in page
    assert "753100001000" in page
    wave = client.get(f"/waves/{Wave.objects.get().pk}/").content.decode()
    assert all(f"P{parcel}" in wave for parcel in parcels)
    order = client.get(f"/parcels/of/{order_of(parcels[0])}").content.decode()
    assert f"P{parcels[0]}" in order


def test_the_pack_station_counts_says_done_and_stops(floor: Floor) -> None:
    first, held = floor.printed(2, line("A1", 2))
    hold(held)
    client = browser(floor.packer)
    number = Waybill.objects.get(parcel=first).number
    assert _scan(client, "/pack/scan", code=number) == "ok"
    assert _scan(client, "/pack/scan", code=A1, parcel=first) == "ok"
    assert _scan(client, "/pack/scan", code="6901234567908", parcel=first) == "wrong"
    assert _scan(client, "/pack/scan", code=A1, parcel=first) == "done"
    assert states([first, held]) == ["packed", "waved"]
    assert _scan(client, "/pack/scan", code=f"P{held}") == "stop"
    assert _scan(client, "/pack/scan", code="nobody") == "wrong"


def test_a_parcel_stopped_under_the_packers_hands_turns_the_screen_red(floor: Floor) -> None:
    (parcel,) = floor.printed(1, line("A1", 2))
    client = browser(floor.packer)
    assert _scan(client, "/pack/scan", code=f"P{parcel}") == "ok"
    stop_orders(founding(), [order_of(parcel)])
    assert _scan(client, "/pack/scan", code=A1, parcel=parcel) == "stop"


def test_parcels_are_scanned_onto_a_manifest(floor: Floor) -> None:
    fine, held = floor.packed(2)
    hold(held)
    manifest = floor.manifest()
    client = browser(floor.logistics)
    address = f"/manifests/{manifest}/scan/code"
    assert client.get(f"/manifests/{manifest}/scan/").status_code == 200
    assert _scan(client, address, code=f"P{fine}") == "ok"
    assert _scan(client, address, code=f"P{fine}") == "wrong"
    assert _scan(client, address, code=f"P{held}") == "stop"
    assert states([fine, held]) == ["on_manifest", "packed"]
    assert f"P{fine}" in client.get(f"/manifests/{manifest}/").content.decode()


def test_a_wave_is_picked_on_the_phone(floor: Floor) -> None:
    parcels = floor.waved(2, line("A1"))
    wave = Wave.objects.get()
    client = browser(floor.picker)
    assert "A1" in client.get(f"/waves/{wave.pk}/pick/").content.decode()
    address = f"/waves/{wave.pk}/pick/scan"
    assert _scan(client, address, code="6901234567908") == "wrong"
    assert _scan(client, address, code=A1) == "ok"
    assert states(parcels) == ["waved", "waved"]
    assert _scan(client, address, code=A1) == "done"
    assert states(parcels) == ["picked", "picked"]
    assert client.get(f"/waves/{wave.pk}/pick/empty/{floor.trade.skus['A1']}").status_code == 200


def test_returns_are_scanned_in(floor: Floor) -> None:
    manifest, (parcel,) = floor.listed()
    close_manifests(floor.logistics, [manifest])
    client = browser(floor.trade.company.inspector)
    number = Waybill.objects.get(parcel=parcel).number
    assert _scan(client, "/returns/scan", code=number) == "ok"
    assert _scan(client, "/returns/scan", code=A1, label=number, grade="good") == "ok"
    assert states([parcel]) == ["returned"]


@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_paper_is_drawn(floor: Floor, kind: PaperKind) -> None:
    parcels = floor.waved(3, line("K1"))
    if kind is PaperKind.LABEL:
        parcels = floor.printed(3, line("K1"), start=100)
        job = PrintBatch.objects.get().pk
    else:
        (job,) = print_parcels(floor.clerk, parcels, kind=kind).result["prints"]
    answer = browser(floor.clerk).get(f"/prints/{job}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"
    assert browser(floor.clerk).get(f"/prints/{job}/").status_code == 200


def test_paper_with_receivers_opens_for_who_printed_it_and_for_a_day(floor: Floor) -> None:
    floor.printed()
    job = PrintBatch.objects.get()
    other = browser(hire("second", "S1.CLERK"))
    assert other.get(f"/prints/{job.pk}.pdf").status_code == 409
    PrintBatch.objects.update(printed_at=clock.now() - timedelta(days=2))
    assert browser(floor.clerk).get(f"/prints/{job.pk}.pdf").status_code == 409


def test_a_stopped_parcel_is_in_no_paper(floor: Floor) -> None:
    parcels = floor.printed(2)
    client = browser(floor.clerk)
    job = PrintBatch.objects.get().pk
    client.get(f"/prints/{job}.pdf")
    assert PrintBatch.objects.get(pk=job).pages == 2
    stop_orders(founding(), [order_of(parcels[0])])
    client.get(f"/prints/{job}.pdf")
    assert PrintBatch.objects.get(pk=job).pages == 1


def test_the_split_form_names_the_lines(floor: Floor) -> None:
    (parcel,) = floor.waiting(1, line("A1", 3))
    form = browser(floor.clerk).get(f"/parcels/{parcel}/split", headers=HTMX)
    assert form.status_code == 200
    assert str(Parcel.objects.get(pk=parcel).pk) in form.content.decode()


def test_the_day_shows_its_classes_and_its_form(floor: Floor) -> None:
    floor.printed(2)
    client = browser(floor.logistics)
    address = f"shop={floor.trade.taobao}&warehouse={floor.trade.north}"
    page = client.get(f"/day/?{address}&class=printed").content.decode()
    assert "1000" in page
    assert client.get(f"/day/sign?{address}", headers=HTMX).status_code == 200


def test_put_back_names_the_shelves(floor: Floor) -> None:
    (parcel,) = floor.packed()
    stop_orders(founding(), [order_of(parcel)])
    assert f"P{parcel}" in browser(floor.packer).get("/put-back/").content.decode()


def _scan(client: Client, address: str, **typed: object) -> str:
    answer = client.post(address, {name: str(value) for name, value in typed.items()}, headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode().split('data-scan-result="')[1].split('"')[0]


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured.captured_queries)
