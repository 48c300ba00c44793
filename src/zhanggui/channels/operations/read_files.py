"""Files are handed over for a shop; a worker reads them and says what they would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.channels.models import ImportBatch
from zhanggui.channels.operations.parse_imports import parse_imports
from zhanggui.channels.queries.files import digest_of, uploads_of
from zhanggui.channels.queries.imports import has_imports
from zhanggui.channels.vocabulary import INGEST, ImportKind, ImportState
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import FileTokens, Ref
from zhanggui.foundation.jobs import later
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome
from zhanggui.foundation.words import _
from zhanggui.shops.queries.shops_seen import visible_to

type Files = Annotated[
    tuple[str, ...], FileTokens(_("Files"), accept=".csv,.xlsx,.xls,.ods,.zip,.gz,.json,.txt,.tsv,.html")
]
type ForShop = Annotated[int, Ref(_("Shop"), lookup="shop")]
type ByMapping = Annotated[int | None, Ref(_("Column mapping"), lookup="mapping")]


@dataclass(frozen=True)
class Delivery:
    """Files that came together for one shop."""

    files: Files
    shop: ForShop
    mapping: ByMapping = None


@operation(needs=INGEST, title=_("Import orders"))
def read_files(actor: Actor, deliveries: Sequence[Delivery]) -> Outcome:
    """Take platform files for a shop and let a worker read them; nothing changes until the import is applied."""
    shops = set(visible_to(actor, INGEST).filter(pk__any={d.shop for d in deliveries}).values_list("pk", flat=True))
    refused = {number: NOT_FOUND for number, d in enumerate(deliveries, start=1) if d.shop not in shops}
    made = [_received(actor, d).pk for number, d in enumerate(deliveries, start=1) if number not in refused]
    for batch_id in made:
        later(parse_imports, [batch_id], actor=actor)
    return Outcome(made, refused, {"imports": made})


def _received(actor: Actor, delivery: Delivery) -> ImportBatch:
    files = uploads_of(actor, delivery.files)
    return ImportBatch.objects.create(
        shop_id=delivery.shop,
        kind=ImportKind.ORDERS,
        file_tokens=[file.token for file in files],
        file_names=[file.name for file in files],
        digest=digest_of(files),
        mapping_id=delivery.mapping,
        history=not has_imports(delivery.shop),
        state=ImportState.READING,
        person_id=actor.person_id,
        read_at=clock.now(),
    )
