"""Which database this process works on, and through which schemas it looks.

Every connection sees `company,jobs`: the company's own tables first, then the tables of the jobs that all
companies share. `public` is never seen.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.base import DatabaseWrapper

from zhanggui.config import cluster

JOBS_SCHEMA = "jobs"


def company_schema() -> str:
    """Return the schema of the company that this process serves."""
    return os.environ.get("ZHANGGUI_COMPANY", "company")


def embedded_name() -> str | None:
    """Return the name of the database in the embedded cluster, or None when a server is named instead."""
    return None if os.environ.get("DATABASE_URL") else os.environ.get("ZHANGGUI_DATABASE", "zhanggui")


def database() -> dict[str, Any]:
    """Return Django's settings for the default database; nothing is started."""
    name = embedded_name()
    found = from_address(os.environ["DATABASE_URL"]) if name is None else cluster.installation().database(name)
    found["OPTIONS"] = {
        **found.get("OPTIONS", {}),
        "options": search_path_option(company_schema(), JOBS_SCHEMA),
        "application_name": "zhanggui",
        "pool": {"min_size": 1, "max_size": 16, "timeout": 30},
    }
    return found


def from_address(address: str) -> dict[str, Any]:
    """Return Django's settings for `postgresql://user:password@host:port/name?sslmode=…`."""
    parsed = urlsplit(address)
    if parsed.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    options = dict(parse_qsl(parsed.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parsed.path.lstrip("/")),
        "USER": unquote(parsed.username or ""),
        "PASSWORD": unquote(parsed.password or ""),
        "HOST": options.pop("host", unquote(parsed.hostname or "")),
        "PORT": str(parsed.port or ""),
        "OPTIONS": options,
    }


def search_path_option(*schemas: str) -> str:
    """Return the connection option that makes these schemas, and no others, visible."""
    return f"-c search_path={','.join(schemas)}"


@contextmanager
def looking_at(*schemas: str) -> Iterator[None]:
    """Let Django's connection see these schemas only; open transactions must be over."""
    from django.db import connection

    options = connection.settings_dict["OPTIONS"]
    usual = options["options"]
    try:
        _reconnect(options, search_path_option(*schemas))
        yield
    finally:
        _reconnect(options, usual)


def _reconnect(options: dict[str, Any], search_path: str) -> None:
    from django.db import connection

    connection.close()
    cast("DatabaseWrapper", connection).close_pool()
    options["options"] = search_path
