"""Databases that live for one measurement."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from django.core.management import call_command
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import Connection, connect, sql


@contextmanager
def scratch_database() -> Iterator[str]:
    """Work on a new, migrated database of the same server; it and its copies are dropped at the end."""
    home = str(connections["default"].settings_dict["NAME"])
    name = f"bench_{os.getpid()}"
    _say("CREATE DATABASE {}", name)
    try:
        work_on(name)
        call_command("migrate", verbosity=0)
        yield name
    finally:
        work_on(home)
        for used in (name, _copy_of(name)):
            _say("DROP DATABASE IF EXISTS {} WITH (FORCE)", used)


def copy_database(name: str) -> str:
    """A database equal to `name` as it is now; nobody may work on that meanwhile."""
    connections.close_all()
    cast("DatabaseWrapper", connections["default"]).close_pool()
    _say("CREATE DATABASE {} TEMPLATE {}", _copy_of(name), name)
    return _copy_of(name)


def work_on(name: str) -> None:
    """Let this process work on the database."""
    connections.close_all()
    cast("DatabaseWrapper", connections["default"]).close_pool()
    connections["default"].settings_dict["NAME"] = name
    connections.databases["default"]["NAME"] = name


def link_to(name: str) -> Connection:
    """A plain connection to the database, outside Django."""
    params = connections["default"].get_connection_params()
    wanted = {key: params[key] for key in ("host", "port", "user", "password", "options") if params.get(key)}
    return connect(dbname=name, autocommit=True, **wanted)


def _copy_of(name: str) -> str:
    return f"{name}_floor"


def _say(sentence: str, *names: str) -> None:
    with link_to("postgres") as link:
        link.execute(sql.SQL(sentence).format(*map(sql.Identifier, names)))
