"""Goods as orders need to know them: bundles taken apart, weights and floor prices, in constant queries."""

from collections.abc import Iterable

from zhanggui.catalog.queries.facts import parts_of, sku_facts
from zhanggui.catalog.vocabulary import SkuKind
from zhanggui.orders.rules.intake import Goods


def codes_of(sku_ids: Iterable[int]) -> dict[int, str]:
    """Merchant codes by id, for telling people what is missing; one query."""
    return {sku: fact.code for sku, fact in sku_facts(set(sku_ids)).items()}


def goods_of(sku_ids: Iterable[int]) -> dict[int, Goods]:
    """What is known of the SKUs by id; two queries."""
    facts = sku_facts(set(sku_ids))
    bundles = parts_of([sku for sku, fact in facts.items() if fact.kind == SkuKind.BUNDLE])
    return {
        sku: Goods(
            fact.code,
            fact.name,
            fact.weight_grams,
            fact.floor_fen,
            fact.active,
            () if fact.kind == SkuKind.NO_STOCK else bundles.get(sku, ((sku, 1),)),
        )
        for sku, fact in facts.items()
    }
