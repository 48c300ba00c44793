"""Paper for parcels: labels, slips, pick lists, and order numbers for the platform's own print page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Choice
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel, Waybill
from zhanggui.fulfilment.operations.keep_print import Printing, keep_print
from zhanggui.fulfilment.queries.obstacles import HELD, in_state, obstacles
from zhanggui.fulfilment.queries.parcels import Numbered, numbers_of
from zhanggui.fulfilment.queries.printing import Printable, printables
from zhanggui.fulfilment.vocabulary import (
    LIVE_IN_HOUSE,
    PAPER_KINDS,
    PRINT,
    PRINTED,
    RECEIVERS_PRINTED,
    PaperKind,
    WaybillState,
)
from zhanggui.orders.vocabulary import Block

NO_NUMBER = Refusal("no_number", _("The parcel wears no waybill number"))
MASKED = Refusal(
    "masked", _("Only the platform may print this receiver; print the order list and read the numbers back")
)
AGAIN = Refusal("printed_before", _("The label was printed before; print it again from its print job"))

type Kind = Annotated[PaperKind, Choice(_("Paper"), options=PAPER_KINDS)]


@operation(needs=PRINT, title=_("Print"), of="parcel", emits=(PRINTED, RECEIVERS_PRINTED), key="L", chunk=5000)
def print_parcels(actor: Actor, parcel_ids: Ids, *, kind: Kind = PaperKind.LABEL) -> Outcome:
    """Print parcels in the order of their wave; a hold against printing is looked at in the very statement.

    `result["prints"]` are the print jobs, one per warehouse and wave; `/prints/<id>.pdf` is the paper.
    """
    found = printables(actor, parcel_ids)
    worn = numbers_of(list(found)) if kind is PaperKind.LABEL else {}
    refused = {i: NOT_FOUND for i in parcel_ids if i not in found}
    for i, parcel in found.items():
        if (refusal := _why_not(kind, parcel, worn.get(i))) is not None:
            refused[i] = refusal
    fit = [i for i in found if i not in refused]
    is_label = kind is PaperKind.LABEL
    done = set(update_rows(
        Parcel,
        fit,
        values={"printed": Each([found[i].printed + is_label for i in fit])},
        expect={"state": LIVE_IN_HOUSE, "printed": Each([found[i].printed for i in fit])},
        unless=HELD,
        params={"block": Block.PRINT},
    ))  # fmt: skip
    printed = [i for i in fit if i in done]
    if is_label:
        _mark(actor, printed, found, worn)
    prints = keep_print(actor, kind, _printings({i: found[i] for i in printed}))
    refused |= obstacles(set(fit) - done, LIVE_IN_HOUSE, Block.PRINT)
    return settle(parcel_ids, printed, refused, prints=prints, url=f"/prints/{prints[0]}/" if prints else "")


def _why_not(kind: PaperKind, parcel: Printable, number: Numbered | None) -> Refusal | None:
    if parcel.state not in LIVE_IN_HOUSE:
        return in_state(parcel.state)
    if kind is not PaperKind.LABEL:
        return None
    if parcel.masked:
        return MASKED
    if parcel.printed:
        return AGAIN
    return None if number else NO_NUMBER


def _mark(actor: Actor, printed: Sequence[int], found: Mapping[int, Printable], worn: Mapping[int, Numbered]) -> None:
    update_rows(
        Waybill,
        [worn[i].waybill_id for i in printed],
        values={"state": WaybillState.PRINTED},
        expect={"state": WaybillState.ASSIGNED},
    )
    record(actor, PRINTED, [
        Fact(i, str(found[i].printed), str(found[i].printed + 1), found[i].shop_id, found[i].warehouse_id,
             {"number": worn[i].number})
        for i in printed
    ])  # fmt: skip


def _printings(found: Mapping[int, Printable]) -> list[Printing]:
    """One job per wave, where positions are those of the wave; parcels without one are counted from 1."""
    groups: defaultdict[tuple[int, int | None], list[int]] = defaultdict(list)
    for i, parcel in found.items():
        groups[parcel.warehouse_id, parcel.wave_id].append(i)
    return [
        Printing(warehouse_id, wave_id, [(_place(found[i], place), i) for place, i in enumerate(ids, start=1)])
        for (warehouse_id, wave_id), ids in groups.items()
    ]


def _place(parcel: Printable, place: int) -> int:
    return parcel.wave_position if parcel.wave_id and parcel.wave_position else place
