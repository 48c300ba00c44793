"""What happened on the warehouse floor: waves, numbers, labels, packing, manifests, signatures."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from django.db.models import QuerySet

from zhanggui.config.demo.house import House
from zhanggui.config.demo.jobs import carry_out_jobs
from zhanggui.foundation.actor import Actor
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.fulfilment.operations.bind_waybills import BindRow, bind_waybills
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.list_parcels import list_parcels
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.fulfilment.operations.open_manifests import ManifestRow, open_manifests
from zhanggui.fulfilment.operations.pack_parcels import pack_parcels
from zhanggui.fulfilment.operations.pick_waves import pick_waves
from zhanggui.fulfilment.operations.print_parcels import print_parcels
from zhanggui.fulfilment.operations.receive_returns import ReturnRow, receive_returns
from zhanggui.fulfilment.operations.record_deliveries import DeliveryRow, record_deliveries
from zhanggui.fulfilment.operations.sign_days import DayRow, sign_days
from zhanggui.fulfilment.queries.floor import SETS
from zhanggui.fulfilment.queries.manifests import orders_on
from zhanggui.fulfilment.queries.parcels import numbers_of, parcels_by_code, visible_to
from zhanggui.fulfilment.queries.scanning import on_table
from zhanggui.fulfilment.vocabulary import LIVE_IN_HOUSE, RETURNS_IN, Grade, ParcelState
from zhanggui.inventory.operations.receive_stock import ReceiptRow, receive_stock

COLLECTORS = ("李师傅", "周师傅", "陈师傅")


def wave(house: House, share: float = 1.0) -> list[int]:
    """The clerk makes waves of the first part of what waits; the waves' ids."""
    clerk = house.actor("clerk")
    chosen = _part(SETS["to_wave"](clerk), share)
    return [made["id"] for made in make_waves(clerk, chosen).result["waves"]] if chosen else []


def number(house: House, share: float = 1.0) -> None:
    """Parcels get numbers: from the pool where the receiver is plain, read back from the platform's page where not."""
    clerk = house.actor("clerk")
    chosen = _part(SETS["to_number"](clerk), share)
    rows = visible_to(clerk).filter(pk__in=chosen).values_list("pk", "receiver__masked", "courier__name")
    hidden = {pk: courier for pk, masked, courier in rows if masked}
    assign_waybills(clerk, [pk for pk in chosen if pk not in hidden])
    # The platform's own print page gives numbers of its own ranges.
    bind_waybills(clerk, [BindRow(f"P{pk}", courier, _platform_number(courier, pk)) for pk, courier in hidden.items()])


def print_labels(house: House, share: float = 1.0) -> None:
    """The clerk prints the labels of the first part of what waits for it."""
    clerk = house.actor("clerk")
    print_parcels(clerk, _part(SETS["to_print"](clerk), share))


def pick(house: House, waves: Sequence[int]) -> None:
    """The picker fills the totes of the waves."""
    pick_waves(house.actor("picker"), waves)


def pack(house: House, share: float = 1.0) -> None:
    """The packer closes the first part of what was picked and wears a printed label."""
    packer = house.actor("packer")
    pack_parcels(packer, _part(SETS["to_pack"](packer).filter(printed__gt=0), share), without_scan=True)


def load(house: House, share: float = 1.0) -> list[int]:
    """What was packed is put on manifests, one per warehouse and courier; the open manifests' ids."""
    keeper = house.actor("keeper")
    by_truck: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    packed = SETS["to_hand_over"](keeper).filter(printed__gt=0, courier__isnull=False).order_by("pk")
    rows = list(packed.values_list("warehouse_id", "courier_id", "pk"))
    for warehouse, courier, parcel in rows[: round(len(rows) * share)]:
        by_truck[warehouse, courier].append(parcel)
    opened = open_manifests(keeper, [ManifestRow(*truck) for truck in by_truck]) if by_truck else None
    manifests = [made["id"] for made in opened.result["manifests"]] if opened else []
    for manifest, parcels in zip(manifests, by_truck.values(), strict=True):
        list_parcels(keeper, parcels, manifest=manifest)
    return manifests


