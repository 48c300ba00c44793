"""What an import would change is carried out."""

from zhanggui.channels.models import ImportBatch
from zhanggui.channels.operations.apply_rows import apply_rows
from zhanggui.channels.operations.finish_imports import finish_imports
from zhanggui.channels.queries.imports import visible_to, waiting_rows
from zhanggui.channels.vocabulary import APPLY_STARTED, INGEST, ImportKind, ImportState
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import RUN_ABOVE, Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.runs import start_run_on_match
from zhanggui.foundation.words import _

NOT_READY = Refusal("not_ready", _("The import does not wait for this"))


@operation(
    needs=INGEST,
    title=_("Apply the import"),
    of="import",
    emits=(APPLY_STARTED,),
    undone_by="undo_imports",
    key="A",
    tone="primary",
)
def apply_imports(actor: Actor, import_ids: Ids) -> Outcome:
    """Take the new orders in and let the known ones follow the platform; big imports go on in the background."""
    rows = visible_to(actor, INGEST).filter(pk__any=import_ids).values_list("pk", "shop_id", "state", "kind")
    found = {pk: (shop, state, kind) for pk, shop, state, kind in rows}
    refused = {pk: NOT_FOUND for pk in import_ids if pk not in found}
    ready = (ImportState.READY, ImportKind.ORDERS)
    refused |= {pk: NOT_READY for pk, (_shop, state, kind) in found.items() if (state, kind) != ready}
    fit = [pk for pk in found if pk not in refused]
    done = update_rows(ImportBatch, fit, values={"state": ImportState.APPLYING}, expect={"state": ImportState.READY})
    record(actor, APPLY_STARTED, [Fact(pk, ImportState.READY, ImportState.APPLYING, found[pk][0]) for pk in done])
    runs = {pk: run for pk in done if (run := _apply(actor, pk)) is not None}
    update_rows(ImportBatch, list(runs), values={"run_id": Each(runs.values())})
    return settle(import_ids, done, refused, **({"run": next(iter(runs.values()))} if runs else {}))


def _apply(actor: Actor, batch_id: int) -> int | None:
    """The run that applies the import, or None when it was small enough to be applied at once."""
    rows = waiting_rows(batch_id)
    waiting = rows.count()
    if waiting > RUN_ABOVE:
        return start_run_on_match(actor, apply_rows, rows, {}, waiting).pk
    if waiting:
        apply_rows(actor.delegate(), list(rows.values_list("pk", flat=True)))
    else:
        finish_imports(actor.delegate(), [batch_id])
    return None
