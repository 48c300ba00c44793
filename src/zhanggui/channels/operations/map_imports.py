"""Files that no platform made are read again, by a saved mapping."""

from typing import Annotated

from zhanggui.channels.models import ImportBatch, ImportRow
from zhanggui.channels.operations.parse_imports import parse_imports
from zhanggui.channels.queries.imports import visible_to
from zhanggui.channels.vocabulary import INGEST, READ, ImportState
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Ref
from zhanggui.foundation.jobs import later
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _

type Mapping = Annotated[int, Ref(_("Column mapping"), lookup="mapping")]

NOT_READY = Refusal("not_ready", _("The import does not wait for this"))


@operation(needs=INGEST, title=_("Read with a mapping"), of="import", emits=(READ,), bulk=False)
def map_imports(actor: Actor, import_ids: Ids, *, mapping: Mapping) -> Outcome:
    """Read imports that are ready again, their tables by the mapping."""
    found = dict(visible_to(actor, INGEST).filter(pk__any=import_ids).values_list("pk", "state"))
    shops = dict(visible_to(actor, INGEST).filter(pk__any=import_ids).values_list("pk", "shop_id"))
    refused = {pk: NOT_FOUND for pk in import_ids if pk not in found}
    refused |= {pk: NOT_READY for pk, state in found.items() if state != ImportState.READY}
    fit = [pk for pk in found if pk not in refused]
    values = {"state": ImportState.READING, "mapping_id": mapping}
    done = update_rows(ImportBatch, fit, values=values, expect={"state": ImportState.READY})
    ImportRow.objects.filter(batch__in=done).delete()
    record(actor, READ, [Fact(pk, ImportState.READY, ImportState.READING, shops[pk]) for pk in done])
    later(parse_imports, done, actor=actor)
    return settle(import_ids, done, refused)
