"""Shops and listings in the navigation."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.navigation import Page
from zhanggui.foundation.paging import capped
from zhanggui.foundation.words import _
from zhanggui.shops.queries.listings import unknown_listings
from zhanggui.shops.vocabulary import LISTING, STORE

GOODS = _("Goods")
SETTINGS = _("Settings")


def _unknown(actor: Actor) -> int:
    return capped(unknown_listings(actor), 100)


LISTINGS = Page(
    "listings", GOODS, _("Listings"), "/listings/", "link", needs=(LISTING, STORE), rank=410, count=_unknown
)
SHOPS = Page("shops", SETTINGS, _("Shops"), "/shops/", "building-store", needs=(STORE,), rank=800)
