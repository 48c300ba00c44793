"""An import whose last row is through is counted and closed."""

from zhanggui.channels.models import ImportBatch
from zhanggui.channels.queries.imports import counts_of
from zhanggui.channels.queries.locks import lock_imports
from zhanggui.channels.vocabulary import APPLIED, INGEST, ImportState, RowState
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.shops.operations.note_status_files import note_status_files


@operation(needs=INGEST, title=_("Close an import"), of="import", emits=(APPLIED,), internal=True)
def finish_imports(actor: Actor, import_ids: Ids) -> Outcome:
    """Say of imports that are being applied that they are through, with what became of their rows."""
    batches = lock_imports(import_ids, ImportState.APPLYING)
    for batch in batches:
        counted = counts_of(batch.pk)
        counts = {state.value: counted[state] for state in RowState}
        values = {"state": ImportState.APPLIED, "applied_at": clock.now(), **counts}
        update_rows(ImportBatch, [batch.pk], values=values)
        record(actor, APPLIED, [Fact(batch.pk, ImportState.APPLYING, ImportState.APPLIED, batch.shop_id, None, counts)])
    note_status_files(actor.delegate(), {batch.shop_id: batch.read_at for batch in batches})
    return Outcome([batch.pk for batch in batches])
