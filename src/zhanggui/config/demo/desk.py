"""What clerks and reviewers did at their desks: files brought in, orders approved, held, voided."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

from django.db.models import Exists, OuterRef

from zhanggui.channels.operations.apply_imports import apply_imports
from zhanggui.channels.operations.read_files import Delivery, read_files
from zhanggui.channels.operations.read_results import Answer, read_results
from zhanggui.config.demo.buyers import buyer
from zhanggui.config.demo.exports import answered, exported
from zhanggui.config.demo.house import House
from zhanggui.config.demo.jobs import carry_out_jobs
from zhanggui.config.demo.sales import Sale
from zhanggui.foundation import clock
from zhanggui.foundation.files import store_file
from zhanggui.foundation.jobs import run_schedule
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.correct_addresses import Address, correct_addresses
from zhanggui.orders.operations.hold_orders import HoldFor, hold_orders
from zhanggui.orders.operations.void_orders import void_orders
from zhanggui.orders.queries.lists import in_hand, orders_seen, suspected, to_review
from zhanggui.orders.queries.orders import open_holds
from zhanggui.orders.vocabulary import Review, VoidReason
from zhanggui.shops.operations.map_listings import ListingRow, map_listings
from zhanggui.shops.queries.listings import unknown_listings
from zhanggui.shops.vocabulary import Platform

# What a reviewer has dealt with by reading, calling and correcting.
DEALT_WITH = (
    "buyer_message,seller_memo,remote_region,amount_high,many_pieces,many_open,duplicate,memo_changed,price_under_floor"
)
UNREACHABLE = ("detail_short", "phone_malformed", "division_unknown")


def read(house: House, sales: Sequence[Sale], now: datetime, *, shop: Platform | None = None) -> list[int]:
    """Export the sales and hand the files in, each shop's for itself or all for `shop`; the imports' ids."""
    clerk = house.actor("clerk")
    deliveries = []
    for platform, shop_id in house.shops.items():
        files = exported(
            platform, [sale for sale in sales if sale.platform is platform], now, house.shop_names[platform]
        )
        tokens = tuple(str(store_file(file.name, "text/csv", [file.content], clerk.person_id).token) for file in files)
        if tokens:
            deliveries.append(Delivery(tokens, house.shops[shop] if shop else shop_id))
    imports = list(read_files(clerk, deliveries).done)
    carry_out_jobs()
    return imports


def bring_in(house: House, sales: Sequence[Sale], now: datetime) -> None:
    """Import what the platforms tell of the sales at this moment."""
    apply_imports(house.actor("clerk"), read(house, sales, now))
    carry_out_jobs()


def approve_cooled() -> None:
    """What has nothing against it goes on by itself."""
    run_schedule("Cooling time over")
    carry_out_jobs()


def review(house: House, share: float) -> None:
    """The reviewer deals with the first part of what waits; what no reviewer can settle stays held."""
    reviewer = house.actor("reviewer")
    waiting = list(to_review(reviewer).order_by("ship_by", "pk").values_list("pk", flat=True))
    approve_orders(reviewer, waiting[: round(len(waiting) * share)], lift=DEALT_WITH, note="已核实")
    carry_out_jobs()


def correct_addresses_of(house: House, share: float, random: Random) -> None:
    """Customer service calls the first part of the buyers whom no courier would find."""
    service = house.actor("service")
    held = orders_seen(service).filter(in_hand(), held_because(UNREACHABLE)).order_by("ship_by", "pk")
    orders = list(held.values_list("pk", flat=True))
    told = {order: buyer(random, "浙江省") for order in orders[: round(len(orders) * share)]}
    rows = [Address(pk, b.name, b.phone, b.province, b.city, b.district, b.detail) for pk, b in told.items()]
    if rows:
        correct_addresses(service, rows)
        carry_out_jobs()


def map_unknown(house: House, platforms: Sequence[Platform], code: str) -> None:
    """The editor says what the unknown listings of some shops mean."""
    editor = house.actor("editor")
    rows = [
        ListingRow(listing.shop_id, listing.code, house.skus[code])
        for listing in unknown_listings(editor)
        if listing.shop_id in {house.shops[platform] for platform in platforms}
    ]
    if rows:
        map_listings(editor, rows)
        carry_out_jobs()


def void_suspects(house: House, most: int) -> None:
    """The reviewer voids the oldest suspects; their receivers go on the blacklist."""
    reviewer = house.actor("reviewer")
    found = list(suspected(reviewer).order_by("pk").values_list("pk", flat=True)[:most])
    void_orders(reviewer, found, reason=VoidReason.MALICIOUS, note="电话核实为恶意下单", blacklist=True)
    carry_out_jobs()


def give_up(house: House, before: datetime) -> None:
    """What was due long ago and still cannot be served is cancelled with the buyer."""
    reviewer = house.actor("reviewer")
    stale = orders_seen(reviewer).filter(in_hand(), review=Review.WAITING, ship_by__lt=before)
    void_orders(reviewer, list(stale.values_list("pk", flat=True)), reason=VoidReason.CANCELLED, note="与客户协商取消")
    carry_out_jobs()


def ask_buyers(house: House, most: int) -> None:
    """For some orders the reviewer waits for the buyer's answer."""
    reviewer = house.actor("reviewer")
    found = list(to_review(reviewer).order_by("-pk").values_list("pk", flat=True)[:most])
    hold_orders(reviewer, found, reason=HoldFor.ASKED_BUYER, note="请客户确认颜色和尺寸")


def answer(house: House, platform: Platform, shipped: Sequence[tuple[str, str, str]], failed: int) -> None:
    """The platform answers a shipping file: it has never heard of the first numbers and accepts the others."""
    clerk = house.actor("clerk")
    content = answered(shipped, failed)
    file = store_file("批量发货结果.csv", "text/csv", [content], clerk.person_id)
    read_results(clerk, [Answer((str(file.token),), house.shops[platform])])
    carry_out_jobs()


def held_because(reasons: Sequence[str]) -> Exists:
    """The condition of an order with an open hold for one of the reasons."""
    return Exists(open_holds().filter(order=OuterRef("pk"), reason__in=reasons))


def note_shipped(sales: Mapping[str, Sale], shipped: Sequence[tuple[str, str, str]]) -> None:
    """The platforms know (number, courier, waybill) of what was reported; buyers take it in some days later."""
    for number, courier, waybill in shipped:
        sale = sales.get(number)
        if sale is not None and sale.shipped_at is None:
            sale.shipped_at, sale.courier, sale.waybill = clock.now(), courier, waybill
