"""Shops and listings for machines."""

from typing import Any

from ninja import Router

from zhanggui.foundation.api.pages import api_page
from zhanggui.foundation.paging import page_of
from zhanggui.foundation.web.requests import Request, require
from zhanggui.shops.queries.shops_seen import visible_to
from zhanggui.shops.queues import LISTINGS
from zhanggui.shops.vocabulary import LISTING, STORE

router = Router(tags=["shops"])


@router.get("/shops", summary="Shops in range")
def shops(request: Request) -> dict[str, Any]:
    """Shops with the rules that their orders follow."""
    require(request.actor, STORE)
    page = page_of(visible_to(request.actor, STORE), request.GET, sorts={"code": "code"}, default="code")
    return api_page(page, _shop)


@router.get("/listings", summary="Listings in range")
def listings(request: Request) -> dict[str, Any]:
    """Listings with what they mean; filters as on the page (`q`, `shop`, `state`)."""
    require(request.actor, LISTING, STORE)
    matching = LISTINGS.records(request.actor, request.GET)
    return api_page(page_of(matching, request.GET, sorts={"seen": "seen_at"}, default="-seen"), _listing)


def _shop(shop: Any) -> dict[str, Any]:
    names = ("code", "name", "platform", "cooling_minutes", "ship_within_hours", "allocation", "gate_minutes")
    rules = {name: getattr(shop, name) for name in (*names, "ship_template", "active")}
    return {"id": shop.pk, **rules, "status_at": shop.status_at}


def _listing(listing: Any) -> dict[str, Any]:
    return {
        "id": listing.pk,
        "shop_id": listing.shop_id,
        "code": listing.code,
        "title": listing.title,
        "sku_id": listing.sku_id,
        "sku": listing.sku.code if listing.sku else None,
        "seen_at": listing.seen_at,
    }
