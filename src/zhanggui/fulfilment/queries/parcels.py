"""Parcels within somebody's range, and what operations read of them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.scope import within
from zhanggui.fulfilment.models import Parcel, Waybill
from zhanggui.fulfilment.rules.numbers import parcel_id_of
from zhanggui.fulfilment.vocabulary import (
    DISPATCH,
    LIVE_WAYBILLS,
    PICK_PACK,
    PRINT,
    PROMISE,
    QC,
    RETURNS_IN,
    WAYBILL,
)

# Whoever works on the floor or watches it may look at parcels.
FLOOR = (PRINT, WAYBILL, PICK_PACK, QC, DISPATCH, RETURNS_IN, PROMISE)


class Place(NamedTuple):
    """Where a parcel is."""

    state: str
    shop_id: int
    warehouse_id: int


class Numbered(NamedTuple):
    """A parcel's live courier number."""

    waybill_id: int
    number: str
    state: str


def visible_to(actor: Actor, *needs: Capability) -> QuerySet[Parcel]:
    """The parcels that one of `needs` (looking at parcels, unless said) reaches."""
    return Parcel.objects.filter(within(actor, *(needs or FLOOR), warehouse="warehouse_id"))


def places_of(actor: Actor, needs: Capability, parcel_ids: Sequence[int]) -> dict[int, Place]:
    """Where the parcels are that the capability reaches; one query."""
    rows = visible_to(actor, needs).filter(pk__any=parcel_ids)
    return {row[0]: Place(*row[1:]) for row in rows.values_list("pk", "state", "shop_id", "warehouse_id")}


def parcels_in_waves(wave_ids: Sequence[int], state: str) -> dict[int, Place]:
    """The parcels of the waves that are in `state`; one query."""
    rows = Parcel.objects.filter(wave__any=wave_ids, state=state)
    return {row[0]: Place(*row[1:]) for row in rows.values_list("pk", "state", "shop_id", "warehouse_id")}


def numbers_of(parcel_ids: Sequence[int]) -> dict[int, Numbered]:
    """The live number of each parcel that wears one; one query."""
    rows = Waybill.objects.filter(parcel__any=parcel_ids, state__in=LIVE_WAYBILLS)
    return {row[0]: Numbered(*row[1:]) for row in rows.values_list("parcel_id", "pk", "number", "state") if row[0]}


def parcels_by_code(actor: Actor, codes: Iterable[str], *needs: Capability) -> dict[str, int]:
    """The parcels that scanned codes name: our own code or a courier's number that it wears or wore; two queries."""
    given = {code.strip() for code in codes}
    own = {code: parcel for code in given if (parcel := parcel_id_of(code)) is not None}
    numbers = Waybill.objects.filter(number__in=given - own.keys(), parcel__isnull=False).order_by("pk")
    found = own | {number: parcel for number, parcel in numbers.values_list("number", "parcel_id") if parcel}
    seen = set(visible_to(actor, *needs).filter(pk__any=set(found.values())).values_list("pk", flat=True))
    return {code: parcel for code, parcel in found.items() if parcel in seen}


def parcels_of_orders(actor: Actor, numbers: Sequence[str], *needs: Capability) -> dict[str, list[int]]:
    """The parcels, stopped ones among them, of orders by platform number; one query."""
    found: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT o.external_no, l.parcel_id FROM orders_order o "
            "JOIN fulfilment_parcelline l ON l.order_id = o.id WHERE o.external_no = ANY(%s) ORDER BY 2",
            [list(numbers)],
        )
        rows = cursor.fetchall()
    seen = set(visible_to(actor, *needs).filter(pk__any={row[1] for row in rows}).values_list("pk", flat=True))
    for number, parcel_id in rows:
        if parcel_id in seen:
            found.setdefault(number, []).append(parcel_id)
    return found
