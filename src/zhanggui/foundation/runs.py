"""A run carries one operation over a large frozen set: chunk by chunk, each its own transaction, with receipts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.collector import collector_resting
from zhanggui.foundation.fields import plain, read_fields
from zhanggui.foundation.jobs import Unavailable, advance_later, scheduled_actor
from zhanggui.foundation.models import Cause, Run, RunChunk, RunRefusal
from zhanggui.foundation.operation import Operation, all_operations
from zhanggui.foundation.outcome import NotAllowed, Outcome, Refusal, Refused
from zhanggui.foundation.people import actor_for
from zhanggui.foundation.rows import as_json, copy_rows
from zhanggui.foundation.words import _


class CountDiffers(Refused):
    """More or fewer records match now than the person was shown."""

    def __init__(self, shown: int, now: int) -> None:
        sentence = _("{shown} records matched when you looked, now it is {now}; please confirm again")
        super().__init__(Refusal("count_differs", sentence, {"shown": shown, "now": now}))


def start_run(actor: Actor, operation: Operation[Any], ids: Sequence[int], arguments: Mapping[str, Any]) -> Run:
    """Freeze the ids in their order and let workers carry the operation out; part of the caller's transaction."""
    run = _new_run(actor, operation, arguments, len(ids))
    size = operation.chunk
    chunks = (list(ids[first : first + size]) for first in range(0, len(ids), size))
    copy_rows(
        RunChunk, ("run_id", "position", "record_ids", "settled"), ((run.pk, n, c, False) for n, c in enumerate(chunks))
    )
    advance_later(run.pk)
    return run


def start_run_on_match(
    actor: Actor, operation: Operation[Any], records: QuerySet[Any], arguments: Mapping[str, Any], shown: int
) -> Run:
    """Freeze all that match by one statement. Raises CountDiffers when that is not the number the person was shown."""
    run = _new_run(actor, operation, arguments, shown)
    chosen, params = records.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_runchunk (run_id, position, record_ids, settled) "
            "SELECT %s, n / %s, array_agg(id ORDER BY n), false "
            f"FROM (SELECT q.id, row_number() OVER () - 1 AS n FROM ({chosen}) q(id)) r GROUP BY n / %s "
            "RETURNING cardinality(record_ids)",
            [run.pk, operation.chunk, *params, operation.chunk],
        )
        frozen = sum(row[0] for row in cursor.fetchall())
    if frozen != shown:
        raise CountDiffers(shown, frozen)
    advance_later(run.pk)
    return run


def advance_run(run_id: int) -> None:
    """Carry the run to its end; safe to call again after a crash, settled records are never touched twice."""
    with collector_resting():
        while _advance_chunk(run_id):
            pass


def _new_run(actor: Actor, operation: Operation[Any], arguments: Mapping[str, Any], total: int) -> Run:
    if not actor.may(operation.needs):
        raise NotAllowed(operation.needs.name)
    return Run.objects.create(
        operation=operation.name,
        arguments=plain(arguments),
        person_id=actor.person_id,
        cause_id=actor.cause_id,
        created_at=clock.now(),
        total=total,
    )


@transaction.atomic
def _advance_chunk(run_id: int) -> bool:
    run = Run.objects.select_for_update().get(pk=run_id)
    operation = all_operations()[run.operation]
    chunk = RunChunk.objects.filter(run=run, settled=False).order_by("position").first()
    if chunk is None:
        Run.objects.filter(pk=run_id, finished_at=None).update(finished_at=clock.now())
        return False
    _settle(run_id, chunk, _carry_out(run, operation, chunk.record_ids))
    return True


def _carry_out(run: Run, operation: Operation[Any], ids: Sequence[int]) -> Outcome:
    actor = replace(_actor_of(run), run_id=run.pk)
    try:
        values = read_fields(actor, operation.parameters, operation.defaults, run.arguments)
        with transaction.atomic():
            return operation(actor, ids, **values)
    except Unavailable:
        # The job tries the chunk again; nobody is refused for what is not their fault.
        raise
    except Refused as refused:
        return Outcome(refused=dict.fromkeys(ids, refused.refusal))


def _actor_of(run: Run) -> Actor:
    if run.person_id is not None:
        return actor_for(run.person_id)
    return scheduled_actor(Cause.objects.get(pk=run.cause_id or 0).name)


def _settle(run_id: int, chunk: RunChunk, outcome: Outcome) -> None:
    asked = chunk.record_ids
    left = [
        (run_id, record, as_json(outcome.refused[record].as_json())) for record in asked if record in outcome.refused
    ]
    copy_rows(RunRefusal, ("run_id", "record_id", "refusal"), left)
    RunChunk.objects.filter(pk=chunk.pk).update(settled=True)
    done = F("done") + len(asked) - len(left)
    Run.objects.filter(pk=run_id).update(done=done, refused=F("refused") + len(left))
