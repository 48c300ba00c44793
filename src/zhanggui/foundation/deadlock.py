"""Two transactions that wait for each other: one of them is thrown out by the database and simply begins again."""

from collections.abc import Callable

from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected

MOST_TRIES = 3


def again_after_deadlock[T](work: Callable[[], T]) -> T:
    """Do the work, and again when it was the victim of a deadlock; inside a transaction only its owner can do that."""
    for _try in range(MOST_TRIES - 1):
        try:
            return work()
        except OperationalError as error:
            if connection.in_atomic_block or not isinstance(error.__cause__, DeadlockDetected):
                raise
    return work()
