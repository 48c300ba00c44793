from typing import Annotated

from zhanggui.catalog.queries.facts import sku_facts
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Ref
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, NotFound, Outcome, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.shops.models import Listing
from zhanggui.shops.queries.listings import listings_visible_to
from zhanggui.shops.vocabulary import LISTING, LISTING_MAPPED


@operation(needs=LISTING, title=_("Map to a SKU"), of="listing", emits=(LISTING_MAPPED,), key="M", tone="primary")
def assign_listings(actor: Actor, listing_ids: Ids, *, sku: Annotated[int, Ref(_("SKU"), lookup="sku")]) -> Outcome:
    """Say which SKU these listings mean; lines that wait for it are repaired. Raises NotFound for the SKU."""
    if sku not in sku_facts([sku]):
        raise NotFound
    rows = listings_visible_to(actor, LISTING).filter(pk__in=listing_ids).values_list("id", "shop_id", "sku_id")
    found = {listing_id: (shop_id, before) for listing_id, shop_id, before in rows}
    done = update_rows(Listing, list(found), values={"sku_id": sku})
    facts = [Fact(i, shop_id=found[i][0], data={"sku_id": sku, "before": found[i][1]}) for i in done]
    record(actor, LISTING_MAPPED, facts)
    return settle(listing_ids, done, {i: NOT_FOUND for i in listing_ids if i not in found})
