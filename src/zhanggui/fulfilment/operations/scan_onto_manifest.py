"""Parcels are put on a manifest by the codes on their labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome, Refusal
from zhanggui.foundation.words import _
from zhanggui.fulfilment.operations.list_parcels import OnManifest, list_parcels
from zhanggui.fulfilment.queries.parcels import parcels_by_code
from zhanggui.fulfilment.vocabulary import DISPATCH, LISTED

UNKNOWN = Refusal("unknown_label", _("No parcel within your range wears this code"))
AGAIN = Refusal("twice", _("The parcel is on this manifest already"))


@dataclass(frozen=True, slots=True)
class LabelScan:
    """A scanned label: a waybill number or our own parcel code."""

    code: Annotated[str, Text(_("Code"), most=60)]


@operation(needs=DISPATCH, title=_("Scan onto manifest"), of="", emits=(LISTED,))
def scan_onto_manifest(actor: Actor, scans: Sequence[LabelScan], *, manifest: OnManifest) -> Outcome:
    """Put the parcels with these labels on the manifest; refused rows say why in words.

    `result["parcels"]` maps rows to parcels, for the station that names what it has seen.
    """
    known = parcels_by_code(actor, {scan.code for scan in scans}, DISPATCH)
    row_of: dict[int, int] = {}
    refused: dict[int, Refusal] = {}
    for row, scan in enumerate(scans, start=1):
        parcel_id = known.get(scan.code.strip())
        if parcel_id is None:
            refused[row] = UNKNOWN
        elif row_of.setdefault(parcel_id, row) != row:
            refused[row] = AGAIN
    outcome = list_parcels(actor, list(row_of), manifest=manifest)
    refused |= {row_of[parcel_id]: refusal for parcel_id, refusal in outcome.refused.items()}
    seen = {str(row): parcel_id for parcel_id, row in row_of.items()}
    return Outcome([row_of[parcel_id] for parcel_id in outcome.done], refused, {"parcels": seen})
