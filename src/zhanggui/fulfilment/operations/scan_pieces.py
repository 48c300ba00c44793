"""A goods code is scanned into a parcel; with the last piece the parcel is packed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Text, Whole
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import CHANGED_MEANWHILE, NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import ParcelLine
from zhanggui.fulfilment.operations.pack_parcels import OPEN, pack_parcels
from zhanggui.fulfilment.queries.obstacles import in_state
from zhanggui.fulfilment.queries.scanning import OnTable, meaning_of, on_table
from zhanggui.fulfilment.rules.packing import distribute, is_complete
from zhanggui.fulfilment.vocabulary import PACKED, PICK_PACK

UNKNOWN = Refusal("unknown_code", _("Nobody knows this code"))


@dataclass(frozen=True, slots=True)
class PieceScan:
    """A code that was scanned while the parcel lay on the table."""

    parcel: Annotated[int, Whole(_("Parcel"), least=1, most=2**62)]
    code: Annotated[str, Text(_("Code"), most=60)]


@operation(needs=PICK_PACK, title=_("Scan goods"), of="", emits=(PACKED,))
def scan_pieces(actor: Actor, scans: Sequence[PieceScan]) -> Outcome:
    """Count scanned goods into their parcels, each code as the pieces it stands for; complete parcels are packed.

    Refused, by row, are goods that do not belong in or are too many, and parcels that were stopped or are held.
    `result["packed"]` names the parcels that became complete.
    """
    parcel_ids = sorted({scan.parcel for scan in scans})
    table = on_table(actor, PICK_PACK, parcel_ids)
    meanings = meaning_of({scan.code for scan in scans})
    filled, taken, refused = _count(table, meanings, scans)
    lost = _write(table, filled)
    refused |= {row: CHANGED_MEANWHILE for row, line_ids in taken.items() if lost & line_ids}
    complete = [i for i, parcel in table.items() if parcel.lines and is_complete(parcel.wanted, filled)]
    complete = [i for i in complete if any(line.line_id in filled for line in table[i].lines)]
    packed = pack_parcels(actor.delegate(), complete) if complete else Outcome()
    return Outcome([row for row in taken if row not in refused], refused, {"packed": list(packed.done)})


def _count(
    table: Mapping[int, OnTable], meanings: Mapping[str, tuple[int, int]], scans: Sequence[PieceScan]
) -> tuple[dict[int, int], dict[int, set[int]], dict[int, Refusal]]:
    """Pieces to add by line, the lines that each row filled, and the refusals by row."""
    filled: dict[int, int] = {}
    taken: dict[int, set[int]] = {}
    refused: dict[int, Refusal] = {}
    for row, scan in enumerate(scans, start=1):
        parcel = table.get(scan.parcel)
        refusal = _why_not(parcel, scan.code, meanings)
        if refusal is None and parcel is not None:
            lines = [line._replace(packed=line.packed + filled.get(line.line_id, 0)) for line in parcel.wanted]
            shares = distribute(lines, *meanings[scan.code])
            if shares is not None:
                taken[row] = set(shares)
                for line_id, pieces in shares.items():
                    filled[line_id] = filled.get(line_id, 0) + pieces
                continue
            refusal = _too_many(parcel, meanings[scan.code])
        refused[row] = refusal or NOT_FOUND
    return filled, taken, refused


def _why_not(parcel: OnTable | None, code: str, meanings: Mapping[str, tuple[int, int]]) -> Refusal | None:
    if parcel is None:
        return NOT_FOUND
    if parcel.state not in OPEN:
        return in_state(parcel.state)
    if parcel.held:
        return Refusal("held", _("Order {order} is held"), {"order": parcel.held})
    return None if code in meanings else UNKNOWN


def _too_many(parcel: OnTable, meaning: tuple[int, int]) -> Refusal:
    sku_id, pieces = meaning
    inside = [line for line in parcel.lines if line.sku_id == sku_id]
    if not inside:
        return Refusal("wrong_goods", _("These goods do not belong in this parcel"))
    missing = sum(line.quantity - line.packed for line in inside)
    sentence = _("{sku}: {pieces} more scanned, only {missing} missing")
    return Refusal("too_many", sentence, {"sku": inside[0].sku_code, "pieces": pieces, "missing": missing})


def _write(table: Mapping[int, OnTable], filled: Mapping[int, int]) -> set[int]:
    """Add the pieces where nobody else has scanned meanwhile; answers the lines where somebody had."""
    before = {line.line_id: line.packed for parcel in table.values() for line in parcel.lines}
    line_ids = list(filled)
    done = update_rows(
        ParcelLine,
        line_ids,
        values={"packed": Each([before[i] + filled[i] for i in line_ids])},
        expect={"packed": Each([before[i] for i in line_ids])},
    )
    return set(line_ids) - set(done)
