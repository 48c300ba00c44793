"""The lists in the hands of somebody who never touches the mouse, and of somebody who works on everything at once."""

from collections.abc import Iterator
from re import compile as pattern

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.live import LiveHouse
from tests.browser.people import Desk, remembered, seat
from tests.browser.trading import open_company
from tests.company import Trade
from tests.orders.house import take_in
from tests.orders.told import receiver, told
from zhanggui.foundation.models import Run
from zhanggui.orders.models import Order

MANY = 520
PHONE = "13912347788"
RARE = "4099000000000000001"


@pytest.fixture(scope="module")
def trade(house: LiveHouse) -> Trade:
    """So many orders wait in review that working on all of them takes a run."""
    trade = open_company(stock=2 * MANY)
    orders = [told(f"40{number:017}") for number in range(MANY - 1)]
    take_in(trade, *orders, told(RARE, receiver=receiver(RARE, phone=PHONE), buyer_message="要哑光黑的那款"))
    return trade


@pytest.fixture
def desk(house: LiveHouse, browser: Browser, trade: Trade) -> Iterator[Desk]:
    """The reviewer before the list of all orders."""
    desk = remembered(seat(browser, house.address), trade.company.person("reviewer"))
    desk.open("/orders/?queue=all")
    yield desk
    assert desk.complaints == []
    desk.page.context.close()


def test_j_and_k_walk_and_x_selects(desk: Desk) -> None:
    press(desk, "j", "j", "j", "k")
    expect(rows(desk).nth(1)).to_have_class(pattern("is-current"))
    press(desk, "x", "j", "j", "Shift+X")
    assert picked(desk) == [1, 2, 3]
    press(desk, "Escape")
    assert picked(desk) == []


def test_shift_click_selects_a_stretch(desk: Desk) -> None:
    boxes = desk.page.locator("input[name=ids]")
    boxes.nth(2).check()
    boxes.nth(6).click(modifiers=["Shift"])
    assert picked(desk) == [2, 3, 4, 5, 6]
    expect(desk.page.locator(".list-all")).to_contain_text("5")


def test_the_row_under_the_keys_shows_beside_the_list_and_enter_opens_it(desk: Desk) -> None:
    press(desk, "j")
    number = rows(desk).first.locator("a.mono").inner_text()
    expect(desk.page.locator("#aside")).to_contain_text(number)
    with desk.page.expect_navigation(wait_until="load"):
        press(desk, "Enter")
    expect(desk.page.locator("h1")).to_have_text(number)


def test_a_opens_the_dialog_and_approves_what_is_selected(desk: Desk) -> None:
    expect(desk.button("approve_orders")).to_be_disabled()
    press(desk, "j", "x", "j", "x")
    chosen = [box.get_attribute("value") for box in desk.page.locator("input[name=ids]:checked").all()]
    press(desk, "a")
    expect(desk.page.locator("#dialog")).to_be_visible()
    press(desk, "Escape")
    expect(desk.page.locator("#dialog")).not_to_be_visible()
    press(desk, "a")
    expect(desk.page.locator("#dialog [name=lift]")).to_have_value("buyer_message")
    desk.page.locator("#dialog [name=note]").fill("电话里问过了")
    desk.page.keyboard.press("Control+Enter")
    desk.hears("2")
    expect(desk.page.locator("#dialog")).not_to_be_visible()
    assert Order.objects.filter(pk__in=chosen, review="approved").count() == 2


def test_everything_that_matches_is_approved_by_a_run(desk: Desk) -> None:
    desk.pick_all()
    desk.page.locator(".list-everything button:visible").click()
    expect(desk.page.locator(".list-all b")).to_have_text(f"{MANY:,}")
    press(desk, "a")
    desk.page.locator("#dialog form.form button[type=submit]").click()
    receipt = desk.page.locator("#dialog .run-end a")
    expect(receipt).to_be_visible()
    run = Run.objects.get()
    counts = [int(text) for text in desk.page.locator("#dialog .run-counts b").all_inner_texts()]
    assert counts == [run.done, run.refused, 0]
    assert sum(counts) == MANY
    desk.follow(receipt)
    expect(desk.page.locator(".run-end")).to_be_visible()
    assert Order.objects.filter(review="approved").count() == MANY - still_held()


def test_a_view_is_saved_and_opened_again(desk: Desk) -> None:
    desk.open(f"/orders/?queue=all&q={RARE}")
    expect(rows(desk)).to_have_count(1)
    views(desk).locator("summary").click()
    desk.page.locator("[data-view-name]").fill("那一单")
    desk.follow(desk.page.locator("[data-view-save]"))
    desk.open("/orders/?queue=all")
    views(desk).locator("summary").click()
    desk.follow(desk.page.locator("a.menu-item", has_text="那一单"))
    expect(rows(desk)).to_have_count(1)
    expect(rows(desk)).to_contain_text(RARE)


def test_the_search_finds_an_order_by_the_end_of_the_phone(desk: Desk) -> None:
    # On a busy machine the scripts reach the search field some moments after the page has come.
    expect(desk.page.locator("#palette [name=q]")).to_have_attribute("data-htmx-powered", "true")
    press(desk, "Control+k")
    desk.page.keyboard.type(PHONE[-4:])
    found = desk.page.locator("#found [role=option]", has_text=RARE)
    expect(found).to_be_visible()
    press(desk, "ArrowDown")
    with desk.page.expect_navigation(wait_until="load"):
        press(desk, "Enter")
    expect(desk.page.locator("h1")).to_have_text(RARE)


def press(desk: Desk, *keys: str) -> None:
    for key in keys:
        desk.page.keyboard.press(key)


def rows(desk: Desk) -> Locator:
    return desk.page.locator("tr[data-row]")


def views(desk: Desk) -> Locator:
    """The menu of saved views."""
    return desk.page.locator("details[data-menu]", has=desk.page.locator("[data-view-name]"))


def picked(desk: Desk) -> list[int]:
    """The places of the selected rows."""
    boxes = desk.page.locator("input[name=ids]")
    return list(boxes.evaluate_all("(boxes) => boxes.flatMap((box, place) => box.checked ? [place] : [])"))


def still_held() -> int:
    """Orders that something still speaks against."""
    return Order.objects.exclude(review="approved").count()
