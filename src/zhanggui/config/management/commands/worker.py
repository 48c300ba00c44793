import argparse
import asyncio
import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from zhanggui.config.management.commands.migrate import make_partitions

DEAD_AFTER_SECONDS = 60
RESCUE_EVERY_SECONDS = 30
log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Carry out jobs and schedules."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when no job waits any more")
        parser.add_argument("--concurrency", type=int, default=1, help="jobs at once")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until told to stop."""
        make_partitions()
        connector = app.connector
        assert isinstance(connector, DjangoConnector)
        with app.replace_connector(connector.get_worker_connector()) as workers_app:
            asyncio.run(work(workers_app, wait=not options["once"], concurrency=options["concurrency"]))


async def work(workers_app: App, *, wait: bool, concurrency: int = 1) -> None:
    """Carry out jobs, and give the jobs of dead workers to living ones."""
    async with workers_app.open_async():
        await rescue_jobs(workers_app)
        rescuing = asyncio.create_task(_rescue_for_ever(workers_app))
        try:
            await workers_app.run_worker_async(
                queues=[settings.COMPANY_SCHEMA],
                wait=wait,
                concurrency=concurrency,
                delete_jobs="successful",
                stalled_worker_timeout=DEAD_AFTER_SECONDS,
                shutdown_graceful_timeout=30,
            )
        finally:
            rescuing.cancel()


async def rescue_jobs(workers_app: App) -> int:
    """Let the jobs of workers without a heartbeat start again and return their number.

    A killed worker would otherwise keep its job's lock for ever. Jobs are safe to run twice.
    """
    jobs = list(await workers_app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS))
    for job in jobs:
        log.warning("job %s of a dead worker starts again", job.id)
        await workers_app.job_manager.retry_job(job)
    return len(jobs)


async def _rescue_for_ever(workers_app: App) -> None:
    while True:
        await asyncio.sleep(RESCUE_EVERY_SECONDS)
        try:
            await rescue_jobs(workers_app)
        except Exception:
            # The database may be away for a moment; the next turn finds the same jobs.
            log.exception("jobs of dead workers could not be rescued")
