from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, cast

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from zhanggui.config.databases import looking_at

JOBS_APP = "procrastinate"


class Command(migrate.Command):
    """Brings the company's tables and the shared tables of the jobs up to date.

    Each schema remembers its own migrations. A second company finds the jobs' tables made and takes note of
    it; without notes of its own it would look through its search path and believe itself migrated.
    """

    help = "Create or update the tables of this company and of the jobs."

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate the jobs in a run of their own, then the rest, then make room for the months to come."""
        if not options["check_unapplied"] and not options["plan"]:
            self._make_schemas()
            if options["app_label"] is None:
                self._migrate_jobs(args, options)
        super().handle(*args, **options)
        if options["app_label"] is None and not options["check_unapplied"] and not options["plan"]:
            make_partitions()

    def _make_schemas(self) -> None:
        with connection.cursor() as cursor:
            for schema in (settings.COMPANY_SCHEMA, settings.JOBS_SCHEMA):
                cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {connection.ops.quote_name(schema)}")
        with looking_at(settings.COMPANY_SCHEMA):
            MigrationRecorder(connection).ensure_schema()

    def _migrate_jobs(self, args: tuple[Any, ...], options: dict[str, Any]) -> None:
        own_run = {
            **options,
            "app_label": JOBS_APP,
            "migration_name": None,
            "verbosity": 0,
            "skip_checks": True,
        }
        with looking_at(settings.JOBS_SCHEMA):
            super().handle(*args, **own_run)
        super().handle(*args, **{**own_run, "fake": True})


def make_partitions() -> None:
    """Make the partitions of the months to come."""
    if find_spec("zhanggui.foundation.partitions"):
        ensure = import_module("zhanggui.foundation.partitions").ensure_partitions
        cast("Callable[[], None]", ensure)()
