"""Whether new or changed SKUs may stand: codes and barcodes are unique, bundles hold goods."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from zhanggui.catalog.vocabulary import SkuKind
from zhanggui.foundation.outcome import Refusal
from zhanggui.foundation.words import _

CODE_TAKEN = Refusal("code_taken", _("There is a SKU with this code already"))
CODE_TWICE = Refusal("code_twice", _("The code stands in several rows"))
NO_PARTS = Refusal("no_parts", _("Say what the bundle consists of"))
NOT_A_BUNDLE = Refusal("not_a_bundle", _("Only bundles have parts"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A SKU as it shall be; None leaves barcodes or parts as they are. `is_new` claims its code."""

    code: str
    kind: SkuKind
    barcodes: Mapping[str, int] | None = None
    parts: Mapping[str, int] | None = None
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What is there: kinds by merchant code, and for each barcode the code of its SKU."""

    kinds: Mapping[str, SkuKind]
    barcodes: Mapping[str, str] = field(default_factory=dict)


def refusals_of(drafts: Mapping[int, Draft], known: Known) -> dict[int, Refusal]:
    """The drafts that may not stand, by row number; a bundle falls with a refused part of the same call."""
    times = Counter(draft.code for draft in drafts.values())
    owners = Counter(code for draft in drafts.values() for code in draft.barcodes or ())
    refused: dict[int, Refusal] = {}
    for number, draft in drafts.items():
        fault = _own_fault(draft, known, times) or _barcode_fault(draft, known, owners)
        if fault:
            refused[number] = fault
    standing = {draft.code: draft.kind for number, draft in drafts.items() if number not in refused}
    for number, draft in drafts.items():
        if number not in refused and (fault := _part_fault(draft, {**known.kinds, **standing})):
            refused[number] = fault
    return refused


def _own_fault(draft: Draft, known: Known, times: Mapping[str, int]) -> Refusal | None:
    if times[draft.code] > 1:
        return CODE_TWICE
    if draft.is_new and draft.code in known.kinds:
        return CODE_TAKEN
    if draft.kind != SkuKind.BUNDLE:
        return NOT_A_BUNDLE if draft.parts else None
    is_empty = draft.parts is not None and not draft.parts
    return NO_PARTS if is_empty else None


def _barcode_fault(draft: Draft, known: Known, owners: Mapping[str, int]) -> Refusal | None:
    for code in draft.barcodes or ():
        owner = known.barcodes.get(code)
        foreign_code = code != draft.code and code in known.kinds
        if owners[code] > 1 or foreign_code or owner not in (None, draft.code):
            sentence = _("The barcode {barcode} scans as another SKU")
            return Refusal("barcode_taken", sentence, {"barcode": code})
    return None


def _part_fault(draft: Draft, kinds: Mapping[str, SkuKind]) -> Refusal | None:
    for code in draft.parts or ():
        if kinds.get(code) != SkuKind.GOODS:
            sentence = _("{code} cannot be a part: only goods with stock of their own can")
            return Refusal("no_such_part", sentence, {"code": code})
    return None
