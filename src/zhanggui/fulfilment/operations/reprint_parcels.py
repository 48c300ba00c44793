"""A stretch of a print job is printed again: after a jam, a torn roll, an empty ribbon."""

from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Text, Whole
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.keep_print import Printing, keep_print
from zhanggui.fulfilment.queries.obstacles import HELD
from zhanggui.fulfilment.queries.parcels import numbers_of
from zhanggui.fulfilment.queries.printing import batches_visible_to, items_of, printables
from zhanggui.fulfilment.vocabulary import LIVE_IN_HOUSE, PRINT, RECEIVERS_PRINTED, REPRINTED, PaperKind
from zhanggui.orders.vocabulary import Block

NOTHING = Refusal("nothing_there", _("No parcel of that stretch is in the house any more"))

type First = Annotated[int, Whole(_("From"), least=1)]
type Last = Annotated[int, Whole(_("To"), least=1)]
type Why = Annotated[str, Text(_("Reason"), most=100)]


@operation(needs=PRINT, title=_("Print again"), of="print", emits=(REPRINTED, RECEIVERS_PRINTED), bulk=False)
def reprint_parcels(actor: Actor, print_ids: Ids, *, first: First, last: Last, reason: Why) -> Outcome:
    """Print positions `first` to `last` of print jobs again, both included, each at its old place.

    What was stopped or held meanwhile is left out: `result["left_out"]` lists those positions, `result["prints"]` the
    new jobs.
    """
    jobs = {job.pk: job for job in batches_visible_to(actor, PRINT).filter(pk__in=print_ids)}
    places = items_of(list(jobs), first, last)
    found = printables(actor, sorted({i for listed in places.values() for _place, i in listed}))
    labels = {i for pk, listed in places.items() if jobs[pk].kind == PaperKind.LABEL for _place, i in listed}
    worn = numbers_of(sorted(labels))
    found = {i: parcel for i, parcel in found.items() if i in worn or i not in labels}
    done = set(update_rows(
        Parcel,
        list(found),
        values={"printed": Each([parcel.printed + (i in labels) for i, parcel in found.items()])},
        expect={"state": LIVE_IN_HOUSE, "printed": Each([parcel.printed for parcel in found.values()])},
        unless=HELD,
        params={"block": Block.PRINT},
    ))  # fmt: skip
    again = {pk: [place for place in listed if place[1] in done] for pk, listed in places.items()}
    fresh = [
        keep_print(actor, kind, printings, reason) for kind in PaperKind
        if (printings := [
            Printing(jobs[pk].warehouse_id, jobs[pk].wave_id, listed, pk)
            for pk, listed in again.items() if listed and jobs[pk].kind == kind
        ])
    ]  # fmt: skip
    record(actor, REPRINTED, [
        Fact(i, str(found[i].printed), str(found[i].printed + 1), found[i].shop_id, found[i].warehouse_id,
             {"reason": reason})
        for i in sorted(done & labels)
    ])  # fmt: skip
    left_out = sorted(place for listed in places.values() for place, i in listed if i not in done)
    refused = {pk: NOTHING if pk in jobs else NOT_FOUND for pk in print_ids if not again.get(pk)}
    prints = [pk for ids in fresh for pk in ids]
    return settle(print_ids, [pk for pk in again if again[pk]], refused, prints=prints, left_out=left_out,
                  url=f"/prints/{prints[0]}/" if prints else "")  # fmt: skip
