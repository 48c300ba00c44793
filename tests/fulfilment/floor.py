"""A warehouse floor for tests: orders taken in and approved, and their parcels brought to any state by operations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.company import Trade, founding, open_trade
from tests.orders.told import PAID_AT, line, told
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.outcome import Outcome
from zhanggui.fulfilment.models import Manifest, Parcel, ParcelLine, Waybill
from zhanggui.fulfilment.operations.add_waybill_numbers import NumberRow, add_waybill_numbers
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.fulfilment.operations.list_parcels import list_parcels
from zhanggui.fulfilment.operations.make_waves import make_waves
from zhanggui.fulfilment.operations.open_manifests import ManifestRow, open_manifests
from zhanggui.fulfilment.operations.pack_parcels import pack_parcels
from zhanggui.fulfilment.operations.print_parcels import print_parcels
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.place_holds import place_holds
from zhanggui.orders.operations.take_in_orders import take_in_orders
from zhanggui.orders.rules.external import ExternalLine, ExternalOrder
from zhanggui.orders.rules.holding import placing
from zhanggui.orders.rules.intake import Incoming


@dataclass(frozen=True)
class Floor:
    """A company that trades, and what its warehouse can be brought to."""

    trade: Trade

    @property
    def clerk(self) -> Actor:
        """Who prints and keeps numbers."""
        return self.trade.company.clerk

    @property
    def picker(self) -> Actor:
        return self.trade.company.picker

    @property
    def packer(self) -> Actor:
        return self.trade.company.packer

    @property
    def logistics(self) -> Actor:
        """Who hands parcels to couriers."""
        return self.trade.company.logistics

    def orders(self, *wanted: ExternalOrder, shop: int | None = None) -> list[int]:
        """Take orders in and approve them; answers their ids."""
        incoming = [Incoming(shop or self.trade.taobao, order) for order in wanted]
        ids = list(take_in_orders(founding(), incoming).done)
        approve_orders(founding(), ids)
        return ids

    def waiting(self, count: int = 1, *lines: ExternalLine, start: int = 1000, **facts: object) -> list[int]:
        """So many parcels that wait for a wave, each of one order."""
        wanted = [
            told(str(start + n), *(lines or (line(),)), paid_at=PAID_AT + timedelta(minutes=n), **facts)
            for n in range(count)
        ]
        return parcels_of(self.orders(*wanted))

    def waved(self, count: int = 1, *lines: ExternalLine, start: int = 1000) -> list[int]:
        parcels = self.waiting(count, *lines, start=start)
        make_waves(self.clerk, parcels)
        return list(Parcel.objects.filter(pk__in=parcels).order_by("wave_position").values_list("pk", flat=True))

    def printed(self, count: int = 1, *lines: ExternalLine, start: int = 1000) -> list[int]:
        parcels = self.waved(count, *lines, start=start)
        self.numbers(count, start)
        assign_waybills(self.clerk, parcels)
        print_parcels(self.clerk, parcels)
        return parcels

    def packed(self, count: int = 1, *lines: ExternalLine, start: int = 1000) -> list[int]:
        parcels = self.printed(count, *lines, start=start)
        pack_parcels(self.packer, parcels, without_scan=True)
        return parcels

    def listed(self, count: int = 1, *lines: ExternalLine, start: int = 1000) -> tuple[int, list[int]]:
        """An open manifest and the parcels on it."""
        parcels, manifest = self.packed(count, *lines, start=start), self.manifest()
        list_parcels(self.logistics, parcels, manifest=manifest)
        return manifest, parcels

    def numbers(self, count: int, start: int = 1000) -> None:
        """Put courier numbers into the pool."""
        first, last = f"7531{start:08d}", f"7531{start + count - 1:08d}"
        add_waybill_numbers(self.clerk, [NumberRow(self.trade.courier, first, last)])

    def manifest(self, warehouse: int | None = None) -> int:
        place = warehouse or self.trade.north
        outcome = open_manifests(self.logistics, [ManifestRow(place, self.trade.courier)])
        return int(outcome.result["manifests"][0]["id"])


def open_floor(stock: int = 1000) -> Floor:
    """A floor on which nothing has happened yet."""
    return Floor(open_trade(stock))


def parcels_of(order_ids: Sequence[int]) -> list[int]:
    """The parcels that carry the orders, in the order of the orders."""
    rows = ParcelLine.objects.filter(order__in=order_ids).order_by("order_id").values_list("parcel_id", flat=True)
    return list(dict.fromkeys(rows))


def order_of(parcel_id: int) -> int:
    """The first order in the parcel."""
    return int(ParcelLine.objects.filter(parcel=parcel_id).order_by("pk").values_list("order_id", flat=True)[0])


def states(parcel_ids: Sequence[int]) -> list[str]:
    """The states of the parcels in the given order."""
    found = dict(Parcel.objects.filter(pk__in=parcel_ids).values_list("pk", "state"))
    return [found[parcel_id] for parcel_id in parcel_ids]


def number_states(parcel_ids: Sequence[int]) -> list[str]:
    """The states of the numbers that the parcels wear or wore, in the given order."""
    found = dict(Waybill.objects.filter(parcel__in=parcel_ids).values_list("parcel_id", "state"))
    return [found.get(parcel_id, "") for parcel_id in parcel_ids]


def hold(parcel_id: int, reason: str = "refund_asked") -> None:
    """Somebody asks for a refund of the first order in the parcel."""
    place_holds(founding(), [placing(reason, order_of(parcel_id))])


def codes(outcome: Outcome) -> dict[int, str]:
    """The refusals by their codes."""
    return {record: refusal.code for record, refusal in outcome.refused.items()}


def statements_of(call: Callable[[], object]) -> int:
    """How many statements the call took, besides savepoints."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries)


def is_closed(manifest: int) -> bool:
    """Whether the manifest is closed."""
    return Manifest.objects.get(pk=manifest).closed_at is not None
