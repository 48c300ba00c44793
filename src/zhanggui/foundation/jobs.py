"""Work that happens later: there is one job, "run operation NAME", deferred in the transaction that wants it.

Procrastinate's own `defer` would use the worker's connection and commit at once; `later` uses Django's, so a job
that a rolled-back transaction wanted never existed.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from croniter import croniter
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.periodic import PeriodicTask
from procrastinate.retry import RetryStrategy

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor, system
from zhanggui.foundation.fields import plain, read_fields
from zhanggui.foundation.models import Cause
from zhanggui.foundation.operation import Operation, all_operations
from zhanggui.foundation.outcome import NotAllowed, Outcome, Refusal, Refused
from zhanggui.foundation.people import actor_for
from zhanggui.foundation.words import _

TASK = "run_operation"
ADVANCE = "advance_run"
_schedules: dict[str, tuple[str, Callable[[Actor], None]]] = {}
log = logging.getLogger(__name__)


class Unavailable(Refused):
    """Something outside does not answer; jobs try again with a growing pause (503)."""

    status = 503

    def __init__(self, what: str) -> None:
        super().__init__(Refusal("unavailable", _("{what} does not answer; it will be tried again"), {"what": what}))


def later(
    operation: Operation[Any],
    records: Sequence[int],
    *,
    actor: Actor,
    at: datetime | None = None,
    lock: str | None = None,
    once: str | None = None,
    **arguments: Any,
) -> None:
    """Run the operation on the ids after this transaction commits, as the same actor with the rights they have then.

    `lock`: jobs of the same lock run one after another. `once`: dropped while a job of that name still waits.
    """
    job = Job(
        queue=settings.COMPANY_SCHEMA,
        lock=_own(lock),
        queueing_lock=_own(once),
        task_name=TASK,
        task_kwargs=_task_arguments(operation, records, actor, arguments),
        scheduled_at=at,
    )
    _defer(job)


def every(cron: str, name: str) -> Callable[[Callable[[Actor], None]], Callable[[Actor], None]]:
    """Run the function as the system on a schedule (five cron fields, Asia/Shanghai)."""

    def register(run: Callable[[Actor], None]) -> Callable[[Actor], None]:
        _schedules[name] = (cron, run)
        return run

    return register


def all_schedules() -> Mapping[str, tuple[str, Callable[[Actor], None]]]:
    """Cron line and function of every schedule by name."""
    return dict(_schedules)


def scheduled_actor(name: str) -> Actor:
    """The system acting because of the schedule or rule called `name`, which its events will point to."""
    cause, _made = Cause.objects.get_or_create(name=name)
    return system(name, cause.pk)


def run_schedule(name: str) -> None:
    """Carry one schedule out now."""
    _cron, run = _schedules[name]
    run(scheduled_actor(name))


def run_operation(
    name: str, records: Sequence[int], arguments: Mapping[str, Any], person_id: int | None, cause: str
) -> Outcome:
    """The one job: rebuild the actor with the rights of this moment and call the operation."""
    actor = actor_for(person_id) if person_id is not None else scheduled_actor(cause)
    operation = all_operations()[name]
    values = arguments
    if not operation.internal:
        values = read_fields(actor, operation.parameters, operation.defaults, arguments)
    try:
        return operation(actor, records, **values)
    except NotAllowed as refused:
        log.warning("%s: %s", name, refused.refusal.code)
        return Outcome(refused=dict.fromkeys(records, refused.refusal))


def install(app: App) -> None:
    """Give the tasks to Procrastinate's application; named by the setting PROCRASTINATE_ON_APP_READY."""
    retry = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions={Unavailable})

    @app.task(name=TASK, retry=retry)
    def run(
        company: str,
        name: str,
        records: list[int],
        arguments: dict[str, Any],
        person_id: int | None,
        cause: str,
    ) -> None:
        assert company == settings.COMPANY_SCHEMA, "a worker serves one company"
        run_operation(name, records, arguments, person_id, cause)

    @app.task(name=ADVANCE, retry=retry)
    def advance(company: str, run_id: int) -> None:
        assert company == settings.COMPANY_SCHEMA, "a worker serves one company"
        import_string("zhanggui.foundation.runs.advance_run")(run_id)

    for name, (cron, _run) in _schedules.items():
        _install_schedule(app, name, cron)


def advance_later(run_id: int) -> None:
    """Let a worker carry the run on after this transaction commits; a run is never advanced twice at once."""
    _defer(
        Job(
            queue=settings.COMPANY_SCHEMA,
            lock=_own(f"run:{run_id}"),
            queueing_lock=None,
            task_name=ADVANCE,
            task_kwargs={"company": settings.COMPANY_SCHEMA, "run_id": run_id},
        )
    )


class CompanyTime(PeriodicTask[Any, Any, Any]):
    """A periodic task whose cron line is read on the company's wall clock instead of UTC."""

    @property
    def croniter(self) -> croniter:
        """The moments at which the task is due."""
        return croniter(self.cron, clock.now().astimezone(clock.SHANGHAI))


def _install_schedule(app: App, name: str, cron: str) -> None:
    own = _own(f"schedule:{name}")

    @app.task(name=f"schedule:{name}", queue=settings.COMPANY_SCHEMA, queueing_lock=own, lock=own)
    def run(timestamp: int) -> None:
        run_schedule(name)

    # The identity carries the company: each company's schedule is due, not the first one's only.
    app.periodic_registry.periodic_tasks[run.name, str(own)] = CompanyTime(run, cron, str(own), {})


def _own(name: str | None) -> str | None:
    # All companies share the tables of the jobs, and so the names of their locks.
    return name and f"{settings.COMPANY_SCHEMA}:{name}"


def _task_arguments(
    operation: Operation[Any], records: Sequence[int], actor: Actor, arguments: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "company": settings.COMPANY_SCHEMA,
        "name": operation.name,
        "records": list(records),
        "arguments": plain(arguments),
        "person_id": actor.person_id,
        "cause": actor.name if actor.is_system else "",
    }


def _defer(job: Job) -> None:
    try:
        with transaction.atomic(savepoint=job.queueing_lock is not None):
            JobManager(DjangoConnector()).defer_job(job)
    except AlreadyEnqueued:
        log.debug("%s waits already", job.queueing_lock)
