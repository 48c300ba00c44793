"""The pack station believes the scanner, whatever stands between the two."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.live import LiveHouse
from tests.browser.people import Desk, remembered, scan, seat
from tests.fulfilment.floor import Floor, open_floor
from tests.orders.told import line
from zhanggui.fulfilment.models import Parcel, ParcelLine

A1 = "6901234567892"
NOBODY = "6999999999994"


@pytest.fixture(scope="module")
def floor(house: LiveHouse) -> Floor:
    return open_floor()


@pytest.fixture(scope="module")
def parcels(floor: Floor) -> Iterator[int]:
    return iter(floor.printed(12, line("A1", 2)))


@pytest.fixture
def station(house: LiveHouse, browser: Browser, floor: Floor) -> Iterator[Desk]:
    """The packer at the station, waiting for a label."""
    desk = remembered(seat(browser, house.address), floor.trade.company.packer.person_id or 0)
    desk.open("/pack/")
    expect(desk.page.locator("[data-scan-body]")).to_be_visible()
    yield desk
    assert desk.complaints == []
    desk.page.context.close()


def packed(parcel: int) -> int:
    return ParcelLine.objects.get(parcel=parcel).packed


def test_label_then_goods_closes_the_parcel(station: Desk, parcels: Iterator[int]) -> None:
    parcel = next(parcels)
    states = [scan(station, code).state for code in (f"P{parcel}", A1)]
    assert states == ["ok", "ok"]
    assert scan(station, A1).state == "done"
    assert Parcel.objects.get(pk=parcel).state == "packed"


def test_a_double_code_counts_once(station: Desk, parcels: Iterator[int]) -> None:
    parcel = next(parcels)
    scan(station, f"P{parcel}")
    assert scan(station, A1, times=2).state == "ok"
    settled(station)
    assert packed(parcel) == 1


def test_a_half_code_is_refused_and_sent_nowhere(station: Desk, parcels: Iterator[int]) -> None:
    parcel = next(parcels)
    scan(station, f"P{parcel}")
    sent: list[str] = []
    station.page.on("request", lambda request: sent.append(request.url))
    heard = scan(station, A1[:7], ended=False)
    assert heard.state == "wrong"
    assert "不完整" in heard.say or "断" in heard.say, heard
    assert [url for url in sent if url.endswith("/pack/scan")] == []
    assert scan(station, A1).state == "ok"
    assert packed(parcel) == 1


def test_a_chinese_input_method_changes_nothing(station: Desk, parcels: Iterator[int]) -> None:
    parcel = next(parcels)
    heard = scan(station, f"P{parcel}", through_input_method=True)
    assert (heard.state, heard.say) == ("ok", f"P{parcel}")
    assert scan(station, A1, through_input_method=True).state == "ok"
    assert packed(parcel) == 1


@pytest.mark.parametrize("where", ["[name=typed]", ".bare-back", "body"])
def test_a_scan_is_heard_wherever_the_focus_is(station: Desk, parcels: Iterator[int], where: str) -> None:
    parcel = next(parcels)
    scan(station, f"P{parcel}")
    station.page.evaluate("(where) => { document.activeElement.blur(); document.querySelector(where).focus(); }", where)
    assert scan(station, A1).state == "ok"
    assert station.page.locator("[name=typed]").input_value() == ""
    assert packed(parcel) == 1


def test_the_keys_of_a_slow_hand_are_no_scan(station: Desk, parcels: Iterator[int]) -> None:
    parcel = next(parcels)
    scan(station, f"P{parcel}")
    typed = station.page.locator("[name=typed]")
    typed.press_sequentially(A1, delay=60)
    expect(typed).to_have_value(A1)
    typed.press("Enter")
    expect(station.page.locator(".goods-count")).to_have_text("1 / 2")
    assert packed(parcel) == 1


def test_codes_of_other_goods_and_of_nobody_are_wrong(station: Desk, parcels: Iterator[int]) -> None:
    parcel = next(parcels)
    scan(station, f"P{parcel}")
    assert scan(station, "6901234567908").state == "wrong"
    assert scan(station, NOBODY).state == "wrong"
    expect(station.page.locator("body")).to_have_attribute("data-scan-state", "wrong")
    assert packed(parcel) == 0


def settled(station: Desk) -> None:
    """Wait until the station shows its colour no more: every code has been answered."""
    expect(station.page.locator("body")).to_have_attribute("data-scan-state", "ready")
