"""Courier numbers: the pool, who wears which, and what a file of numbers means."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import QueryDict

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.scope import within
from zhanggui.fulfilment.models import Parcel, Waybill
from zhanggui.fulfilment.queries.parcels import FLOOR
from zhanggui.fulfilment.vocabulary import WAYBILL, WaybillState
from zhanggui.orders.models import Courier


class CourierFacts(NamedTuple):
    """A courier as files name it."""

    id: int
    name: str
    pattern: str


class Wearer(NamedTuple):
    """Who wears a number: the parcel, if any, and how far the number is."""

    waybill_id: int
    state: str
    parcel_id: int | None


class ToBind(NamedTuple):
    """A parcel that is to get a number."""

    state: str
    shop_id: int
    warehouse_id: int
    courier_id: int | None
    printed: int
    masked: bool


def waybills_visible_to(actor: Actor, *needs: Capability) -> QuerySet[Waybill]:
    """Numbers of the common pool and of the warehouses that one of `needs` reaches."""
    mine = within(actor, *(needs or FLOOR), shop="", warehouse="warehouse_id")
    common = within(actor, *(needs or FLOOR), shop="")
    return Waybill.objects.filter(mine) | Waybill.objects.filter(common, warehouse_id=None)


def waybills_matching(actor: Actor, query: QueryDict) -> QuerySet[Waybill]:
    """The numbers that the list's address names."""
    found = waybills_visible_to(actor, WAYBILL).select_related("courier", "parcel")
    if (state := query.get("state", "")) in WaybillState._value2member_map_:
        found = found.filter(state=state)
    if (courier := query.get("courier", "")).isdecimal() and len(courier) < 10:
        found = found.filter(courier=int(courier))
    term = query.get("q", "").strip()
    return found.filter(number=term) if term else found


def couriers_named(names: Collection[str]) -> dict[str, CourierFacts]:
    """Active couriers by code, name or one of the names that files give them; one query."""
    found: dict[str, CourierFacts] = {}
    rows = Courier.objects.filter(active=True).values_list("pk", "code", "name", "number_pattern", "aliases")
    for pk, code, name, pattern, aliases in rows:
        for word in (*aliases, name, code):
            if word in names:
                found[word] = CourierFacts(pk, name, pattern)
    return found


def patterns_of(courier_ids: Collection[int]) -> dict[int, str]:
    """The shape of each courier's numbers; one query."""
    return dict(Courier.objects.filter(pk__any=set(courier_ids)).values_list("pk", "number_pattern"))


def wearers_of(numbers: Collection[str]) -> dict[tuple[int, str], Wearer]:
    """The known ones of these numbers, by courier and number; one query."""
    rows = Waybill.objects.filter(number__any=set(numbers)).values_list(
        "courier_id", "number", "pk", "state", "parcel_id"
    )
    return {(row[0], row[1]): Wearer(*row[2:]) for row in rows}


def parcels_to_bind(parcel_ids: Sequence[int]) -> dict[int, ToBind]:
    """What binding looks at; one query."""
    columns = ("pk", "state", "shop_id", "warehouse_id", "courier_id", "printed", "receiver__masked")
    rows = Parcel.objects.filter(pk__any=parcel_ids).values_list(*columns)
    return {row[0]: ToBind._make((*row[1:6], bool(row[6]))) for row in rows}
