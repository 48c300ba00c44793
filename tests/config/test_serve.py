import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

import psutil

from tests.database import CLUSTER, empty_database

PATIENCE_SECONDS = 60


def test_the_house_opens_survives_a_killed_worker_and_closes_in_order() -> None:
    with empty_database() as name, _serving(name) as (house, port):
        _wait_for(lambda: _answers(port))
        _wait_for(lambda: _child(house, "worker") is not None)
        worker = _child(house, "worker")
        assert worker is not None
        worker.kill()
        _wait_for(lambda: _child(house, "worker") not in {None, worker})
        everyone = psutil.Process(house.pid).children(recursive=True)
        house.send_signal(signal.SIGTERM)
        assert house.wait(PATIENCE_SECONDS) == 0
        assert [process for process in everyone if _lives(process)] == []


@contextmanager
def _serving(database: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = _free_port()
    house = subprocess.Popen(
        [sys.executable, "-m", "zhanggui.config.cli", "serve", f"--port={port}"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "zhanggui.config.settings",
            "DATABASE_URL": f"postgresql://zhanggui@/{database}?host={CLUSTER.socket_folder}",
        },
    )
    try:
        yield house, port
    finally:
        house.terminate()
        house.wait(PATIENCE_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        link = HTTPConnection("127.0.0.1", port, timeout=5)
        link.request("GET", "/static/none")
        return link.getresponse().status == 404
    except OSError:
        return False


def _child(house: subprocess.Popen[bytes], command: str) -> psutil.Process | None:
    children = psutil.Process(house.pid).children()
    return next((child for child in children if _lives(child) and command in child.cmdline()), None)


def _lives(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def _wait_for(happens: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not happens():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)