def ship(house: House, manifests: Sequence[int]) -> list[tuple[str, str, str]]:
    """The courier signs: goods leave. Order number, courier and waybill of all that left."""
    keeper = house.actor("keeper")
    for place, manifest in enumerate(manifests):
        close_manifests(keeper, [manifest], collector=COLLECTORS[place % len(COLLECTORS)])
    carry_out_jobs()
    return _left(keeper, manifests)


def deliver(house: House, waybills: Sequence[str], refused: Sequence[str]) -> None:
    """The courier reports what arrived and what the receiver did not take."""
    logistics = house.actor("logistics")
    rows = [DeliveryRow(code, ParcelState.DELIVERED) for code in waybills]
    rows += [DeliveryRow(code, ParcelState.REFUSED) for code in refused]
    if rows:
        record_deliveries(logistics, rows)


def take_back(house: House, waybills: Sequence[str]) -> None:
    """Refused parcels arrive and are taken in, every fourth piece damaged."""
    keeper = house.actor("keeper")
    lines = _goods_in(keeper, waybills)
    rows = [
        ReturnRow(code, sku, quantity, Grade.DAMAGED if place % 4 == 3 else Grade.GOOD)
        for place, (code, sku, quantity) in enumerate(lines)
    ]
    if rows:
        receive_returns(keeper, rows)
        carry_out_jobs()


def receive(house: House, codes: Sequence[str], random: Random) -> None:
    """The keeper takes in what was bought of goods that run out."""
    rows = [
        ReceiptRow(warehouse, code, random.randrange(4, 12)) for warehouse in house.warehouses[:2] for code in codes
    ]
    receive_stock(house.actor("keeper"), rows)
    carry_out_jobs()


def sign(house: House, day: date, role: str) -> None:
    """Somebody signs the day for every shop and warehouse."""
    rows = [DayRow(shop, place, day) for shop in house.shops.values() for place in house.warehouses]
    sign_days(house.actor(role), rows)


def _part(found: QuerySet[Any], share: float) -> list[int]:
    ids = list(found.order_by("ship_by", "pk").values_list("pk", flat=True))
    return ids[: max(1, round(len(ids) * share))] if share else []


def _platform_number(courier: str, parcel: int) -> str:
    shapes = {"中通快递": "759{:011}", "圆通速递": "YT9{:012}", "顺丰速运": "SF9{:012}", "德邦快递": "DPK9{:011}"}
    return shapes[courier].format(parcel)


def _left(actor: Actor, manifests: Sequence[int]) -> list[tuple[str, str, str]]:
    gone = visible_to(actor).filter(manifest__in=manifests, state=ParcelState.SHIPPED).order_by("pk")
    couriers = {pk: courier or "" for pk, courier in gone.values_list("pk", "courier__name")}
    orders, worn = orders_on(list(couriers)), numbers_of(list(couriers))
    return [(number, couriers[pk], worn[pk].number) for pk in couriers for number in orders[pk]]


def _goods_in(actor: Actor, waybills: Sequence[str]) -> list[tuple[str, int, int]]:
    worn = {parcel: code for code, parcel in parcels_by_code(actor, waybills).items()}
    parcels = on_table(actor, RETURNS_IN, sorted(worn)).values()
    return [(worn[parcel.parcel_id], line.sku_id, line.quantity) for parcel in parcels for line in parcel.lines]


def orders_in(house: House) -> dict[str, list[str]]:
    """The order numbers in the parcels that are in the house, by the parcel's state."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    states = dict(visible_to(house.actor("clerk")).filter(state__in=LIVE_IN_HOUSE).values_list("pk", "state"))
    for parcel, numbers in sorted(orders_on(list(states)).items()):
        found[states[parcel]] += numbers
    return found
