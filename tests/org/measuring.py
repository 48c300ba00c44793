"""What tests of the organisation share: many newcomers, and the statements that an operation takes."""

from collections.abc import Callable, Sequence

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.company import Company, founding
from zhanggui.foundation.outcome import Outcome
from zhanggui.org.operations.hire_people import Newcomer, hire_people
from zhanggui.org.queries.lookups import POSITION

MANY = 500


def newcomers(count: int) -> list[Newcomer]:
    return [Newcomer(f"p{number:04}", f"P {number}") for number in range(count)]


def hired(company: Company) -> Sequence[int]:
    """The ids of 500 people without positions."""
    return hire_people(company.owner, newcomers(MANY)).done


def position(code: str) -> int:
    return POSITION.by_code(founding(), [code])[code]


def statements(perform: Callable[[], Outcome]) -> int:
    """How many statements the call takes; what it did is undone, and it must refuse nothing."""
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        assert not perform().refused
        transaction.set_rollback(True)
    return len(captured)
