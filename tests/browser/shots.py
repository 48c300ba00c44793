"""Pictures of the main pages of a company that is alive: `python -m tests.browser.shots FOLDER [ORDERS]`.

Every page wide and on a phone, light and dark; with `--readme`, the pictures of the README into docs/pictures.
"""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.people import Desk
    from zhanggui.config.demo.staff import Staff

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
README = ("workbench", "order", "pack", "import")


@dataclass(frozen=True)
class Shot:
    """A page, who looks at it, and a code that is scanned there first."""

    name: str
    role: str
    address: str
    scans: tuple[str, ...] = ()


def main() -> None:
    """Open the company and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("orders", type=int, nargs="?", default=1200)
    parser.add_argument(
        "--readme", action="store_true", help="only the four pictures of the README, into docs/pictures"
    )
    parser.add_argument("--only", nargs="*", default=(), help="names of shots")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    with _company(options.orders) as (address, staff, browser):
        for shot in _shots(staff):
            if options.only and shot.name not in options.only:
                continue
            if options.readme and shot.name in README:
                _take(browser, address, staff, shot, PICTURES, readme=True)
            elif not options.readme:
                _take(browser, address, staff, shot, options.folder)


@contextmanager
def _company(orders: int) -> Iterator[tuple[str, "Staff", "Browser"]]:
    from tests.browser.live import open_house
    from tests.browser.people import chromium
    from zhanggui.config.demo.build import build

    with open_house(working=False) as house:
        staff = build(orders, lambda done, of: print(f"\rday {done} of {of}", end="", flush=True))
        print()
        with chromium() as browser:
            yield house.address, staff, browser


def _shots(staff: "Staff") -> Iterator[Shot]:
    from zhanggui.channels.models import ImportBatch
    from zhanggui.fulfilment.models import Manifest, Parcel, Wave
    from zhanggui.fulfilment.queries.floor import SETS
    from zhanggui.orders.models import Order, OrderHold
    from zhanggui.org.queries.actors import actor_of

    held = OrderHold.objects.filter(released_at=None, order__review="waiting").order_by("-pk").first()
    shipped = Order.objects.filter(fulfilment="shipped").order_by("-pk").first()
    wave = Wave.objects.order_by("-parcels", "-pk").first()
    open_wave = Wave.objects.filter(state="open").order_by("-parcels").first() or wave
    manifest = Manifest.objects.filter(closed_at=None).order_by("-pk").first() or Manifest.objects.latest("pk")
    packing = SETS["to_pack"](actor_of(staff.people["packer"])).order_by("-kinds", "pk").first()
    batch = ImportBatch.objects.filter(state="ready").order_by("-pk").first()
    applied = ImportBatch.objects.filter(state="applied").order_by("-updated", "-pk").first()
    assert None not in (held, shipped, wave, manifest, packing, batch, applied), "the company is alive"
    stopped = Parcel.objects.filter(state="stopped").order_by("-pk").first() or packing
    yield Shot("login", "", "/login")
    yield Shot("workbench", "reviewer", "/")
    yield Shot("workbench_clerk", "clerk", "/")
    yield Shot("workbench_owner", "owner", "/")
    yield Shot("orders", "reviewer", "/orders/")
    yield Shot("orders_all", "clerk", "/orders/?queue=all")
    yield Shot("order", "reviewer", f"/orders/{held.order_id}/")
    yield Shot("order_shipped", "clerk", f"/orders/{shipped.pk}/")
    yield Shot("enter", "guide", "/orders/enter")
    yield Shot("imports", "clerk", "/imports/")
    yield Shot("import", "clerk", f"/imports/{applied.pk}/?tab=updated")
    yield Shot("import_dry", "clerk", f"/imports/{batch.pk}/")
    yield Shot("waves", "clerk", "/waves/")
    yield Shot("new_wave", "clerk", "/waves/new/")
    yield Shot("wave", "clerk", f"/waves/{wave.pk}/")
    yield Shot("pick", "picker", f"/waves/{open_wave.pk}/pick/")
    yield Shot("pack", "packer", "/pack/", (f"P{packing.pk}",))
    yield Shot("pack_wrong", "packer", "/pack/", (f"P{packing.pk}", "6999999999994"))
    yield Shot("pack_stop", "packer", "/pack/", (f"P{stopped.pk}",))
    yield Shot("parcels", "clerk", "/parcels/")
    yield Shot("parcel", "clerk", f"/parcels/{packing.pk}/")
    yield Shot("manifests", "logistics", "/manifests/")
    yield Shot("manifest", "logistics", f"/manifests/{manifest.pk}/")
    yield Shot("manifest_scan", "logistics", f"/manifests/{manifest.pk}/scan/", (f"P{stopped.pk}",))
    yield Shot("waybills", "clerk", "/waybills/")
    yield Shot("put_back", "packer", "/put-back/")
    yield Shot("returns", "inspector", "/returns/")
    yield Shot("day", "logistics", "/day/")
    yield Shot("stock", "keeper", "/stock/")
    yield Shot("goods", "editor", "/goods/")
    yield Shot("listings", "editor", "/listings/")
    yield Shot("reports", "clerk", "/reports/")
    yield Shot("shops", "manager", "/shops/")
    yield Shot("rules", "manager", "/orders/rules/")
    yield Shot("routing", "manager", "/orders/routing/")
    yield Shot("people", "manager", "/people/")
    yield Shot("positions", "owner", "/positions/")
    yield Shot("me", "reviewer", "/me/")
    yield Shot("reference", "owner", "/reference")


def _take(browser: "Browser", address: str, staff: "Staff", shot: Shot, folder: Path, *, readme: bool = False) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for phone, dark in ((False, False),) if readme else ((False, False), (False, True), (True, False), (True, True)):
        desk = _seated(browser, address, staff, shot, phone=phone, dark=dark)
        name = shot.name if readme else f"{shot.name}-{'phone' if phone else 'desk'}-{'dark' if dark else 'light'}"
        try:
            desk.page.screenshot(path=folder / f"{name}.png")
        finally:
            desk.page.context.close()
    print(shot.name)


def _seated(browser: "Browser", address: str, staff: "Staff", shot: Shot, *, phone: bool, dark: bool) -> "Desk":
    from tests.browser.people import remembered, scan, seat

    desk = seat(browser, address, phone=phone, dark=dark)
    if shot.role:
        remembered(desk, staff.people[shot.role])
    desk.open(shot.address)
    for code in shot.scans:
        scan(desk, code)
    desk.page.wait_for_load_state("networkidle")
    return desk


if __name__ == "__main__":
    main()
