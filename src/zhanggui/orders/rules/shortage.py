"""A shortage in words: which goods are missing, how many, and when they are expected."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhanggui.orders.rules.allocation import Allocation


def missing_in_words(
    allocation: Allocation,
    warehouse_id: int | None,
    codes: Mapping[int, str],
    arrivals: Mapping[tuple[int, int], date],
) -> dict[str, Any]:
    """The details of a shortage hold: `missing` in words, `skus` {id: pieces}, `expected` the day all of it is due."""
    lacking: dict[int, int] = {}
    for (_line, sku), quantity in allocation.short.items():
        lacking[sku] = lacking.get(sku, 0) + quantity
    words = "、".join(f"{codes.get(sku, sku)} × {quantity}" for sku, quantity in lacking.items())
    days = [arrivals.get((warehouse_id or 0, sku)) for sku in lacking]
    known = [day for day in days if day is not None]
    expected = max(known).isoformat() if known and len(known) == len(days) else ""
    return {"missing": words, "skus": {str(sku): count for sku, count in lacking.items()}, "expected": expected}
