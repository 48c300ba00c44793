"""How parcels, waves, numbers and manifests are called, found and listed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.lookup import Lookup
from zhanggui.foundation.subject import Subject
from zhanggui.foundation.words import _
from zhanggui.fulfilment.queries.day import closes_visible_to
from zhanggui.fulfilment.queries.manifests import manifests_visible_to
from zhanggui.fulfilment.queries.parcels import visible_to
from zhanggui.fulfilment.queries.printing import batches_visible_to
from zhanggui.fulfilment.queries.waving import waves_visible_to
from zhanggui.fulfilment.queries.waybills import waybills_visible_to
from zhanggui.fulfilment.vocabulary import (
    PAPER_KINDS,
    PARCEL_STATES,
    REPORT_STATES,
    WAVE_STATES,
    WAYBILL_STATES,
    PaperKind,
    WaveState,
)

MOST_FOUND = 20


def parcel_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """Parcel codes within range; one query."""
    return {pk: f"P{pk}" for pk in visible_to(actor).filter(pk__any=ids).values_list("pk", flat=True)}


def wave_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """Wave numbers within range; one query."""
    return dict(waves_visible_to(actor).filter(pk__any=ids).values_list("pk", "number"))


def manifest_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """Manifest numbers within range; one query."""
    return dict(manifests_visible_to(actor).filter(pk__any=ids).values_list("pk", "number"))


def waybill_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """Courier numbers within range; one query."""
    return dict(waybills_visible_to(actor).filter(pk__any=ids).values_list("pk", "number"))


def print_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """Print jobs by kind and number; one query."""
    rows = batches_visible_to(actor).filter(pk__any=ids).values_list("pk", "kind")
    return {pk: f"{gettext(PAPER_KINDS[PaperKind(kind)])} {pk}" for pk, kind in rows}


def day_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """Signed days with shop and warehouse; one query."""
    rows = closes_visible_to(actor).filter(pk__any=ids).values_list("pk", "day", "shop__name", "warehouse__name")
    return {pk: f"{day} {shop} · {warehouse}" for pk, day, shop, warehouse in rows}


def _note(kind: str, data: Mapping[str, Any]) -> str:
    if "wave" in data:
        return gettext("{wave}, place {position}").format(**data)
    if "number" in data:
        return str(data["number"])
    if "out_of" in data:
        return gettext("out of parcel P{parcel}").format(parcel=data["out_of"])
    if "into" in data:
        return gettext("into parcel P{parcel}").format(parcel=data["into"])
    if data.get("without_scan"):
        return gettext("without scanning")
    return str(data.get("reason", ""))


def _count_note(kind: str, data: Mapping[str, Any]) -> str:
    if "receivers" in data:
        return gettext("{receivers} receivers").format(receivers=data["receivers"])
    return gettext("{parcels} parcels").format(parcels=data["parcels"]) if "parcels" in data else ""


def _search_waves(actor: Actor, term: str) -> list[tuple[int, str]]:
    found = waves_visible_to(actor).filter(number__icontains=term).exclude(state=WaveState.DONE)
    return list(found.order_by("-pk").values_list("pk", "number")[:MOST_FOUND])


def _waves_by_code(actor: Actor, codes: Sequence[str]) -> dict[str, int]:
    return dict(waves_visible_to(actor).filter(number__any=codes).values_list("number", "pk"))


def _search_manifests(actor: Actor, term: str) -> list[tuple[int, str]]:
    found = manifests_visible_to(actor).filter(closed_at=None)
    found = found.filter(Q(number__icontains=term) | Q(courier__name__icontains=term)).order_by("-pk")
    return [
        (pk, f"{number} · {name}")
        for pk, number, name in found.values_list("pk", "number", "courier__name")[:MOST_FOUND]
    ]


def _manifests_by_code(actor: Actor, codes: Sequence[str]) -> dict[str, int]:
    return dict(manifests_visible_to(actor).filter(number__any=codes).values_list("number", "pk"))


PARCEL = Subject(
    "parcel",
    _("Parcel"),
    labels=parcel_labels,
    url=lambda i: f"/parcels/{i}/",
    states={**PARCEL_STATES, **{f"report.{state}": title for state, title in REPORT_STATES.items()}},
    note=_note,
)
WAVE = Subject(
    "wave", _("Wave"), labels=wave_labels, url=lambda i: f"/waves/{i}/", states=WAVE_STATES, note=_count_note
)
MANIFEST = Subject(
    "manifest", _("Manifest"), labels=manifest_labels, url=lambda i: f"/manifests/{i}/", note=_count_note,
    states={"open": _("Open"), "closed": _("Closed")},
)  # fmt: skip
WAYBILL = Subject("waybill", _("Waybill number"), labels=waybill_labels, states=WAYBILL_STATES)
PRINT_JOB = Subject("print", _("Print job"), labels=print_labels, url=lambda i: f"/prints/{i}/", note=_count_note)
DAY_CLOSE = Subject("day_close", _("Day close"), labels=day_labels)
Lookup("wave", search=_search_waves, by_code=_waves_by_code, texts=wave_labels)
Lookup("manifest", search=_search_manifests, by_code=_manifests_by_code, texts=manifest_labels)
