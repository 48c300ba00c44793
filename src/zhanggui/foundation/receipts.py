"""How runs are getting on and what became of each of their records, for the person who started them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.models import Run, RunRefusal
from zhanggui.foundation.operation import Operation, all_operations
from zhanggui.foundation.outcome import NotFound, Refusal
from zhanggui.foundation.sheets import write_sheet
from zhanggui.foundation.subject import subject_named
from zhanggui.foundation.words import _

PAGE_SIZE = 100
CHUNK = 2000


def run_of(actor: Actor, run_id: int) -> Run:
    """The run, if the actor started it. Raises NotFound."""
    run = Run.objects.filter(pk=run_id, person_id=actor.person_id).first()
    if run is None or actor.person_id is None:
        raise NotFound
    return run


def runs_of(actor: Actor, most: int = 50) -> list[Run]:
    """The newest runs that the actor started."""
    return list(Run.objects.filter(person_id=actor.person_id).order_by("-id")[:most])


def title_of(run: Run) -> str:
    """What the run does, in the reader's words."""
    operation = all_operations().get(run.operation)
    return gettext(operation.title) if operation else run.operation


def refusals_of(actor: Actor, run: Run, after: int = 0, most: int = PAGE_SIZE) -> list[dict[str, Any]]:
    """The run's refused records beyond a position, with label, page and reason."""
    rows = RunRefusal.objects.filter(run=run, pk__gt=after).order_by("pk").values_list("pk", "record_id", "refusal")
    found = {record: (position, Refusal.from_json(refusal)) for position, record, refusal in rows[:most]}
    refused = {record: refusal for record, (_position, refusal) in found.items()}
    lines = refused_lines(actor, all_operations().get(run.operation), refused)
    return [{**line, "position": found[line["id"]][0]} for line in lines]


def refused_lines(
    actor: Actor, operation: Operation[Any] | None, refused: Mapping[int, Refusal]
) -> list[dict[str, Any]]:
    """A line per refused record: what it is called, where it is, why it was left alone."""
    subject = subject_named(operation.of) if operation else None
    by_row = operation is not None and operation.rows is not None
    labels = subject.labels(actor, list(refused)) if subject and not by_row else {}
    return [
        {
            "id": record,
            "label": _row_label(record) if by_row else labels.get(record, f"#{record}"),
            "url": subject.url(record) if subject and record in labels else "",
            "sentence": refusal.sentence(),
        }
        for record, refusal in refused.items()
    ]


def receipt_sheet(actor: Actor, run: Run) -> bytes:
    """The receipt of a run as a table: each refused record with the reason."""
    columns = [gettext(word) for word in (_("Record"), _("Number"), _("Reason"))]
    return write_sheet(title_of(run), columns, _receipt_rows(actor, run))


def _receipt_rows(actor: Actor, run: Run) -> Iterator[Sequence[Any]]:
    after = 0
    while lines := refusals_of(actor, run, after, CHUNK):
        yield from ((line["label"], line["id"], line["sentence"]) for line in lines)
        after = lines[-1]["position"]


def _row_label(number: int) -> str:
    return gettext("Row {number}").format(number=number)
