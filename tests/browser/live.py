"""A house of its own for a file of tests: a fresh database, a server on loopback, and a worker that does the jobs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from wsgiref.types import WSGIApplication

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import override_settings

from tests.database import migrated_database, use_database
from zhanggui.config.demo.jobs import carry_out_jobs

LOOK_EVERY_SECONDS = 0.1


@dataclass(frozen=True)
class LiveHouse:
    """Where the house answers, and who works in its cellar."""

    address: str
    worker: "Worker"


@contextmanager
def open_house(*, working: bool = True) -> Iterator[LiveHouse]:
    """Serve an empty company until the end; the connections of this process work on its database meanwhile.

    Without a worker (`working=False`) whoever defers jobs carries them out.
    """
    before = connections.databases["default"]["NAME"]
    with _unguarded(), migrated_database() as name:
        use_database(name)
        server, worker = _Server(("127.0.0.1", 0), _Quiet), Worker()
        server.set_app(_application())
        threads = [Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})] + [worker] * working
        try:
            for thread in threads:
                thread.start()
            yield LiveHouse(f"http://127.0.0.1:{server.server_port}", worker)
        finally:
            worker.leave.set()
            server.shutdown()
            for thread in threads:
                thread.join()
            server.server_close()
            connections.close_all()
            use_database(before)
    assert worker.failure is None, worker.failure


class Worker(Thread):
    """Carries waiting jobs out one after another, as the house's worker does."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.leave = Event()
        self.failure: Exception | None = None

    def run(self) -> None:
        """Work until told to leave or until a job breaks."""
        try:
            while not self.leave.wait(LOOK_EVERY_SECONDS):
                carry_out_jobs()
        except Exception as failure:
            self.failure = failure
        finally:
            connections.close_all()


class _Server(ThreadedWSGIServer):
    daemon_threads = True
    block_on_close = False


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: requests are no news in a test."""


def _application() -> WSGIApplication:
    # Files are looked up once and kept by browsers, as where people work.
    with override_settings(WHITENOISE_AUTOREFRESH=False, WHITENOISE_MAX_AGE=600):
        return get_wsgi_application()


@contextmanager
def _unguarded() -> Iterator[None]:
    # Playwright keeps a loop in the test's thread; Django would take the test's own queries for those of a coroutine.
    name = "DJANGO_ALLOW_ASYNC_UNSAFE"
    before = os.environ.get(name)
    os.environ[name] = "true"
    try:
        yield
    finally:
        os.environ.pop(name) if before is None else os.environ.update({name: before})
