"""Shops as the trading day asks for them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from zhanggui.shops.models import Shop
from zhanggui.shops.vocabulary import Allocation, Platform


class ShopFacts(NamedTuple):
    """A shop's rules as plain values; `gate_minutes` None: no gate, `status_at` None: no status file yet."""

    id: int
    code: str
    name: str
    platform: Platform
    cooling_minutes: int
    ship_within_hours: int
    allocation: Allocation
    gate_minutes: int | None
    status_at: datetime | None
    ship_template: dict[str, Any]
    active: bool


def shops_by_id(shop_ids: Collection[int] | None = None) -> dict[int, ShopFacts]:
    """The rules of the shops, of every one when none is named; one query."""
    shops = Shop.objects.all() if shop_ids is None else Shop.objects.filter(pk__any=set(shop_ids))
    return {row[0]: _facts(row) for row in shops.order_by("id").values_list(*ShopFacts._fields)}


def shop_of_code(code: str) -> ShopFacts | None:
    """The shop that goes by the code, or None."""
    row = Shop.objects.filter(code=code).values_list(*ShopFacts._fields).first()
    return _facts(row) if row else None


def _facts(row: tuple[Any, ...]) -> ShopFacts:
    facts = ShopFacts(*row)
    return facts._replace(platform=Platform(facts.platform), allocation=Allocation(facts.allocation))
