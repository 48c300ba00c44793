"""A platform has answered our shipping files: its answer is handed over for a worker to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.channels.models import ImportBatch
from zhanggui.channels.operations.parse_results import parse_results
from zhanggui.channels.queries.files import digest_of, uploads_of
from zhanggui.channels.vocabulary import WRITEBACK, ImportKind, ImportState
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import FileTokens, Ref
from zhanggui.foundation.jobs import later
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome
from zhanggui.foundation.words import _
from zhanggui.shops.queries.shops_seen import visible_to

type ResultFiles = Annotated[tuple[str, ...], FileTokens(_("Result files"), accept=".csv,.xlsx,.xls,.zip")]
type OfShop = Annotated[int, Ref(_("Shop"), lookup="shop")]


@dataclass(frozen=True)
class Answer:
    """Result files of one shop."""

    files: ResultFiles
    shop: OfShop


@operation(needs=WRITEBACK, title=_("Read shipping results"))
def read_results(actor: Actor, answers: Sequence[Answer]) -> Outcome:
    """Take a platform's result files and let a worker say of each parcel whether it was accepted or failed, and why."""
    shops = set(visible_to(actor, WRITEBACK).filter(pk__any={a.shop for a in answers}).values_list("pk", flat=True))
    refused = {number: NOT_FOUND for number, a in enumerate(answers, start=1) if a.shop not in shops}
    made = [_received(actor, answer).pk for number, answer in enumerate(answers, start=1) if number not in refused]
    for batch_id in made:
        later(parse_results, [batch_id], actor=actor)
    return Outcome(made, refused, {"imports": made})


def _received(actor: Actor, answer: Answer) -> ImportBatch:
    files = uploads_of(actor, answer.files)
    return ImportBatch.objects.create(
        shop_id=answer.shop,
        kind=ImportKind.RESULTS,
        file_tokens=[file.token for file in files],
        file_names=[file.name for file in files],
        digest=digest_of(files),
        state=ImportState.READING,
        person_id=actor.person_id,
        read_at=clock.now(),
    )
