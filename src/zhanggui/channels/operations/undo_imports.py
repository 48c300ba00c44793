"""An import was a mistake: the orders that it created leave the books while none of them has moved."""

from collections.abc import Sequence

from zhanggui.channels.models import ImportBatch
from zhanggui.channels.queries.imports import created_orders, visible_to
from zhanggui.channels.queries.locks import lock_imports
from zhanggui.channels.queries.moved import moved_orders
from zhanggui.channels.vocabulary import INGEST, UNDONE, ImportKind, ImportState
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, Refused, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.orders.operations.withdraw_orders import withdraw_orders

NOT_APPLIED = Refusal("not_applied", _("Only an applied import can be undone"))
MOVED = _(
    "{count} of its orders have moved since they came in, {number} among them; the import can no longer be undone"
)


@operation(needs=INGEST, title=_("Undo the import"), of="import", emits=(UNDONE,), tone="danger", bulk=False)
def undo_imports(actor: Actor, import_ids: Ids) -> Outcome:
    """Withdraw the orders that imports created. What they changed in known orders stays: the platform said so."""
    reach = set(visible_to(actor, INGEST).filter(pk__any=import_ids).values_list("pk", flat=True))
    batches = {batch.pk: batch for batch in lock_imports(sorted(reach), ImportState.APPLIED)}
    refused = {pk: NOT_APPLIED if pk in reach else NOT_FOUND for pk in import_ids if pk not in batches}
    refused |= {pk: NOT_APPLIED for pk, batch in batches.items() if batch.kind != ImportKind.ORDERS}
    created = created_orders([pk for pk in batches if pk not in refused])
    moved = moved_orders([order_id for order_ids in created.values() for order_id in order_ids])
    refused |= {
        pk: _moved(stuck) for pk, order_ids in created.items() if (stuck := [moved[i] for i in order_ids if i in moved])
    }
    fit = [pk for pk in created if pk not in refused]
    withdrawn = [order_id for pk in fit for order_id in created[pk]]
    outcome = withdraw_orders(actor.delegate(), withdrawn)
    if outcome.refused:  # one has moved between the look and the step: nothing is undone
        raise Refused(next(iter(outcome.refused.values())))
    done = update_rows(ImportBatch, fit, values={"state": ImportState.UNDONE}, expect={"state": ImportState.APPLIED})
    record(actor, UNDONE, [
        Fact(pk, ImportState.APPLIED, ImportState.UNDONE, batches[pk].shop_id, None,
             {"withdrawn": len(created[pk]), "kept": batches[pk].updated})
        for pk in done
    ])  # fmt: skip
    kept = sum(batches[pk].updated for pk in done)
    return settle(import_ids, done, refused, withdrawn=len(withdrawn), updates_kept=kept)


def _moved(numbers: Sequence[str]) -> Refusal:
    return Refusal("orders_moved", MOVED, {"count": len(numbers), "number": numbers[0]})
