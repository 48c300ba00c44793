from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.catalog.queries.facts import sku_facts
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Ref, Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.rows import Each, copy_rows, draw_ids, update_rows
from zhanggui.foundation.words import _
from zhanggui.shops.models import Listing
from zhanggui.shops.queries.listings import listings_of
from zhanggui.shops.queries.locks import lock_listings
from zhanggui.shops.queries.shops_seen import visible_to
from zhanggui.shops.vocabulary import LISTING, LISTING_MAPPED

NOT_ON_SALE = Refusal("not_on_sale", _("The SKU is not on sale any more"))
COLUMNS = ("id", "shop_id", "code", "title", "sku_id", "seen_at", "version")


@dataclass(frozen=True, slots=True)
class ListingRow:
    """What a code of a shop means; a code that was never seen is noted."""

    shop: Annotated[int, Ref(_("Shop"), lookup="shop")]
    code: Annotated[str, Text(_("Listing code"), most=100)]
    sku: Annotated[int, Ref(_("SKU"), lookup="sku")]


@operation(needs=LISTING, title=_("Map listings by file"), emits=(LISTING_MAPPED,))
def map_listings(actor: Actor, rows: Sequence[ListingRow]) -> Outcome:
    """Say which SKUs the codes of shops mean; lines that wait for it are repaired. Refused: row numbers."""
    lock_listings({row.shop for row in rows})
    shops = set(visible_to(actor, LISTING).filter(pk__any={row.shop for row in rows}).values_list("id", flat=True))
    facts = sku_facts({row.sku for row in rows})
    refused: dict[int, Refusal] = {}
    for number, row in enumerate(rows, start=1):
        if row.shop not in shops or row.sku not in facts:
            refused[number] = NOT_FOUND
        elif not facts[row.sku].active:
            refused[number] = NOT_ON_SALE
    wanted = {(row.shop, row.code): row.sku for n, row in enumerate(rows, start=1) if n not in refused}
    return Outcome(_map(actor, wanted), refused)


def _map(actor: Actor, wanted: dict[tuple[int, str], int]) -> list[int]:
    known = listings_of(wanted)
    there = {place: known[place] for place in wanted if place in known}
    new = [place for place in wanted if place not in known]
    added = dict(zip(new, draw_ids(Listing, len(new)), strict=True))
    moment = clock.now()
    copy_rows(Listing, COLUMNS, [(i, *place, "", wanted[place], moment, 1) for place, i in added.items()])
    skus = Each(wanted[place] for place in there)
    update_rows(Listing, [listing_id for listing_id, _sku in there.values()], values={"sku_id": skus})
    before = {place: sku_id for place, (_listing, sku_id) in there.items()}
    ids = {place: listing_id for place, (listing_id, _sku) in there.items()} | added
    facts = [
        Fact(i, shop_id=place[0], data={"sku_id": wanted[place], "before": before.get(place)})
        for place, i in ids.items()
    ]
    record(actor, LISTING_MAPPED, facts)
    return list(ids.values())
