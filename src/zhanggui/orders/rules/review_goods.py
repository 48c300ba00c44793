"""Rules about the goods of an order."""

from collections.abc import Mapping
from typing import Any

from zhanggui.foundation.money import yuan
from zhanggui.foundation.words import _
from zhanggui.orders.rules.review_values import Findings, Parameter, ReviewSet, Rule


def check_unmapped(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """A line leads to no SKU, or to one that is not sold any more."""
    inactive = review.facts.inactive_skus
    for at, order in enumerate(review.orders):
        for line in order.lines:
            if line.sku_id is None:
                found.hold(at, "sku_unmapped", line.line_id, listing=line.listing_code or line.title)
            elif line.sku_id in inactive:
                found.hold(at, "sku_inactive", line.line_id, listing=line.listing_code or line.title)


def check_floor(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """A line is sold below its lowest price and no promotion explains it."""
    floors, exempt = review.facts.floor_fen, review.facts.floor_exempt
    if not floors:
        return
    for at, order in enumerate(review.orders):
        for line in order.lines:
            floor = floors.get(line.sku_id) if line.sku_id is not None else None
            if floor is None or line.gift or line.amount_fen is None or line.quantity <= 0:
                continue
            if line.amount_fen < floor * line.quantity and (order.shop_id, line.sku_id) not in exempt:
                price = yuan(line.amount_fen // line.quantity)
                found.hold(at, "price_under_floor", line.line_id, price=price, floor=yuan(floor))


def check_many_pieces(review: ReviewSet, parameters: Mapping[str, Any], found: Findings) -> None:
    """Somebody orders as many pieces as a dealer would."""
    limit = parameters["limit"]
    for at, pieces in enumerate(review.pieces):
        if pieces >= limit:
            found.hold(at, "many_pieces", pieces=pieces)


GOODS_RULES = (
    Rule(
        "sku_unmapped",
        _("Goods unknown"),
        check_unmapped,
        {
            "sku_unmapped": _("The listing is not linked to a SKU: {listing}"),
            "sku_inactive": _("The SKU is not sold any more: {listing}"),
        },
        owner_duty="catalog.listing",
        minutes_to_act=30,
    ),
    Rule(
        "price_floor",
        _("Price under floor"),
        check_floor,
        {"price_under_floor": _("Sold at {price}, below the lowest price of {floor}")},
        owner_duty="catalog.product",
        minutes_to_act=30,
    ),
    Rule(
        "many_pieces",
        _("Many pieces"),
        check_many_pieces,
        {"many_pieces": _("{pieces} pieces in one order")},
        (Parameter("limit", "count", 100, _("Pieces from which a person looks")),),
    ),
)
