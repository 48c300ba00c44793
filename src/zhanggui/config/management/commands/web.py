import argparse
import os
from typing import Any

from django.core.management.base import BaseCommand
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def default_threads() -> int:
    """Return how many requests one process may answer at once: some wait for the database."""
    return 2 * (os.cpu_count() or 1)


class Command(BaseCommand):
    help = "Serve the pages and the interface for machines."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (this machine only)")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=1)
        parser.add_argument(
            "--threads", type=int, default=default_threads(), help="requests that one process answers at once"
        )
        parser.add_argument("--reload", action="store_true", help="start anew when a source file changes")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop."""
        Granian(
            "zhanggui.config.wsgi:application",
            interface=Interfaces.WSGI,
            address=options["host"],
            port=options["port"],
            workers=options["processes"],
            blocking_threads=options["threads"],
            backpressure=options["threads"] * 16,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
            reload=options["reload"],
            log_level=LogLevels.warning,
            websockets=False,
        ).serve()
