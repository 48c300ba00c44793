"""Somebody has dealt with the rows that an import left out."""

from zhanggui.channels.models import ImportBatch
from zhanggui.channels.queries.imports import visible_to
from zhanggui.channels.vocabulary import INGEST, REJECTS_SETTLED
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _


@operation(needs=INGEST, title=_("Rejected rows are settled"), of="import", emits=(REJECTS_SETTLED,))
def settle_rejects(actor: Actor, import_ids: Ids) -> Outcome:
    """Take imports off the queue of rejected rows."""
    found = dict(visible_to(actor, INGEST).filter(pk__any=import_ids).values_list("pk", "shop_id"))
    done = update_rows(ImportBatch, list(found), values={"rejects_settled": True}, expect={"rejects_settled": False})
    record(actor, REJECTS_SETTLED, [Fact(pk, shop_id=found[pk]) for pk in done])
    return settle(import_ids, list(found), {pk: NOT_FOUND for pk in import_ids if pk not in found})
