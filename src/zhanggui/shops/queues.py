"""The list of listings, and those that wait for a meaning."""

from zhanggui.foundation.queue import Queue
from zhanggui.foundation.registry import Listing
from zhanggui.foundation.words import _
from zhanggui.shops.queries.listings import listings_matching, unknown_listings
from zhanggui.shops.vocabulary import LISTING, STORE

LISTINGS = Listing("listings", _("Listings"), needs=(LISTING, STORE), records=listings_matching)
UNKNOWN_LISTINGS = Queue(
    "unknown_listings",
    _("Listings to map"),
    needs=LISTING,
    waiting=unknown_listings,
    due="seen_at",
    page="/listings/?state=unknown",
    row="shops/rows/listing.html",
    operations=("assign_listings",),
    icon="link",
    empty=_("Every listing is known"),
    deadline=False,
)
