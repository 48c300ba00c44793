from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from django.db import connection

from zhanggui.catalog.models import Barcode, BundlePart, Sku
from zhanggui.catalog.queries.goods import (
    barcodes_by_sku,
    ids_by_code,
    known_codes,
    parts_by_bundle,
    visible_to,
)
from zhanggui.catalog.queries.locks import lock_codes
from zhanggui.catalog.rules.cells import barcodes_in, parts_in
from zhanggui.catalog.rules.drafts import Draft, refusals_of
from zhanggui.catalog.rules.grams import grams_of
from zhanggui.catalog.vocabulary import PRODUCT, SKU_CHANGED, SkuKind
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Fen, Ref, Text, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.rows import Each, copy_rows, update_rows
from zhanggui.foundation.words import _

COLUMNS = ("name", "weight_grams", "cost_fen", "floor_fen")


@dataclass(frozen=True, slots=True)
class SkuChange:
    """What shall be different; what is left blank stays, `-` takes all barcodes away."""

    sku: Annotated[int, Ref(_("SKU"), lookup="sku")]
    name: Annotated[str | None, Text(_("Name"))] = None
    weight_grams: Annotated[int | None, Whole(_("Weight in grams"), most=10_000_000)] = None
    cost_fen: Annotated[int | None, Fen(_("Cost"))] = None
    floor_fen: Annotated[int | None, Fen(_("Lowest price"))] = None
    barcodes: Annotated[str | None, Text(_("Barcodes"), most=1000, help=_("Replaces all; - for none"))] = None
    parts: Annotated[str | None, Text(_("Parts of the bundle"), most=1000, help=_("Replaces all"))] = None


@operation(needs=PRODUCT, title=_("Change SKUs"), emits=(SKU_CHANGED,))
def change_skus(actor: Actor, rows: Sequence[SkuChange]) -> Outcome:
    """Change names, weights, costs, barcodes and parts; done are the SKUs, refused are row numbers."""
    lock_codes()
    found = {sku.pk: sku for sku in visible_to(actor).filter(pk__any={r.sku for r in rows}).select_related("product")}
    drafts, refused = _drafts(rows, found)
    codes = {code for draft in drafts.values() for code in draft.parts or ()}
    barcodes = {code for draft in drafts.values() for code in draft.barcodes or ()}
    refused |= refusals_of(drafts, known_codes(codes, barcodes))
    wanted = {rows[n - 1].sku: (rows[n - 1], draft) for n, draft in drafts.items() if n not in refused}
    facts = _facts(wanted, found)
    _write(wanted, found)
    record(actor, SKU_CHANGED, facts)
    return Outcome(list(wanted), refused)


def _drafts(rows: Sequence[SkuChange], found: Mapping[int, Sku]) -> tuple[dict[int, Draft], dict[int, Refusal]]:
    drafts: dict[int, Draft] = {}
    refused: dict[int, Refusal] = {}
    for number, row in enumerate(rows, start=1):
        sku = found.get(row.sku)
        barcodes = None if row.barcodes is None else barcodes_in(row.barcodes.strip("-"))
        parts = None if row.parts is None else parts_in(row.parts)
        if sku is None:
            refused[number] = NOT_FOUND
        elif isinstance(barcodes, Refusal):
            refused[number] = barcodes
        elif isinstance(parts, Refusal):
            refused[number] = parts
        else:
            drafts[number] = Draft(sku.code, SkuKind(sku.kind), barcodes, parts, is_new=False)
    return drafts, refused


type Wanted = Mapping[int, tuple[SkuChange, Draft]]


def _facts(wanted: Wanted, found: Mapping[int, Sku]) -> list[Fact]:
    """What each SKU was and becomes, read before the change is written."""
    barcodes, parts = barcodes_by_sku(wanted.keys()), parts_by_bundle(wanted.keys())
    facts = []
    for sku_id, (row, draft) in wanted.items():
        before: dict[str, Any] = {name: getattr(found[sku_id], name) for name in COLUMNS}
        before |= {"barcodes": barcodes.get(sku_id, {}), "parts": parts.get(sku_id, {})}
        after = {name: getattr(row, name) for name in COLUMNS} | {
            "barcodes": draft.barcodes,
            "parts": draft.parts,
        }
        changed = [name for name, value in after.items() if value is not None and value != before[name]]
        told = {"before": {n: before[n] for n in changed}, "after": {n: after[n] for n in changed}}
        facts.append(Fact(sku_id, data={"changed": changed, **told}))
    return facts


def _write(wanted: Wanted, found: Mapping[int, Sku]) -> None:
    values: dict[str, Each] = {name: Each() for name in COLUMNS}
    for sku_id, (row, _draft) in wanted.items():
        for name in COLUMNS:
            given = getattr(row, name)
            values[name].append(getattr(found[sku_id], name) if given is None else given)
    update_rows(Sku, list(wanted), values=values)
    _write_grams({sku_id: (row.name or found[sku_id].name, found[sku_id]) for sku_id, (row, _draft) in wanted.items()})
    _write_barcodes({sku_id: draft.barcodes for sku_id, (_row, draft) in wanted.items() if draft.barcodes is not None})
    _write_parts({sku_id: draft.parts for sku_id, (_row, draft) in wanted.items() if draft.parts})


def _write_grams(named: Mapping[int, tuple[str, Sku]]) -> None:
    # Arrays of arrays must be rectangular, so the grams of a SKU travel as one text; no gram holds a space.
    grams = [" ".join(grams_of(sku.code, name, sku.product.name)) for name, sku in named.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalog_sku t SET grams = string_to_array(u.grams, ' ') "
            "FROM unnest(%s::bigint[], %s::text[]) AS u(id, grams) WHERE t.id = u.id",
            [list(named), grams],
        )


def _write_barcodes(barcodes: Mapping[int, Mapping[str, int]]) -> None:
    Barcode.objects.filter(sku__any=list(barcodes)).delete()
    rows = [(sku_id, code, pieces) for sku_id, held in barcodes.items() for code, pieces in held.items()]
    copy_rows(Barcode, ("sku_id", "code", "pieces"), rows)


def _write_parts(parts: Mapping[int, Mapping[str, int]]) -> None:
    BundlePart.objects.filter(bundle__any=list(parts)).delete()
    known = ids_by_code({code for held in parts.values() for code in held})
    rows = [(sku_id, known[code], quantity) for sku_id, held in parts.items() for code, quantity in held.items()]
    copy_rows(BundlePart, ("bundle_id", "part_id", "quantity"), rows)
