"""A trading day clicked from the import to the closed manifest and the signed day, with a refund in between."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from python_calamine import CalamineWorkbook

from tests.browser.live import LiveHouse
from tests.browser.people import Desk, log_in, scan, seat
from tests.browser.trading import BARCODES, SHELVES, Market, open_company
from tests.company import Trade
from zhanggui.config.demo.staff import COLLEAGUES
from zhanggui.foundation.jobs import run_schedule
from zhanggui.fulfilment.models import DayClose, Manifest, Parcel, ParcelLine, Wave, Waybill
from zhanggui.orders.models import Order
from zhanggui.workbench.queries.books import prove_books

WISH = "要哑光黑的那款，别发亮面"


@dataclass
class TradingDay:
    """The company, its market, and the people at their screens."""

    trade: Trade
    market: Market
    house: LiveHouse
    browser: Browser
    desks: dict[str, Desk]

    def desk(self, role: str, *, phone: bool = False) -> Desk:
        """The screen of the person in the role, who logs in on the login page first."""
        if role not in self.desks:
            self.desks[role] = seat(self.browser, self.house.address, phone=phone)
            log_in(self.desks[role], *self.credentials(role))
        return self.desks[role]

    def credentials(self, role: str) -> tuple[str, str]:
        staff = self.trade.company.staff
        username = next(person.username for person in COLLEAGUES if person.role == role)
        return username, staff.passwords[username]


@pytest.fixture
def day(house: LiveHouse, browser: Browser) -> Iterator[TradingDay]:
    lived = TradingDay(open_company(), Market(), house, browser, {})
    yield lived
    for desk in lived.desks.values():
        desk.page.context.close()


def test_a_trading_day(day: TradingDay, tmp_path: Path) -> None:
    regretted, *_others = [day.market.sell("A1") for _each in range(3)]
    wished = day.market.sell("A1", "A2", "A2", message=WISH)
    import_files(day, created=4)
    approve_by_hand(day, wished.number)
    approve_cooled(day)
    wave = make_wave(day, parcels=4)
    number_and_print(day)
    pick(day, wave)
    pack(day)
    regretted.refund_at = day.market.opened_at + timedelta(minutes=5)
    import_files(day, updated=1, later=timedelta(minutes=10))
    manifest = load(day, refunded=regretted.number)
    close(day, manifest, collector="王师傅")
    report_shipping(day, tmp_path, left_out=regretted.number)
    sign_the_day(day, held=1, handed_over=3)
    assert [finding for finding in prove_books() if finding.broken] == []
    assert {role: desk.complaints for role, desk in day.desks.items() if desk.complaints} == {}


def import_files(day: TradingDay, *, created: int = 0, updated: int = 0, later: timedelta = timedelta()) -> None:
    """The clerk drops the platform's files, looks at what they would change, and applies them."""
    clerk = day.desk("clerk")
    clerk.open("/imports/")
    clerk.page.locator("input[type=file]").set_input_files(day.market.files(later))
    expect(clerk.page.locator(".drop-files li.is-there")).to_have_count(2)
    clerk.page.locator("[name=shop]").first.select_option(str(day.trade.taobao))
    clerk.follow(clerk.page.locator("form[action$='/drop'] button[type=submit]"))
    expect(clerk.button("apply_imports")).to_be_visible()
    assert Order.objects.count() == (0 if created else 4), "looking changes nothing"
    figures = [int(text) for text in clerk.page.locator(".stat b").all_inner_texts()]
    assert figures[:2] == [created, updated], figures
    clerk.press("apply_imports")
    expect(clerk.button("undo_imports")).to_be_visible()


def approve_by_hand(day: TradingDay, number: str) -> None:
    """The reviewer finds the held order in the workbench, opens it, and lifts the hold with the key."""
    reviewer = day.desk("reviewer")
    reviewer.open("/?queue=to_review")
    row = reviewer.page.locator("tr[data-row]").filter(has_text=number)
    expect(row).to_contain_text(WISH)
    reviewer.follow(row.locator(f"a:text-is('{number}')"))
    expect(reviewer.page.locator("h1")).to_have_text(number)
    reviewer.page.keyboard.press("a")
    expect(reviewer.button("approve_orders")).to_have_count(0)
    assert Order.objects.get(external_no=number).review == "approved"


def approve_cooled(day: TradingDay) -> None:
    """What nobody has anything against goes on by itself once it has cooled."""
    run_schedule("Cooling time over")
    assert set(Order.objects.values_list("review", flat=True)) == {"approved"}


def make_wave(day: TradingDay, *, parcels: int) -> int:
    """The clerk gathers everything that waits into a wave."""
    clerk = day.desk("clerk")
    clerk.open("/waves/new/")
    expect(clerk.page.locator("tr[data-row]")).to_have_count(parcels)
    clerk.pick_all()
    clerk.page.keyboard.press("w")
    expect(clerk.page.locator("tr[data-row]")).to_have_count(0)
    clerk.open("/waves/")
    clerk.follow(clerk.page.locator("tr[data-row] a").first)
    expect(clerk.page.locator("h1")).to_have_text(Wave.objects.get().number)
    return Wave.objects.get().pk


def number_and_print(day: TradingDay) -> None:
    """The clerk gives the parcels numbers and prints their labels: a PDF that opens."""
    clerk = day.desk("clerk")
    clerk.pick_all()
    clerk.page.keyboard.press("n")
    expect(clerk.page.locator("tr[data-row]").first).to_contain_text("7531")
    clerk.pick_all()
    clerk.press("print_parcels")
    clerk.submit()
    link = clerk.page.locator("#wave-progress a[href$='.pdf']")
    answer = clerk.page.request.get(day.house.address + (link.get_attribute("href") or ""))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body()[:5] == b"%PDF-"
    assert set(Parcel.objects.values_list("printed", flat=True)) == {1}


