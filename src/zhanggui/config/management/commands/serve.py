import argparse
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

PATIENCE_SECONDS = 40
LONGEST_PAUSE_SECONDS = 30.0


class Command(BaseCommand):
    help = "Run the whole house: database, pages and workers."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (this machine only)")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1)
        parser.add_argument("--reload", action="store_true", help="start anew when a source file changes")

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the tables up to date, then run pages and workers until told to stop."""
        call_command("migrate", verbosity=0)
        web = ["web", f"--host={options['host']}", f"--port={options['port']}"]
        commands = [web + ["--reload"] * options["reload"], *[["worker"]] * options["workers"]]
        self.stdout.write(f"http://{options['host']}:{options['port']}/")
        self.stdout.flush()
        run_together([Child(command) for command in commands])


@dataclass
class Child:
    """One process of the house and how long to wait before starting it again."""

    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    starts_at: float = 0.0
    pause: float = field(default=1.0)

    def tend(self, now: float) -> None:
        """Start the process when it is due; notice when it has ended."""
        if self.process is None and now >= self.starts_at:
            self.process = self._start()
            self.starts_at = now
        elif self.process is not None and self.process.poll() is not None:
            lived_long = now - self.starts_at > LONGEST_PAUSE_SECONDS
            self.pause = 1.0 if lived_long else min(self.pause * 2, LONGEST_PAUSE_SECONDS)
            self.process, self.starts_at = None, now + self.pause

    def _start(self) -> subprocess.Popen[bytes]:
        # In a group of its own: Ctrl-C at the terminal is for the parent, which then stops all in order.
        return subprocess.Popen([sys.executable, "-m", "zhanggui.config.cli", *self.command], process_group=0)

    def end(self) -> None:
        """Ask the process to finish what it does; insist when it does not."""
        if self.process is None:
            return
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def run_together(children: list[Child]) -> None:
    """Keep the processes running until this one is told to stop, then stop them all."""
    stopping = _stop_asked()
    try:
        while not stopping:
            for child in children:
                child.tend(time.monotonic())
            time.sleep(0.2)
    finally:
        for child in children:
            if child.process is not None and child.process.poll() is None:
                child.process.terminate()
        for child in children:
            child.end()


def _stop_asked() -> list[int]:
    asked: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, note)
    return asked
