"""One trading day: from an export file to shipped parcels with waybill numbers, by one worker."""

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from zhanggui.catalog.operations.add_skus import SkuRow, add_skus
from zhanggui.channels.operations.apply_imports import apply_imports
from zhanggui.channels.operations.parse_imports import parse_imports
from zhanggui.channels.operations.read_files import Delivery, read_files
from zhanggui.channels.queries.imports import imports_to_apply
from zhanggui.config.bench.export import export_of
from zhanggui.config.bench.floor import floor_of
from zhanggui.config.bench.scratch import copy_database, scratch_database, work_on
from zhanggui.config.demo.staff import hire_staff
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.files import store_file
from zhanggui.foundation.jobs import scheduled_actor
from zhanggui.foundation.operation import Operation
from zhanggui.foundation.runs import advance_run, start_run
from zhanggui.fulfilment.operations.add_waybill_numbers import NumberRow, add_waybill_numbers
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.list_parcels import list_parcels
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.fulfilment.operations.open_manifests import ManifestRow, open_manifests
from zhanggui.fulfilment.operations.pack_parcels import pack_parcels
from zhanggui.fulfilment.operations.pick_waves import pick_waves
from zhanggui.fulfilment.operations.print_parcels import print_parcels
from zhanggui.fulfilment.queries.floor import open_manifests_of
from zhanggui.fulfilment.queries.parcels import visible_to as parcels_visible_to
from zhanggui.fulfilment.queries.waving import waves_visible_to
from zhanggui.fulfilment.vocabulary import ParcelState, WaveState
from zhanggui.inventory.operations.open_stock import OpeningRow, open_stock
from zhanggui.inventory.operations.open_warehouses import WarehouseRow, open_warehouses
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.set_couriers import CourierRow, set_couriers
from zhanggui.orders.operations.set_routing_rules import RoutingRow, set_routing_rules
from zhanggui.orders.queries.orders import orders_to_approve
from zhanggui.org.queries.actors import actor_of
from zhanggui.shops.operations.open_shops import ShopRow, open_shops
from zhanggui.shops.vocabulary import Platform

SKUS = 200
MANIFEST_HOLDS = 5000
NUMBERS_AT_ONCE = 10_000
# Made-up phones now and then look false to the review, which then holds the order as it should.
REACHED = 0.999


@dataclass
class Step:
    """One step of the day."""

    name: str
    seconds: float
    orders_per_second: float


@dataclass
class Day:
    """The measured day, as it is printed for machines."""

    orders: int
    shipped: int = 0
    steps: list[Step] = field(default_factory=list)
    whole: dict[str, float] = field(default_factory=dict)
    floor: dict[str, float] = field(default_factory=dict)
    ratio_to_floor: float = 0.0
    peak_memory_mb: int = 0

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def measure_trading_day(orders: int, tell: Callable[[Step], None] = lambda step: None) -> Day:
    """Run the day on a scratch database, then the floor; `tell` hears of each step as it ends."""
    day = Day(orders)
    with scratch_database() as name:
        house = _open_house(orders)
        empty = copy_database(name)
        work_on(name)
        for title, work in _steps(house, export_of(orders, house.codes)):
            began = time.perf_counter()
            work()
            seconds = time.perf_counter() - began
            day.steps.append(Step(title, round(seconds, 3), round(orders / seconds, 1)))
            tell(day.steps[-1])
        day.shipped = len(_parcels(house, ParcelState.SHIPPED))
        if day.shipped < orders * REACHED:
            raise RuntimeError(f"only {day.shipped} of {orders} orders were shipped")
        floor = floor_of(name, empty)
    seconds = sum(step.seconds for step in day.steps)
    day.whole = {"seconds": round(seconds, 3), "orders_per_second": round(orders / seconds, 1)}
    day.floor = {"seconds": round(floor.seconds, 3), "rows": floor.rows}
    day.ratio_to_floor = round(seconds / floor.seconds, 2)
    day.peak_memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return day


@dataclass(frozen=True)
class House:
    """The company in which the day happens."""

    people: dict[str, Actor]
    shop: int
    warehouse: int
    courier: int
    codes: list[str]


