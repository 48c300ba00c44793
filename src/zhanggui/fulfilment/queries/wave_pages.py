"""What the pages of waves show: progress, what a wave would be made of, and the walk through the shelves."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from zhanggui.foundation.actor import Actor
from zhanggui.fulfilment.models import Parcel, ParcelLine, PrintBatch, Wave
from zhanggui.fulfilment.queries.waving import waves_visible_to
from zhanggui.fulfilment.rules.waving import walking_key
from zhanggui.fulfilment.vocabulary import GONE, ParcelState

MOST_HOT = 12
# Whatever becomes of a parcel later, to its wave it is shipped.
AFTER_SHIPPING: dict[str, str] = dict.fromkeys((*GONE, ParcelState.RETURNED), ParcelState.SHIPPED)
STEPS = (ParcelState.WAVED, ParcelState.PICKED, ParcelState.PACKED, ParcelState.ON_MANIFEST, ParcelState.SHIPPED)


class Shelf(NamedTuple):
    """One stop of the walk: pieces of a SKU, and how many go into which place of the wave."""

    sku_id: int
    shelf: str
    code: str
    name: str
    quantity: int
    shares: tuple[tuple[int, int], ...]


class Hot(NamedTuple):
    """A SKU that many waiting parcels want, each that one alone."""

    sku_id: int
    code: str
    name: str
    parcels: int


def waves_shown(actor: Actor, *, done_too: bool = False) -> QuerySet[Wave]:
    """Waves with how many of their parcels are picked, packed and gone."""
    found = waves_visible_to(actor).select_related("warehouse")
    return found if done_too else found.exclude(state="done")


def wave_progress(wave_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many parcels of each wave are in which state, and how many were printed; one query."""
    rows = Parcel.objects.filter(wave__any=wave_ids).order_by().values("wave_id", "state")
    counted = rows.annotate(count=Count("pk"), printed_ones=Count("pk", filter=Q(printed__gt=0)))
    found: defaultdict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in counted:
        found[row["wave_id"]][AFTER_SHIPPING.get(row["state"], row["state"])] += row["count"]
        if row["state"] != ParcelState.STOPPED:
            found[row["wave_id"]]["printed"] += row["printed_ones"]
    return {wave_id: dict(states) for wave_id, states in found.items()}


def print_jobs_of(wave_id: int) -> QuerySet[PrintBatch]:
    """What was printed for the wave, the newest first."""
    return PrintBatch.objects.filter(wave=wave_id).order_by("-pk")


def walk_of(wave_id: int) -> list[Shelf]:
    """The shelves that the wave needs, in walking order, of parcels that are still to be picked; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.sku_id, coalesce(b.bin, ''), s.code, s.name, p.wave_position, sum(l.quantity) "
            "FROM fulfilment_parcel p JOIN fulfilment_parcelline l ON l.parcel_id = p.id "
            "JOIN catalog_sku s ON s.id = l.sku_id "
            "LEFT JOIN inventory_balance b ON b.sku_id = l.sku_id AND b.warehouse_id = p.warehouse_id "
            "WHERE p.wave_id = %s AND p.state = 'waved' GROUP BY 1, 2, 3, 4, 5 ORDER BY 5",
            [wave_id],
        )
        rows = cursor.fetchall()
    shares: defaultdict[tuple[int, str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for sku_id, shelf, code, name, position, quantity in rows:
        shares[sku_id, shelf, code, name].append((position or 0, quantity))
    stops = [Shelf(*key, sum(count for _place, count in placed), tuple(placed)) for key, placed in shares.items()]
    return sorted(stops, key=lambda stop: (walking_key(stop.shelf), stop.code))


def hot_skus(waiting: QuerySet[Parcel]) -> list[Hot]:
    """SKUs for waves of one kind of goods: most parcels first; one query."""
    lines = ParcelLine.objects.filter(parcel__in=waiting.filter(kinds=1).order_by().values("pk"))
    rows = lines.values(code=F("sku__code"), name=F("sku__name"), goods=F("sku_id"))
    counted = rows.annotate(parcels=Count("parcel", distinct=True)).filter(parcels__gt=1).order_by("-parcels", "code")
    return [Hot(row["goods"], row["code"], row["name"], row["parcels"]) for row in counted[:MOST_HOT]]


def sizes(waiting: QuerySet[Parcel]) -> dict[str, Any]:
    """Parcels, and how many have one piece, one SKU, several; one query."""
    return waiting.order_by().aggregate(
        parcels=Count("pk"),
        single=Count("pk", filter=Q(kinds=1, pieces=1)),
        one_sku=Count("pk", filter=Q(kinds=1)),
        mixed=Count("pk", filter=Q(kinds__gt=1)),
    )
