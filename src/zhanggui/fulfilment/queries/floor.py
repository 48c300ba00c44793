"""What waits on the floor, and the list of parcels that all of it is part of."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import FETCH_RAISE, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.fulfilment.models import Manifest, Parcel, ParcelLine, Wave, Waybill
from zhanggui.fulfilment.queries.manifests import manifests_visible_to
from zhanggui.fulfilment.queries.parcels import visible_to
from zhanggui.fulfilment.queries.waybills import waybills_visible_to
from zhanggui.fulfilment.rules.numbers import parcel_id_of
from zhanggui.fulfilment.vocabulary import (
    DISPATCH,
    LIVE_IN_HOUSE,
    LIVE_WAYBILLS,
    PICK_PACK,
    PRINT,
    PROMISE,
    WAYBILL,
    ParcelState,
    WaybillState,
)
from zhanggui.orders.models import OrderHold
from zhanggui.orders.vocabulary import Block

SOON = timedelta(hours=2)

type Set = Callable[[Actor], QuerySet[Parcel]]


def live_number() -> Exists:
    """The condition of a parcel that wears a number."""
    return Exists(Waybill.objects.filter(parcel=OuterRef("pk"), state__in=LIVE_WAYBILLS))


def held_parcels(block: Block) -> Exists:
    """The condition of a parcel with an order that is held against a move."""
    holds = OrderHold.objects.filter(order=OuterRef("order"), released_at=None, blocks__contains=[block])
    return Exists(ParcelLine.objects.filter(Exists(holds), parcel=OuterRef("pk")))


def in_the_house() -> Q:
    """The condition of a parcel that is still here; in two parts, since each part has an index of its own."""
    gathered = [state for state in LIVE_IN_HOUSE if state != ParcelState.WAITING]
    return Q(state=ParcelState.WAITING) | Q(state__in=gathered)


def _to_wave(actor: Actor) -> QuerySet[Parcel]:
    return visible_to(actor, PRINT).filter(state=ParcelState.WAITING).exclude(held_parcels(Block.PRINT))


def _to_number(actor: Actor) -> QuerySet[Parcel]:
    numbered = (ParcelState.WAVED, ParcelState.PICKED, ParcelState.PACKED)
    return visible_to(actor, WAYBILL).filter(~live_number(), state__in=numbered)


def _to_print(actor: Actor) -> QuerySet[Parcel]:
    printable = (ParcelState.WAVED, ParcelState.PICKED, ParcelState.PACKED)
    return visible_to(actor, PRINT).filter(live_number(), state__in=printable, printed=0)


def _to_pick(actor: Actor) -> QuerySet[Parcel]:
    return visible_to(actor, PICK_PACK).filter(state=ParcelState.WAVED)


def _to_pack(actor: Actor) -> QuerySet[Parcel]:
    return visible_to(actor, PICK_PACK).filter(state=ParcelState.PICKED)


def _to_put_back(actor: Actor) -> QuerySet[Parcel]:
    return visible_to(actor, PICK_PACK).filter(state=ParcelState.STOPPED, put_back_at=None)


def _to_hand_over(actor: Actor) -> QuerySet[Parcel]:
    return visible_to(actor, DISPATCH).filter(state=ParcelState.PACKED).exclude(held_parcels(Block.SHIP))


def _held_packed(actor: Actor) -> QuerySet[Parcel]:
    found = visible_to(actor, PICK_PACK, DISPATCH)
    return found.filter(held_parcels(Block.SHIP), state__in=(ParcelState.PACKED, ParcelState.ON_MANIFEST))


def _overdue(actor: Actor) -> QuerySet[Parcel]:
    return visible_to(actor, PROMISE).filter(in_the_house(), ship_by__lt=clock.now())


SETS: Mapping[str, Set] = {
    "to_wave": _to_wave,
    "to_number": _to_number,
    "to_print": _to_print,
    "to_pick": _to_pick,
    "to_pack": _to_pack,
    "to_put_back": _to_put_back,
    "to_hand_over": _to_hand_over,
    "held_packed": _held_packed,
    "parcels_overdue": _overdue,
}


def open_manifests_of(actor: Actor) -> QuerySet[Manifest]:
    """Manifests that wait to be closed."""
    return manifests_visible_to(actor, DISPATCH).filter(closed_at=None).select_related("courier", "warehouse")


def numbers_to_cancel(actor: Actor) -> QuerySet[Waybill]:
    """Numbers that the courier must be told of."""
    return waybills_visible_to(actor, WAYBILL).filter(state=WaybillState.TO_CANCEL).select_related("courier", "parcel")


def parcels_matching(actor: Actor, query: QueryDict) -> QuerySet[Parcel]:
    """The parcels that the list's address names: a set, else those in the house.

    A number, a state, a wave or a manifest looks at all of them.
    """
    chosen, term = query.get("queue", ""), query.get("q", "").strip()
    if chosen in SETS:
        found = SETS[chosen](actor)
    else:
        found = visible_to(actor)
        if not term and not any(map(query.get, ("state", "manifest", "wave"))):
            found = found.filter(in_the_house())
    return found.filter(_narrowed(query)).filter(_named(term))


def waiting_matching(actor: Actor, query: QueryDict) -> QuerySet[Parcel]:
    """The parcels that may go into a wave, narrowed as the address says."""
    return _to_wave(actor).filter(_narrowed(query)).filter(_named(query.get("q", "").strip()))


def shown(found: QuerySet[Parcel]) -> QuerySet[Parcel]:
    """The parcels as lists show them: `number`, `order_numbers`, and `held` when an order in them must not ship."""
    numbers = Waybill.objects.filter(parcel=OuterRef("pk"), state__in=LIVE_WAYBILLS).values("number")[:1]
    orders = ParcelLine.objects.filter(parcel=OuterRef("pk")).order_by().values("parcel")
    listed = orders.annotate(numbers=ArrayAgg("order__external_no", distinct=True)).values("numbers")
    return (
        found.select_related("shop", "courier", "warehouse", "wave", "receiver")
        .defer("receiver__sealed", "receiver__search", "shop__ship_template")
        .annotate(number=Subquery(numbers), order_numbers=Subquery(listed), held=held_parcels(Block.SHIP))
        .fetch_mode(FETCH_RAISE)
    )


def _narrowed(query: QueryDict) -> Q:
    chosen = Q()
    for name in ("state", "shop", "courier", "warehouse", "wave", "manifest"):
        value = query.get(name, "")
        if name == "state" and value in ParcelState._value2member_map_:
            chosen &= Q(state=value)
        elif name != "state" and value.isdecimal() and len(value) < 10:
            chosen &= Q(**{f"{name}_id": int(value)})
    chosen &= _KINDS.get(query.get("kinds", ""), Q())
    if sku := query.get("sku", "").strip():
        chosen &= Q(Exists(ParcelLine.objects.filter(parcel=OuterRef("pk"), sku__code=sku)))
    return chosen & _due(query.get("due", ""))


_KINDS = {"single": Q(kinds=1, pieces=1), "one_sku": Q(kinds=1), "mixed": Q(kinds__gt=1)}


def _due(when: str) -> Q:
    now = clock.now()
    bounds = {"overdue": now, "soon": now + SOON, "today": clock.end_of(clock.today())}
    return Q(ship_by__lt=bounds[when]) if when in bounds else Q()


def _named(term: str) -> Q:
    """By our own code, a courier's number, a platform's number or a wave."""
    if not term:
        return Q()
    own = parcel_id_of(term)
    if own is not None:
        return Q(pk=own)
    # Looked up first: conditions on several tables, joined by OR, would read every parcel there ever was.
    worn = Waybill.objects.filter(number=term, parcel__isnull=False).values_list("parcel_id", flat=True)
    carried = ParcelLine.objects.filter(order__external_no=term).values_list("parcel_id", flat=True)
    gathered = Wave.objects.filter(number=term).values_list("pk", flat=True)
    return Q(pk__in={*worn, *carried}) | Q(wave__in=list(gathered))
