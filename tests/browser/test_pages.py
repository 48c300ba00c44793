"""Every page of the navigation, as each position sees it: it opens, fits, complains of nothing and speaks Chinese."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from pathlib import Path
from re import compile as pattern
from typing import Literal

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Page, ViewportSize, expect

import zhanggui
from tests.browser.live import LiveHouse
from tests.browser.people import DESK, PHONE, Desk, remembered, seat
from tests.browser.trading import Market, open_company
from tests.channels.desk import bring_in
from tests.company import Trade
from zhanggui.channels.rules.read import SourceFile
from zhanggui.foundation.jobs import run_schedule
from zhanggui.fulfilment.models import Manifest, Parcel
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.fulfilment.operations.open_manifests import ManifestRow, open_manifests
from zhanggui.fulfilment.operations.pack_parcels import pack_parcels
from zhanggui.fulfilment.operations.print_parcels import print_parcels

POSITIONS = ("manager", "reviewer", "clerk", "keeper", "packer", "logistics", "editor")
CHINESE_OR_NUMBER = pattern(r"[\u4e00-\u9fff]|\d")
LOOKS: tuple[tuple[ViewportSize, Literal["light", "dark"]], ...] = (
    (DESK, "light"), (DESK, "dark"), (PHONE, "dark"), (PHONE, "light"),
)  # fmt: skip
# It tells programmers the names that operations and modules have in the code.
NAMES_CODE = "/reference"
# Everybody sees the same there: one position looks at them closely.
SAME_FOR_ALL = ("/reference", "/positions/", "/runs/", "/me/password")
# Pages that no navigation names, by the position that opens them.
MORE = {
    "reviewer": ("/orders/?queue=all", "/orders/1/", "/orders/3/"),
    "clerk": ("/imports/1/", "/waves/new/", "/waves/1/", "/prints/1/", "/parcels/1/"),
    "keeper": ("/me/", "/me/password"),
    "packer": ("/waves/1/", "/waves/1/pick/"),
    "logistics": ("/manifests/1/", "/manifests/1/scan/"),
}


@dataclass
class Findings:
    """What is wrong with the pages of a position."""

    found: list[str] = field(default_factory=list)

    def add(self, page: str, what: str) -> None:
        self.found.append(f"{page}: {what}")


@pytest.fixture(scope="module")
def trade(house: LiveHouse) -> Trade:
    """A company in the middle of its day: something stands on every page."""
    trade, market = open_company(), Market()
    for count in range(9):
        market.sell("A1", *["A2"] * (count % 3))
    market.sell("B1", message="要哑光黑的那款，别发亮面，周末不在家，请周一再送，麻烦多给一个垫片")
    market.sell("A1", hours_ago=0)
    files = [SourceFile(file["name"], file["buffer"]) for file in market.files(timedelta(minutes=1))]
    bring_in(trade.company.clerk, trade.taobao, *files)
    run_schedule("Cooling time over")
    work(trade)
    return trade


def work(trade: Trade) -> None:
    """The floor is half done: parcels wait, are printed, packed, and on a manifest."""
    clerk, packer, logistics = (trade.company.actor(role) for role in ("clerk", "packer", "logistics"))
    parcels = list(Parcel.objects.order_by("pk").values_list("pk", flat=True))
    make_waves(clerk, parcels[:6])
    assign_waybills(clerk, parcels[:6])
    print_parcels(clerk, parcels[:5])
    pack_parcels(packer, parcels[:2], without_scan=True)
    open_manifests(logistics, [ManifestRow(trade.north, trade.courier)])
    assert Manifest.objects.exists()


@pytest.fixture
def desk(house: LiveHouse, browser: Browser, trade: Trade, role: str) -> Iterator[Desk]:
    """The screen of the person in the role."""
    found = remembered(seat(browser, house.address), trade.company.person(role))
    yield found
    found.page.context.close()


@pytest.mark.parametrize("role", POSITIONS)
def test_every_page_opens_fits_and_speaks_chinese(desk: Desk, role: str, english: set[str]) -> None:
    findings = Findings()
    desk.open("/")
    for address in (*navigation(desk.page), *MORE.get(role, ())):
        desk.complaints.clear()
        desk.open(address)
        if role == POSITIONS[0] or address not in SAME_FOR_ALL:
            look_at(desk.page, address, findings, english)
        for complaint in desk.complaints:
            findings.add(address, f"console: {complaint}")
    assert not findings.found, "\n".join(findings.found)


def navigation(page: Page) -> list[str]:
    """The addresses of the navigation and of the person's menu."""
    links = page.locator("#side a, [data-menu] a.menu-item")
    addresses = links.evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    return list(dict.fromkeys(address for address in addresses if address.startswith("/")))


def look_at(page: Page, address: str, findings: Findings, english: set[str]) -> None:
    """Light and dark, wide and narrow: nothing hangs over, and the words are Chinese."""
    if not CHINESE_OR_NUMBER.search(page.title().partition(" · ")[0]):
        findings.add(address, f"title {page.title()!r}")
    for sentence in sorted(english & words(page)) if address != NAMES_CODE else ():
        findings.add(address, f"English {sentence!r}")
    for size, scheme in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("html")).to_have_attribute("data-bs-theme", scheme)
        shows = page.evaluate(_LOOK)
        if shows["over"]:
            findings.add(address, f"hangs over at {size['width']} px: {shows['over']}")
        if (shows["paper"] > shows["ink"]) != (scheme == "light"):
            findings.add(address, f"is not {scheme}: paper {shows['paper']}, ink {shows['ink']}")


def words(page: Page) -> set[str]:
    """Every text that stands in an element of its own, and what fields and buttons say of themselves."""
    return {unescape(text) for text in page.evaluate(_WORDS)}


@pytest.fixture(scope="module")
def english() -> set[str]:
    """The English sentences of all templates and words, as far as their Chinese is another text."""
    sentences: set[str] = set()
    for catalogue in Path(next(iter(zhanggui.__path__))).glob("*/locale/zh_Hans/LC_MESSAGES/django.po"):
        with catalogue.open("rb") as file:
            for message in read_po(file):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                sentences.update(text for text in ids if text != message.string)
    assert len(sentences) > 500, "catalogues are where they were"
    return sentences


_LOOK = """
() => {
  const room = document.documentElement.clientWidth;
  const wide = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > room + 1);
  const fits = document.documentElement.scrollWidth <= room + 1;
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
  const { backgroundColor, color } = getComputedStyle(document.body);
  const named = wide.slice(-3).map((each) => `${each.tagName.toLowerCase()}.${each.className}`).join(" ");
  return { over: fits ? "" : named || "the page", paper: light(backgroundColor), ink: light(color) };
}
"""
_WORDS = """
() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (!parentElement.closest("script, style, template, kbd")) texts.push(textContent.trim());
  }
  for (const name of ["placeholder", "title", "aria-label"]) {
    for (const each of document.querySelectorAll(`[${name}]`)) texts.push(each.getAttribute(name).trim());
  }
  return texts.filter(Boolean);
}
"""
