"""What we know of the orders that files speak of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.db.models import Count

from zhanggui.catalog.queries.facts import skus_by_code
from zhanggui.channels.rules.belonging import Clues, OurShop, stray
from zhanggui.channels.rules.judging import Judged, judged
from zhanggui.channels.rules.payload import Word
from zhanggui.fulfilment.models import ParcelLine
from zhanggui.fulfilment.vocabulary import ParcelState
from zhanggui.orders.models import Order
from zhanggui.orders.queries.receivers import receiver_key
from zhanggui.orders.queries.snapshots import known_orders
from zhanggui.orders.rules.changes import Known
from zhanggui.orders.rules.external import ExternalOrder
from zhanggui.orders.rules.intake import contact_of
from zhanggui.shops.models import Listing
from zhanggui.shops.queries.shops import shops_by_id

# An order's number and all that the files say of it.
type Told = tuple[str, Sequence[Word]]
IN_HOUSE = (ParcelState.WAITING, ParcelState.WAVED, ParcelState.PICKED, ParcelState.PACKED, ParcelState.ON_MANIFEST)


def known_with_prints(shop_id: int, numbers: Sequence[str]) -> dict[str, Known]:
    """Orders of a shop by number as we have them, with whether a label was printed; five queries at most."""
    known = known_orders(shop_id, numbers)
    printed = printed_orders([order.order_id for order in known.values()])
    if not printed:
        return known
    return {
        number: replace(order, printed=True) if order.order_id in printed else order for number, order in known.items()
    }


def printed_orders(order_ids: Collection[int]) -> set[int]:
    """The orders of which a label was printed and lies in the house; one query."""
    if not order_ids:
        return set()
    found = ParcelLine.objects.filter(order__any=order_ids, parcel__printed__gt=0, parcel__state__in=IN_HOUSE)
    return set(found.values_list("order_id", flat=True))


def judge(shop_id: int, told: Sequence[Told]) -> list[tuple[Judged, bool]]:
    """What becomes of each order that the files speak of, and whether its label is printed."""
    known = known_with_prints(shop_id, [number for number, _words in told])
    printed = {number for number, order in known.items() if order.printed}
    return [(judged(words, known.get(number), key_of), number in printed) for number, words in told]


def key_of(order: ExternalOrder) -> str:
    """The keyed hash of the receiver as the file shows it."""
    return receiver_key(contact_of(order.receiver)) if order.receiver is not None else ""


def belongs_elsewhere(shop_id: int, clues: Clues) -> Mapping[str, object] | None:
    """Why the files belong to another of our shops; four queries."""
    shops = {
        shop.id: OurShop(shop.id, shop.code, shop.name, shop.platform)
        for shop in shops_by_id().values()
        if shop.active or shop.id == shop_id
    }
    # A code of our own goods says nothing: they are sold in every shop.
    codes = clues.codes - skus_by_code(clues.codes).keys()
    speaking = clues._replace(codes=frozenset(codes))
    return stray(speaking, shops[shop_id], list(shops.values()), _listings(codes), _orders(clues.numbers))


def _listings(codes: Collection[str]) -> dict[int, int]:
    found = Listing.objects.filter(code__any=codes).values_list("shop_id").annotate(Count("pk"))
    return dict(found.order_by())


def _orders(numbers: Collection[str]) -> dict[int, int]:
    found = Order.objects.filter(external_no__any=numbers).values_list("shop_id").annotate(Count("pk"))
    return dict(found.order_by())
