"""What the trading day asks about SKUs, for whole sets at once, as plain values."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from zhanggui.catalog.models import Barcode, BundlePart, Sku
from zhanggui.catalog.vocabulary import SkuKind


class SkuFacts(NamedTuple):
    """What never changes while an order is decided: weights in grams, money in fen."""

    code: str
    name: str
    kind: SkuKind
    weight_grams: int
    cost_fen: int
    floor_fen: int
    active: bool


def sku_facts(sku_ids: Collection[int]) -> dict[int, SkuFacts]:
    """The facts of each known SKU by id; one query."""
    columns = ("id", *SkuFacts._fields)
    rows = Sku.objects.filter(pk__any=set(sku_ids)).values_list(*columns)
    return {row[0]: SkuFacts(row[1], row[2], SkuKind(row[3]), *row[4:]) for row in rows}


def kinds_of(sku_ids: Collection[int]) -> dict[int, SkuKind]:
    """Whether each SKU is goods, a bundle or needs no stock; one query."""
    rows = Sku.objects.filter(pk__any=set(sku_ids)).values_list("id", "kind")
    return {sku_id: SkuKind(kind) for sku_id, kind in rows}


def costs_of(sku_ids: Collection[int]) -> dict[int, int]:
    """What one piece of each SKU costs today, in fen; one query."""
    return dict(Sku.objects.filter(pk__any=set(sku_ids)).values_list("id", "cost_fen"))


def parts_of(sku_ids: Collection[int]) -> dict[int, tuple[tuple[int, int], ...]]:
    """For each bundle among the SKUs its (part, quantity) pairs; other SKUs are left out. One query."""
    parts: dict[int, tuple[tuple[int, int], ...]] = {}
    rows = BundlePart.objects.filter(bundle__any=set(sku_ids)).order_by("bundle_id", "part_id")
    for bundle_id, part_id, quantity in rows.values_list("bundle_id", "part_id", "quantity"):
        parts[bundle_id] = (*parts.get(bundle_id, ()), (part_id, quantity))
    return parts


def skus_by_code(codes: Iterable[str]) -> dict[str, int]:
    """The ids of active SKUs by merchant code; one query."""
    return dict(Sku.objects.filter(code__any=set(codes), active=True).values_list("code", "id"))


def pieces_by_barcode(codes: Collection[str]) -> Mapping[str, tuple[int, int]]:
    """What scanned codes mean, (SKU, pieces): a barcode, or a merchant code for one piece. Two queries."""
    found = {code: (sku_id, 1) for code, sku_id in skus_by_code(codes).items()}
    barcodes = Barcode.objects.filter(code__any=set(codes), sku__active=True)
    return found | {code: (sku_id, pieces) for code, sku_id, pieces in barcodes.values_list("code", "sku_id", "pieces")}


def bundles_with(sku_ids: Collection[int]) -> list[int]:
    """The bundles that hold one of the SKUs; one query."""
    return list(BundlePart.objects.filter(part__any=set(sku_ids)).values_list("bundle_id", flat=True).distinct())
