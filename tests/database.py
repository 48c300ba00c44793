"""The tests' own database cluster: one per user of the machine, shared by all test runs, left running.

`python -m tests.database stop` stops it.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2s
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

from zhanggui.config import cluster

CLUSTER = cluster.Cluster(Path(tempfile.gettempdir()) / f"zhanggui-tests-{os.getuid()}", durable=False)


def start() -> None:
    """Start the tests' cluster unless it runs."""
    cluster.ensure_running(CLUSTER, stop_at_exit=False)


@contextmanager
def migrated_database() -> Iterator[str]:
    """Name a fresh database with all tables, dropped at the end: a copy of these migrations' template."""
    start()
    name = f"test_{os.getpid()}_{uuid4().hex[:8]}"
    with _administration() as link:
        template = _template(link)
        _say(link, "CREATE DATABASE {} TEMPLATE {}", name, template)
    try:
        yield name
    finally:
        with _administration() as link:
            _say(link, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@contextmanager
def empty_database() -> Iterator[str]:
    """Name a fresh database without any table, dropped at the end."""
    start()
    name = f"test_{os.getpid()}_{uuid4().hex[:8]}"
    with _administration() as link:
        _say(link, "CREATE DATABASE {}", name)
    try:
        yield name
    finally:
        with _administration() as link:
            _say(link, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def use_database(name: str) -> None:
    """Let Django's connections of this process, and of its future threads, work on the database."""
    from django.db import connections

    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
    connections.databases["default"]["NAME"] = name


def _template(link: psycopg.Connection) -> str:
    name = f"template_{_fingerprint_of_migrations()}"
    # Several workers and several test runs may want the same template at once: one makes it.
    link.execute("SELECT pg_advisory_lock(hashtext('zhanggui template'))")
    if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        _drop_leftovers(link)
        _make_template(link, name)
    link.execute("SELECT pg_advisory_unlock(hashtext('zhanggui template'))")
    return name


def _make_template(link: psycopg.Connection, name: str) -> None:
    from django.core.management import call_command
    from django.db import connections

    draft = f"test_{os.getpid()}_template"
    _say(link, "DROP DATABASE IF EXISTS {} WITH (FORCE)", draft)
    _say(link, "CREATE DATABASE {}", draft)
    use_database(draft)
    call_command("migrate", verbosity=0)
    connections.close_all()
    _say(link, "ALTER DATABASE {} RENAME TO {}", draft, name)


def _fingerprint_of_migrations() -> str:
    from django.apps import apps

    folders = [Path(config.path) / "migrations" for config in apps.get_app_configs()]
    folders.append(Path(import_module("zhanggui.config.management.commands").__path__[0]))
    files = sorted(file for folder in folders for file in folder.glob("*.py"))
    digest = blake2s(digest_size=8)
    for file in files:
        digest.update(f"{file.parent.parent.name}/{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def _drop_leftovers(link: psycopg.Connection) -> None:
    # Databases of test runs that were killed, and templates of migrations long changed.
    old = link.execute(
        "SELECT datname FROM pg_database WHERE datname ~ '^(test|template)_' "
        "AND (pg_stat_file('base/' || oid || '/PG_VERSION')).modification < now() - interval '6 hours' "
        "AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = pg_database.datname)"
    ).fetchall()
    for (name,) in old:
        _say(link, "DROP DATABASE IF EXISTS {}", name)


@contextmanager
def _administration() -> Iterator[psycopg.Connection]:
    host = str(CLUSTER.socket_folder)
    with psycopg.connect(host=host, user=cluster.ROLE, dbname="postgres", autocommit=True) as link:
        yield link


def _say(link: psycopg.Connection, sentence: str, *names: str) -> None:
    link.execute(sql.SQL(sentence).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]


if __name__ == "__main__":
    if sys.argv[1:] == ["stop"]:
        cluster.stop(CLUSTER)
    else:
        start()