def pick(day: TradingDay, wave: int) -> None:
    """The picker walks the shelves with a phone."""
    picker = day.desk("picker", phone=True)
    picker.open(f"/waves/{wave}/")
    picker.follow(picker.page.locator("a[href$='/pick/']"))
    expect(picker.page.locator("[data-scan-body]")).to_contain_text(SHELVES["A1"])
    assert scan(picker, BARCODES["B1"]).state == "wrong"
    heard = [scan(picker, BARCODES[code]).state for code in ("A1",) * 4 + ("A2",) * 2]
    assert heard == ["ok"] * 5 + ["done"]
    expect(picker.page.locator(f"[data-scan-body] a[href$='/waves/{wave}/']")).to_be_visible()
    assert Wave.objects.get().state == "picked"


def pack(day: TradingDay) -> None:
    """The packer scans every label and its goods; goods of another parcel are wrong."""
    packer = day.desk("packer")
    packer.open("/pack/")
    for parcel, goods in contents().items():
        assert scan(packer, Waybill.objects.get(parcel=parcel).number).state == "ok"
        assert scan(packer, BARCODES["B1"]).state == "wrong"
        heard = [scan(packer, BARCODES[code]).state for code in goods]
        assert heard == ["ok"] * (len(goods) - 1) + ["done"]
    assert set(Parcel.objects.values_list("state", flat=True)) == {"packed"}


def contents() -> dict[int, list[str]]:
    """The merchant codes of the pieces in every parcel."""
    goods: dict[int, list[str]] = {}
    for line in ParcelLine.objects.order_by("parcel_id", "pk").select_related("sku"):
        goods.setdefault(line.parcel_id, []).extend([line.sku.code] * line.quantity)
    return goods


def load(day: TradingDay, *, refunded: str) -> int:
    """Logistics opens a manifest and scans the parcels onto it; the refunded one turns the screen red."""
    logistics = day.desk("logistics")
    logistics.open("/manifests/")
    logistics.press("open_manifests", within="body")
    logistics.look_up("rows-0-warehouse", "北仓")
    logistics.look_up("rows-0-courier", "中通")
    logistics.submit()
    logistics.follow(logistics.page.locator("tr[data-row] a[href$='/scan/']"))
    stopped = ParcelLine.objects.get(order__external_no=refunded).parcel_id
    for parcel in [*contents()]:
        heard = scan(logistics, Waybill.objects.get(parcel=parcel).number)
        assert heard.state == ("stop" if parcel == stopped else "ok"), heard
        if parcel == stopped:
            assert SHELVES["A1"] in heard.detail
            expect(logistics.page.locator("body")).to_have_attribute("data-scan-state", "stop")
    return Manifest.objects.get().pk


def close(day: TradingDay, manifest: int, *, collector: str) -> None:
    """Logistics closes the manifest when the courier has signed: what is on it has left the house."""
    logistics = day.desk("logistics")
    logistics.open(f"/manifests/{manifest}/")
    expect(logistics.page.locator("tr[data-row]")).to_have_count(3)
    logistics.press("close_manifests", within="body")
    logistics.page.locator("#dialog [name=collector]").fill(collector)
    logistics.submit()
    logistics.open(f"/manifests/{manifest}/")
    expect(logistics.page.locator(".top-title")).to_contain_text(collector)
    states = Counter(Parcel.objects.values_list("state", flat=True))
    assert (states["shipped"], sum(states.values())) == (3, 4), states


def report_shipping(day: TradingDay, folder: Path, *, left_out: str) -> None:
    """The clerk downloads the shipping file, which names every order that left and no other."""
    clerk = day.desk("clerk")
    clerk.open(f"/reports/?shop={day.trade.taobao}")
    link = clerk.page.locator("a[href^='/reports/files/']")
    with clerk.page.expect_download() as downloading:
        link.click()
    saved = folder / "shipping"
    downloading.value.save_as(saved)
    told = text_of(saved)
    assert {number: number in told for number in numbers()} == {number: number != left_out for number in numbers()}


def numbers() -> list[str]:
    """The platform's numbers of all orders."""
    return list(Order.objects.values_list("external_no", flat=True))


def text_of(file: Path) -> str:
    """What a spreadsheet or a text file says."""
    content = file.read_bytes()
    if content[:2] != b"PK":
        return content.decode("utf-8-sig")
    return "\n".join(str(row) for row in CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python())


def sign_the_day(day: TradingDay, **classes: int) -> None:
    """The outgoing and the incoming shift sign the same sum."""
    for role in ("logistics", "keeper"):
        desk = day.desk(role)
        desk.open(f"/day/?shop={day.trade.taobao}&warehouse={day.trade.north}")
        expect(desk.page.locator(".stackbar strong")).to_have_text(str(sum(classes.values())))
        figures = [int(text) for text in desk.page.locator(".stackbar li b").all_inner_texts()]
        assert sorted(figure for figure in figures if figure) == sorted(classes.values())
        desk.page.locator("[hx-get^='/day/sign']").click()
        desk.submit()
        expect(desk.page.locator("#day dl.facts")).to_contain_text(name_of(role))
    expect(desk.page.locator("#day dl.facts")).to_contain_text(name_of("logistics"))
    expect(desk.page.locator("[hx-get^='/day/sign']")).to_have_count(1)
    close = DayClose.objects.get()
    assert {name: close.figures[name] for name in classes} == classes
    assert close.outgoing_id == day.trade.company.person("logistics")
    assert close.incoming_id == day.trade.company.person("keeper")


def name_of(role: str) -> str:
    """What the person in the role is called."""
    return next(person.name for person in COLLEAGUES if person.role == role)
