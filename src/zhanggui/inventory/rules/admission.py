"""Which rows may touch stock at all: within the actor's warehouses, and only goods that lie somewhere."""

from collections.abc import Collection, Mapping

from zhanggui.catalog.vocabulary import SkuKind
from zhanggui.foundation.outcome import NOT_FOUND, Refusal
from zhanggui.foundation.words import _

NOT_STOCKED = Refusal("not_stocked", _("Bundles and what needs no stock do not lie in a warehouse"))
UNKNOWN_CODE = Refusal("unknown_code", _("Neither a merchant code nor a barcode of ours"))


def admit(
    wanted: Mapping[int, tuple[int, int | None]], warehouse_ids: Collection[int], kinds: Mapping[int, SkuKind]
) -> dict[int, Refusal]:
    """The rows, (warehouse, SKU) by number, that are refused; a SKU of None is a code that nobody knows."""
    refused: dict[int, Refusal] = {}
    for number, (warehouse_id, sku_id) in wanted.items():
        if warehouse_id not in warehouse_ids:
            refused[number] = NOT_FOUND
        elif sku_id is None or sku_id not in kinds:
            refused[number] = UNKNOWN_CODE
        elif kinds[sku_id] != SkuKind.GOODS:
            refused[number] = NOT_STOCKED
    return refused
