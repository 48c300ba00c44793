from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.catalog.models import Barcode, BundlePart, Product, Sku
from zhanggui.catalog.queries.goods import ids_by_code, known_codes, products_by_code
from zhanggui.catalog.queries.locks import lock_codes
from zhanggui.catalog.rules.cells import barcodes_in, parts_in
from zhanggui.catalog.rules.drafts import Draft, refusals_of
from zhanggui.catalog.rules.grams import grams_of
from zhanggui.catalog.vocabulary import PRODUCT, SKU_ADDED, SKU_KINDS, SkuKind
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Choice, Fen, Text, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, Refusal
from zhanggui.foundation.rows import copy_rows, draw_ids
from zhanggui.foundation.words import _

COLUMNS = (
    "id", "product_id", "code", "name", "kind", "weight_grams", "cost_fen", "floor_fen", "active",
    "grams", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SkuRow:
    """A new SKU; without a product it is its own, without a name it is called like its product."""

    code: Annotated[str, Text(_("Merchant code"), most=60)]
    name: Annotated[str, Text(_("Name"))] = ""
    product_code: Annotated[str, Text(_("Product code"), most=60)] = ""
    product_name: Annotated[str, Text(_("Product name"))] = ""
    kind: Annotated[SkuKind, Choice(_("Kind"), options=SKU_KINDS)] = SkuKind.GOODS
    weight_grams: Annotated[int, Whole(_("Weight in grams"), most=10_000_000)] = 0
    cost_fen: Annotated[int, Fen(_("Cost"))] = 0
    floor_fen: Annotated[int, Fen(_("Lowest price"))] = 0
    barcodes: Annotated[
        str, Text(_("Barcodes"), most=1000, help=_("6901234567892; a case of 12: 6901234567908x12"))
    ] = ""
    parts: Annotated[str, Text(_("Parts of the bundle"), most=1000, help=_("SKU-A x2; SKU-B x1"))] = ""


@operation(needs=PRODUCT, title=_("Add SKUs"), emits=(SKU_ADDED,), tone="primary")
def add_skus(actor: Actor, rows: Sequence[SkuRow]) -> Outcome:
    """Add SKUs with products, barcodes and bundle parts; done are the new SKUs, refused row numbers."""
    lock_codes()
    drafts, refused = _drafts(rows)
    codes = {code for draft in drafts.values() for code in (draft.code, *(draft.parts or ()))}
    barcodes = {code for draft in drafts.values() for code in draft.barcodes or ()}
    refused |= refusals_of(drafts, known_codes(codes, barcodes))
    new = {number: rows[number - 1] for number in drafts if number not in refused}
    ids = dict(zip(new, draw_ids(Sku, len(new)), strict=True))
    _add(new, ids)
    _add_barcodes(ids, drafts)
    _add_parts(ids, drafts)
    record(actor, SKU_ADDED, [Fact(sku_id) for sku_id in ids.values()])
    return Outcome(list(ids.values()), refused)


def _drafts(rows: Sequence[SkuRow]) -> tuple[dict[int, Draft], dict[int, Refusal]]:
    drafts: dict[int, Draft] = {}
    refused: dict[int, Refusal] = {}
    for number, row in enumerate(rows, start=1):
        barcodes, parts = barcodes_in(row.barcodes), parts_in(row.parts)
        if isinstance(barcodes, Refusal):
            refused[number] = barcodes
        elif isinstance(parts, Refusal):
            refused[number] = parts
        else:
            drafts[number] = Draft(row.code, row.kind, barcodes, parts)
    return drafts, refused


def _add(new: Mapping[int, SkuRow], ids: Mapping[int, int]) -> None:
    products = _products(list(new.values()))
    rows = []
    for number, row in new.items():
        product_id, product_name = products[row.product_code or row.code]
        name = row.name or product_name
        grams = grams_of(row.code, name, product_name)
        rows.append(
            (
                ids[number],
                product_id,
                row.code,
                name,
                row.kind,
                row.weight_grams,
                row.cost_fen,
                row.floor_fen,
                True,
                grams,
                1,
            )
        )
    copy_rows(Sku, COLUMNS, rows)


def _products(rows: Sequence[SkuRow]) -> dict[str, tuple[int, str]]:
    """Id and name of the rows' products by code; those that are not there yet are added."""
    known = products_by_code(row.product_code or row.code for row in rows)
    names: dict[str, str] = {}
    for row in rows:
        code = row.product_code or row.code
        if code not in known:
            names[code] = names.get(code) or row.product_name or row.name or code
    added = dict(zip(names, draw_ids(Product, len(names)), strict=True))
    copy_rows(Product, ("id", "code", "name"), [(added[code], code, name) for code, name in names.items()])
    return known | {code: (product_id, names[code]) for code, product_id in added.items()}


def _add_barcodes(ids: Mapping[int, int], drafts: Mapping[int, Draft]) -> None:
    rows = [
        (sku_id, code, pieces)
        for number, sku_id in ids.items()
        for code, pieces in (drafts[number].barcodes or {}).items()
    ]
    copy_rows(Barcode, ("sku_id", "code", "pieces"), rows)


def _add_parts(ids: Mapping[int, int], drafts: Mapping[int, Draft]) -> None:
    parts = {sku_id: drafts[number].parts or {} for number, sku_id in ids.items()}
    known = ids_by_code({code for held in parts.values() for code in held})
    rows = [(sku_id, known[code], quantity) for sku_id, held in parts.items() for code, quantity in held.items()]
    copy_rows(BundlePart, ("bundle_id", "part_id", "quantity"), rows)
