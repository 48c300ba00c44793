"""Products and SKUs as lists, labels and look-ups."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import Length
from django.http import QueryDict
from django.utils.translation import gettext

from zhanggui.catalog.models import Barcode, BundlePart, Product, Sku
from zhanggui.catalog.rules.drafts import Known
from zhanggui.catalog.rules.grams import grams_of_term
from zhanggui.catalog.vocabulary import SALES, SkuKind
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.lookup import Lookup
from zhanggui.foundation.subject import Subject
from zhanggui.foundation.words import _

SUGGESTIONS = 20


def visible_to(actor: Actor) -> QuerySet[Sku]:
    """Every SKU: goods know no shops or warehouses, so everyone who works here may know them."""
    return Sku.objects.all()


def skus_matching(actor: Actor, query: QueryDict) -> QuerySet[Sku]:
    """The SKUs that the list's address names: `q` words or a barcode, `kind`, `state` active or retired."""
    found = visible_to(actor).select_related("product")
    if term := query.get("q", "").strip():
        found = found.filter(_containing(term))
    if query.get("kind") in set(SkuKind):
        found = found.filter(kind=query["kind"])
    if query.get("state", "active") in SALES:
        found = found.filter(active=query.get("state", "active") == "active")
    return found


def sku_page(sku_id: int) -> Sku | None:
    """One SKU with its product, or None."""
    return Sku.objects.select_related("product").filter(pk=sku_id).first()


def barcodes_by_sku(sku_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """For each SKU its barcodes with the pieces they mean; one query."""
    found: dict[int, dict[str, int]] = {}
    rows = Barcode.objects.filter(sku__any=sku_ids).order_by("sku_id", "pieces", "code")
    for sku_id, code, pieces in rows.values_list("sku_id", "code", "pieces"):
        found.setdefault(sku_id, {})[code] = pieces
    return found


def parts_by_bundle(sku_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """For each bundle its parts, pieces by merchant code; one query."""
    found: dict[int, dict[str, int]] = {}
    rows = BundlePart.objects.filter(bundle__any=sku_ids).order_by("bundle_id", "part__code")
    for bundle_id, code, quantity in rows.values_list("bundle_id", "part__code", "quantity"):
        found.setdefault(bundle_id, {})[code] = quantity
    return found


def bundles_with(part_id: int) -> list[tuple[int, str, str, int]]:
    """The active bundles that hold the SKU: (id, code, name, quantity)."""
    rows = BundlePart.objects.filter(part=part_id, bundle__active=True).order_by("bundle__code")
    return list(rows.values_list("bundle_id", "bundle__code", "bundle__name", "quantity"))


def parts_in_use(sku_ids: Collection[int]) -> set[int]:
    """Those of the SKUs that an active bundle holds; one query."""
    rows = BundlePart.objects.filter(part__any=sku_ids, bundle__active=True)
    return set(rows.values_list("part_id", flat=True))


def known_codes(codes: Collection[str], barcodes: Collection[str]) -> Known:
    """What is known of merchant codes and barcodes that somebody wants to use; two queries."""
    wanted = {*codes, *barcodes}
    kinds = Sku.objects.filter(code__in=wanted).values_list("code", "kind")
    owners = Barcode.objects.filter(code__in=wanted).values_list("code", "sku__code")
    return Known({code: SkuKind(kind) for code, kind in kinds}, dict(owners))


def ids_by_code(codes: Iterable[str]) -> dict[str, int]:
    """The ids of SKUs by merchant code, retired ones too; one query."""
    return dict(Sku.objects.filter(code__any=set(codes)).values_list("code", "id"))


def products_by_code(codes: Iterable[str]) -> dict[str, tuple[int, str]]:
    """(id, name) of products by code; one query."""
    rows = Product.objects.filter(code__any=set(codes)).values_list("code", "id", "name")
    return {code: (product_id, name) for code, product_id, name in rows}


def goods_like(grams: Collection[str], most: int = 40) -> list[tuple[int, str, str, list[str]]]:
    """Active SKUs that share pairs of characters with a title, best guess later: (id, code, name, grams)."""
    pairs = [gram for gram in grams if len(gram) == 2]
    rows = Sku.objects.filter(grams__overlap=pairs, active=True).order_by("id") if pairs else Sku.objects.none()
    return list(rows.values_list("id", "code", "name", "grams")[:most])


def search_skus(actor: Actor, term: str) -> list[tuple[int, str]]:
    """What a look-up field suggests: short codes first, so that an exact code leads."""
    if not term.strip():
        return []
    found = visible_to(actor).filter(_containing(term.strip()), active=True).order_by(Length("code"), "code")
    return [(row[0], f"{row[1]} {row[2]}") for row in found.values_list("id", "code", "name")[:SUGGESTIONS]]


def ids_of_codes(actor: Actor, codes: Sequence[str]) -> dict[str, int]:
    """The SKUs that merchant codes and barcodes name."""
    barcodes = Barcode.objects.filter(code__any=codes).values_list("code", "sku_id")
    return dict(barcodes) | ids_by_code(codes)


def sku_texts(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """Code and name of SKUs."""
    rows = visible_to(actor).filter(pk__any=ids).values_list("id", "code", "name")
    return {sku_id: f"{code} {name}" for sku_id, code, name in rows}


def sku_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """The merchant codes of SKUs."""
    return dict(visible_to(actor).filter(pk__any=ids).values_list("id", "code"))


def _containing(term: str) -> Q:
    exact = Q(code__iexact=term) | Q(pk__in=Subquery(Barcode.objects.filter(code=term).values("sku_id")))
    grams = grams_of_term(term)
    return exact | Q(grams__contains=grams) if grams else exact


def _search_products(actor: Actor, term: str) -> list[tuple[int, str]]:
    found = Product.objects.filter(Q(code__istartswith=term) | Q(name__icontains=term)).order_by("code")
    return [(row[0], f"{row[1]} {row[2]}") for row in found.values_list("id", "code", "name")[:SUGGESTIONS]]


def _products_of_codes(actor: Actor, codes: Sequence[str]) -> dict[str, int]:
    return {code: found[0] for code, found in products_by_code(codes).items()}


def _product_texts(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    return {
        row[0]: f"{row[1]} {row[2]}" for row in Product.objects.filter(pk__any=ids).values_list("id", "code", "name")
    }


def _sku_url(sku_id: int) -> str:
    return f"/goods/{sku_id}/"


def _sku_note(kind: str, data: Mapping[str, Any]) -> str:
    return "、".join(gettext(FIELDS[name]) for name in data.get("changed", ()) if name in FIELDS)


FIELDS = {
    "name": _("Name"),
    "weight_grams": _("Weight"),
    "cost_fen": _("Cost"),
    "floor_fen": _("Lowest price"),
    "barcodes": _("Barcodes"),
    "parts": _("Parts"),
}
SKU = Subject("sku", _("SKU"), labels=sku_labels, url=_sku_url, states=SALES, note=_sku_note)
Lookup("sku", search=search_skus, by_code=ids_of_codes, texts=sku_texts)
Lookup("product", search=_search_products, by_code=_products_of_codes, texts=_product_texts)
