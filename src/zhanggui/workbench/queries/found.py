"""What somebody may mean by a number, a name or a word, in every module and only within the range of their duties."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from zhanggui.catalog.queries.goods import search_skus
from zhanggui.catalog.vocabulary import PRODUCT
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.text import storable
from zhanggui.foundation.words import _
from zhanggui.fulfilment.queries.manifests import manifests_visible_to
from zhanggui.fulfilment.queries.parcels import FLOOR, parcels_by_code, visible_to
from zhanggui.fulfilment.queries.waving import waves_visible_to
from zhanggui.fulfilment.vocabulary import PARCEL_STATES, WAVE_STATES, ParcelState, WaveState
from zhanggui.inventory.queries.warehouses import SEEING as STOCK_SEEING
from zhanggui.orders.queries.filters import ALL, orders_matching
from zhanggui.orders.queries.lists import SEEING
from zhanggui.orders.vocabulary import FULFILMENTS, REVIEWS, Fulfilment, Review

SHORTEST = 2
MOST_IN_GROUP = 6
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Found:
    """A record that the term may mean, and where it opens."""

    label: str
    detail: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one kind."""

    label: str
    items: list[Found]


def found_for(actor: Actor, term: str) -> list[Group]:
    """Records that the term names, grouped by kind, groups without any left out; at most seven queries."""
    term = storable(term).strip()[:LONGEST]
    if len(term) < SHORTEST:
        return []
    groups = [Group(gettext(title), find(actor, term)) for title, find in FINDERS]
    return [group for group in groups if group.items]


def _orders(actor: Actor, term: str) -> list[Found]:
    if not any(map(actor.may, SEEING)):
        return []
    query = QueryDict(mutable=True)
    query.update({"q": term, "queue": ALL})
    columns = ("pk", "external_no", "shop__name", "receiver__name_hint", "review", "fulfilment")
    rows = orders_matching(actor, query).order_by("-received_at", "-pk").values_list(*columns)[:MOST_IN_GROUP]
    return [
        Found(number, _joined(shop, receiver, _standing(review, fulfilment)), f"/orders/{pk}/", "list-details")
        for pk, number, shop, receiver, review, fulfilment in rows
    ]


def _parcels(actor: Actor, term: str) -> list[Found]:
    if not any(map(actor.may, FLOOR)):
        return []
    ids = parcels_by_code(actor, [term]).values()
    rows = visible_to(actor).filter(pk__in=ids).values_list("pk", "state", "shop__name", "wave__number")
    return [
        Found(f"P{pk}", _joined(shop, wave, gettext(PARCEL_STATES[ParcelState(state)])), f"/parcels/{pk}/", "package")
        for pk, state, shop, wave in rows
    ]


def _waves(actor: Actor, term: str) -> list[Found]:
    found = waves_visible_to(actor).filter(number__istartswith=term).order_by("-pk")
    rows = found.values_list("pk", "number", "state", "warehouse__name")[:MOST_IN_GROUP]
    return [
        Found(number, _joined(place, gettext(WAVE_STATES[WaveState(state)])), f"/waves/{pk}/", "stack-2")
        for pk, number, state, place in rows
    ]


def _manifests(actor: Actor, term: str) -> list[Found]:
    found = manifests_visible_to(actor).filter(number__istartswith=term).order_by("-pk")
    rows = found.values_list("pk", "number", "courier__name", "warehouse__name")[:MOST_IN_GROUP]
    return [Found(number, _joined(courier, place), f"/manifests/{pk}/", "truck") for pk, number, courier, place in rows]


def _skus(actor: Actor, term: str) -> list[Found]:
    if actor.may(PRODUCT):
        address = "/goods/{pk}/"
    elif any(map(actor.may, STOCK_SEEING)):
        address = "/stock/?q={code}"
    else:
        return []
    rows = [(pk, *text.partition(" ")[::2]) for pk, text in search_skus(actor, term)[:MOST_IN_GROUP]]
    return [Found(code, name, address.format(pk=pk, code=code), "box") for pk, code, name in rows]


def _standing(review: str, fulfilment: str) -> str:
    if review == Review.VOID:
        return gettext(REVIEWS[Review.VOID])
    return gettext(FULFILMENTS[Fulfilment(fulfilment)])


def _joined(*words: str | None) -> str:
    return " · ".join(word for word in words if word)


FINDERS: tuple[tuple[str, Callable[[Actor, str], list[Found]]], ...] = (
    (_("Orders"), _orders),
    (_("Parcels"), _parcels),
    (_("Waves"), _waves),
    (_("Manifests"), _manifests),
    (_("SKUs"), _skus),
)
