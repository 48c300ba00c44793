"""What the listings of shops mean."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet
from django.http import QueryDict

from zhanggui.catalog.queries.goods import goods_like
from zhanggui.catalog.rules.grams import grams_of_term, likeness
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.capability import Capability
from zhanggui.foundation.scope import within
from zhanggui.foundation.subject import Subject
from zhanggui.foundation.words import _
from zhanggui.shops.models import Listing
from zhanggui.shops.vocabulary import LISTING, STORE

# Titles carry much that no name has, so a third of the pairs is a good guess already.
LIKE_ENOUGH = 0.34


def skus_of_listings(listing_ids: Collection[int]) -> dict[int, int]:
    """The SKU of each mapped listing; one query."""
    rows = Listing.objects.filter(pk__any=set(listing_ids), sku__isnull=False)
    return {listing_id: sku_id for listing_id, sku_id in rows.values_list("id", "sku_id") if sku_id is not None}


def listings_of(places: Iterable[tuple[int, str]]) -> dict[tuple[int, str], tuple[int, int | None]]:
    """(listing, SKU) of those (shop, code) that are known already; one query."""
    wanted = set(places)
    rows = Listing.objects.filter(
        shop__any={shop for shop, _code in wanted}, code__any={code for _shop, code in wanted}
    )
    found = {(row[0], row[1]): (row[2], row[3]) for row in rows.values_list("shop_id", "code", "id", "sku_id")}
    return {place: known for place, known in found.items() if place in wanted}


def listings_visible_to(actor: Actor, *needs: Capability) -> QuerySet[Listing]:
    """The listings of the shops that one of `needs` reaches, of LISTING by default."""
    return Listing.objects.filter(within(actor, *(needs or (LISTING,))))


def unknown_listings(actor: Actor) -> QuerySet[Listing]:
    """The listings that wait for somebody to say what they mean, oldest first."""
    return listings_visible_to(actor).filter(sku=None).select_related("shop").order_by("seen_at")


def listings_matching(actor: Actor, query: QueryDict) -> QuerySet[Listing]:
    """The listings that the list's address names: `q` word, `shop`, `state` unknown or mapped."""
    found = listings_visible_to(actor, LISTING, STORE).select_related("shop", "sku")
    if term := query.get("q", "").strip():
        found = found.filter(Q(code__icontains=term) | Q(title__icontains=term) | Q(sku__code__iexact=term))
    shop = str(query.get("shop", ""))
    if shop.isdecimal() and len(shop) < 10:
        found = found.filter(shop_id=int(shop))
    if query.get("state") in ("unknown", "mapped"):
        found = found.filter(sku__isnull=query["state"] == "unknown")
    return found


def suggestions(titles: Mapping[int, str], most: int = 3) -> dict[int, list[tuple[int, str, str]]]:
    """The SKUs that listings most likely mean by their titles: (id, code, name), best first; one query."""
    grams = {listing_id: frozenset(grams_of_term(title)) for listing_id, title in titles.items()}
    goods = [
        (sku_id, code, name, frozenset(own))
        for sku_id, code, name, own in goods_like(frozenset().union(*grams.values()), most=2000)
    ]
    return {listing_id: _likest(own, goods, most) for listing_id, own in grams.items()}


def _likest(
    grams: frozenset[str], goods: Sequence[tuple[int, str, str, frozenset[str]]], most: int
) -> list[tuple[int, str, str]]:
    rated = [(likeness(grams, own), sku_id, code, name) for sku_id, code, name, own in goods]
    best = sorted((rate for rate in rated if rate[0] >= LIKE_ENOUGH), key=lambda rate: (-rate[0], rate[2]))
    return [(sku_id, code, name) for _rate, sku_id, code, name in best[:most]]


def _labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    return dict(listings_visible_to(actor, LISTING, STORE).filter(pk__any=ids).values_list("id", "code"))


def _url(listing_id: int) -> str:
    return f"/listings/{listing_id}/"


LISTING_SUBJECT = Subject("listing", _("Listing"), labels=_labels, url=_url)
