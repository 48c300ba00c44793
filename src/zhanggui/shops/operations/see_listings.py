from collections.abc import Mapping

from zhanggui.catalog.queries.facts import skus_by_code
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import copy_rows, draw_ids
from zhanggui.foundation.words import _
from zhanggui.shops.models import Listing
from zhanggui.shops.queries.listings import listings_of
from zhanggui.shops.queries.locks import lock_listings
from zhanggui.shops.vocabulary import LISTING, LISTING_SEEN

COLUMNS = ("id", "shop_id", "code", "title", "sku_id", "seen_at", "version")


@operation(needs=LISTING, title=_("Note listings"), emits=(LISTING_SEEN,), internal=True)
def see_listings(actor: Actor, seen: Mapping[tuple[int, str], str]) -> Outcome:
    """Note unknown listings, title by (shop, code); one that is an active merchant code means that SKU.

    Done are the new listings; `listings_of` knows all of them afterwards.
    """
    lock_listings({shop_id for shop_id, _code in seen})
    known = listings_of(seen)
    new = {place: title for place, title in seen.items() if place not in known}
    means = skus_by_code({code for _shop, code in new})
    ids, moment = draw_ids(Listing, len(new)), clock.now()
    rows = [
        (listing_id, shop_id, code, title[:300], means.get(code), moment, 1)
        for listing_id, ((shop_id, code), title) in zip(ids, new.items(), strict=True)
    ]
    copy_rows(Listing, COLUMNS, rows)
    record(actor, LISTING_SEEN, [Fact(row[0], shop_id=row[1], data={"sku_id": row[4]}) for row in rows])
    return Outcome(ids)
