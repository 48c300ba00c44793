"""A person knows better: files that looked like another shop's do belong to this one."""

from zhanggui.channels.models import ImportBatch
from zhanggui.channels.operations.parse_imports import parse_imports
from zhanggui.channels.queries.imports import visible_to
from zhanggui.channels.vocabulary import INGEST, TRUSTED, ImportState
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.jobs import later
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _

NOT_STOPPED = Refusal("not_stopped", _("The import was not stopped"))


@operation(needs=INGEST, title=_("They do belong to this shop"), of="import", emits=(TRUSTED,), bulk=False)
def trust_imports(actor: Actor, import_ids: Ids) -> Outcome:
    """Read stopped files again without asking whose they are."""
    rows = visible_to(actor, INGEST).filter(pk__any=import_ids).values_list("pk", "state", "shop_id")
    found = {pk: (state, shop_id) for pk, state, shop_id in rows}
    refused = {pk: NOT_FOUND for pk in import_ids if pk not in found}
    refused |= {pk: NOT_STOPPED for pk, (state, _shop) in found.items() if state != ImportState.STOPPED}
    fit = [pk for pk in found if pk not in refused]
    values = {"state": ImportState.READING, "trusted": True, "problem": None}
    done = update_rows(ImportBatch, fit, values=values, expect={"state": ImportState.STOPPED})
    record(actor, TRUSTED, [Fact(pk, ImportState.STOPPED, ImportState.READING, found[pk][1]) for pk in done])
    later(parse_imports, done, actor=actor)
    return settle(import_ids, done, refused)