def _open_house(orders: int) -> House:
    founder = scheduled_actor("bench")
    staff = hire_staff(founder).people
    codes = [f"SKU-{number:04d}" for number in range(SKUS)]
    shop = open_shops(founder, [ShopRow("DY", "Bench", Platform.DOUYIN, cooling_minutes=0)]).one()
    warehouse = open_warehouses(founder, [WarehouseRow("W", "Bench")]).one()
    add_skus(founder, [SkuRow(code, code, weight_grams=300, cost_fen=1500) for code in codes])
    open_stock(founder, [OpeningRow(warehouse, code, 1000 + orders * 4) for code in codes])
    courier = set_couriers(founder, [CourierRow("zto", "Bench")]).one()
    set_routing_rules(founder, [RoutingRow("all", warehouse, courier)])
    for first in range(0, orders, NUMBERS_AT_ONCE):
        last = min(first + NUMBERS_AT_ONCE, orders) - 1
        add_waybill_numbers(founder, [NumberRow(courier, f"78{first:012d}", f"78{last:012d}")]).one()
    return House({role: actor_of(pk) for role, pk in staff.items()}, shop, warehouse, courier, codes)


def _steps(house: House, content: bytes) -> list[tuple[str, Callable[[], Any]]]:
    people = house.people
    return [
        ("read file", lambda: _read(house, content)),
        ("take in, reserve, review", lambda: _apply(people["clerk"])),
        (
            "approve and release",
            lambda: _run(people["reviewer"], approve_orders, _ids(orders_to_approve(people["reviewer"]))),
        ),
        ("make waves", lambda: _run(people["clerk"], make_waves, _parcels(house, ParcelState.WAITING))),
        ("assign waybill numbers", lambda: _run(people["clerk"], assign_waybills, _parcels(house, ParcelState.WAVED))),
        ("print", lambda: _run(people["clerk"], print_parcels, _parcels(house, ParcelState.WAVED))),
        ("pick", lambda: _run(people["picker"], pick_waves, _waves(house))),
        ("pack", lambda: _run(people["packer"], pack_parcels, _parcels(house, ParcelState.PICKED), without_scan=True)),
        ("put on manifests", lambda: _list(house)),
        ("close manifests and ship", lambda: _close(house)),
    ]


def _read(house: House, content: bytes) -> None:
    clerk = house.people["clerk"]
    file = store_file("orders.csv", "text/csv", [content], clerk.person_id)
    imports = read_files(clerk, [Delivery((str(file.token),), house.shop)]).done
    parse_imports(clerk.delegate(), imports)


def _apply(clerk: Actor) -> None:
    outcome = apply_imports(clerk, _ids(imports_to_apply(clerk)))
    if "run" in outcome.result:
        advance_run(outcome.result["run"])


def _run(actor: Actor, operation: Operation[Any], ids: Sequence[int], **arguments: Any) -> None:
    advance_run(start_run(actor, operation, ids, arguments).pk)


def _list(house: House) -> None:
    logistics = house.people["logistics"]
    packed = _parcels(house, ParcelState.PACKED)
    for first in range(0, len(packed), MANIFEST_HOLDS):
        opened = open_manifests(logistics, [ManifestRow(house.warehouse, house.courier)]).result["manifests"]
        chosen = packed[first : first + MANIFEST_HOLDS]
        _run(logistics, list_parcels, chosen, manifest=opened[0]["id"])


def _close(house: House) -> None:
    logistics = house.people["logistics"]
    for manifest in _ids(open_manifests_of(logistics)):
        close_manifests(logistics, [manifest], collector="Bench").one()


def _parcels(house: House, state: ParcelState) -> list[int]:
    return _ids(parcels_visible_to(house.people["packer"]).filter(state=state).order_by("pk"))


def _waves(house: House) -> list[int]:
    return _ids(waves_visible_to(house.people["picker"]).filter(state=WaveState.OPEN))


def _ids(records: Any) -> list[int]:
    return list(records.values_list("pk", flat=True))
