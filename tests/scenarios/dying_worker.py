"""A worker that is killed with -9 in the middle of its work: `python -m tests.scenarios.dying_worker DATABASE SQL N`.

It dies before the N-th statement that contains SQL is carried out. N = 0 lets it live to the end of its jobs.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any


def main(database: str, fragment: str, times: int) -> None:
    """Carry out the jobs of the database like any worker, until death."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db.backends.signals import connection_created

    from tests.database import use_database

    use_database(database)
    hook = _killer(fragment, times)

    def watch(connection: Any, **_rest: Any) -> None:
        # A connection that was closed and opened again keeps its wrappers.
        if times and hook not in connection.execute_wrappers:
            connection.execute_wrappers.append(hook)

    connection_created.connect(watch)
    call_command("worker", once=True)


def _killer(fragment: str, times: int) -> Callable[..., Any]:
    seen = 0

    def kill(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        seen += fragment in str(sql)
        if seen >= times:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    return kill


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
