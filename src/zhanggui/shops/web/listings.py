"""What the listings of shops mean, and who says it with one click."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import capped, page_of
from zhanggui.foundation.timeline import events_of
from zhanggui.foundation.web.answers import answer
from zhanggui.foundation.web.buttons import buttons_for
from zhanggui.foundation.web.requests import Request, require
from zhanggui.foundation.web.saved_views import save_url, views_of
from zhanggui.shops.operations.assign_listings import assign_listings
from zhanggui.shops.queries.listings import listings_visible_to, suggestions
from zhanggui.shops.queries.shops_seen import shop_choices
from zhanggui.shops.queues import LISTINGS
from zhanggui.shops.vocabulary import LISTING, STORE


def listings(request: Request) -> HttpResponse:
    """Listings with their SKU, and for unknown ones the SKUs that their titles suggest."""
    require(request.actor, LISTING, STORE)
    matching = LISTINGS.records(request.actor, request.GET)
    page = page_of(matching, request.GET, sorts={"seen": "seen_at", "code": "code"}, default="-seen")
    guesses = suggestions({row.pk: f"{row.title} {row.code}" for row in page.rows if row.sku_id is None})
    context = {
        "page": page,
        "rows": [{"listing": row, "guesses": guesses.get(row.pk, [])} for row in page.rows],
        "total": capped(matching),
        "may_map": request.actor.may(LISTING),
        "mapping": buttons_for(request.actor, "", names=("map_listings",)),
        "buttons": buttons_for(request.actor, "listing", listing="listings"),
        "filters": _filters(request),
        "views": views_of(request, "listings"),
        "save_url": save_url("listings"),
    }
    return render(request, "shops/listings.html", context)


def listings_count(request: Request) -> HttpResponse:
    """How many match, exactly."""
    require(request.actor, LISTING, STORE)
    return HttpResponse(str(LISTINGS.records(request.actor, request.GET).count()))


def listing(request: Request, listing_id: int) -> HttpResponse:
    """One listing: what it means, what it might mean, who said so."""
    require(request.actor, LISTING, STORE)
    found = listings_visible_to(request.actor, LISTING, STORE).select_related("shop", "sku")
    shown = found.filter(pk=listing_id).first()
    if shown is None:
        raise NotFound
    context = {
        "shown": shown,
        "guesses": suggestions({listing_id: f"{shown.title} {shown.code}"}, most=8)[listing_id],
        "may_map": request.actor.may(LISTING),
        "facts": [
            {"label": gettext("Shop"), "value": shown.shop.name},
            {"label": gettext("Listing code"), "value": shown.code},
            {"label": gettext("Title"), "value": shown.title},
            {"label": gettext("SKU"), "value": str(shown.sku) if shown.sku else gettext("nobody has said yet")},
        ],
        "buttons": buttons_for(request.actor, "listing", ids=[listing_id]),
        "events": events_of(request.actor, "listing", listing_id, since=shown.seen_at),
    }
    return render(request, "shops/listing.html", context)


@require_POST
def map_to(request: Request, listing_id: int, sku_id: int) -> HttpResponse:
    """Map one listing by one click on a suggestion."""
    return answer(request, assign_listings, [listing_id], {"sku": sku_id})


def _filters(request: Request) -> list[dict[str, Any]]:
    query = request.GET
    states = [("unknown", gettext("Unknown")), ("mapped", gettext("Mapped"))]
    shops = [(str(shop_id), name) for shop_id, name in shop_choices(request.actor)]
    return [
        {"name": "q", "label": gettext("Code, title or SKU"), "kind": "text", "value": query.get("q", "")},
        _choice("state", gettext("State"), states, query.get("state", "")),
        _choice("shop", gettext("Shop"), shops, query.get("shop", "")),
    ]


def _choice(name: str, label: str, choices: list[tuple[str, str]], value: str) -> dict[str, Any]:
    text = dict(choices).get(value, value)
    return {"name": name, "label": label, "kind": "choice", "choices": choices, "value": value, "text": text}
