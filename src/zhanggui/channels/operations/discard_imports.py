"""What was read is not wanted: the import ends without a trace in the orders."""

from zhanggui.channels.models import ImportBatch, ImportRow
from zhanggui.channels.queries.imports import visible_to
from zhanggui.channels.vocabulary import DISCARDED, INGEST, ImportState
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _

NOT_WAITING = Refusal("not_waiting", _("The import was applied or discarded already"))
OPEN = (ImportState.READING, ImportState.READY, ImportState.STOPPED)


@operation(needs=INGEST, title=_("Discard"), of="import", emits=(DISCARDED,), key="D")
def discard_imports(actor: Actor, import_ids: Ids) -> Outcome:
    """Drop imports that wait, with all that was read of them."""
    rows = visible_to(actor, INGEST).filter(pk__any=import_ids).values_list("pk", "state", "shop_id")
    found = {pk: (state, shop_id) for pk, state, shop_id in rows}
    refused = {pk: NOT_FOUND for pk in import_ids if pk not in found}
    refused |= {pk: NOT_WAITING for pk, (state, _shop) in found.items() if state not in OPEN}
    fit = [pk for pk in found if pk not in refused]
    done = update_rows(ImportBatch, fit, values={"state": ImportState.DISCARDED}, expect={"state": OPEN})
    ImportRow.objects.filter(batch__in=done).delete()
    record(actor, DISCARDED, [Fact(pk, found[pk][0], ImportState.DISCARDED, found[pk][1]) for pk in done])
    return settle(import_ids, done, refused)
