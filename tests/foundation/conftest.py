from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from tests.foundation import workshop as declarations

NAMES = ["ACTOR_OF_TOKEN", "DUTY_SENTENCE", "PEOPLE_NAMES", "POSITION_NAMES", "HOLDERS", "COMPANY_NAME", "PERSON_NAMED"]


@pytest.fixture
def workshop(settings: Any) -> Iterator[Any]:
    """The workshop's operations and people, without its table."""
    # What the workshop says is not in any catalogue on purpose, but its words may be.
    settings.LANGUAGE_CODE = "en"
    settings.ACTOR_BUILDER = "tests.foundation.workshop.actor_builder"
    for name in NAMES:
        setattr(settings, name, f"tests.foundation.workshop.{name.lower()}")
    actors = (declarations.MENDER, declarations.SHOPKEEPER, declarations.SCRAPPER, declarations.VISITOR)
    declarations.people.update({actor.person_id or 0: actor for actor in actors})
    with declarations.in_force(), translation.override("en"):
        yield declarations
    declarations.people.clear()


@pytest.fixture
def bench(workshop: Any, db: None) -> Any:
    """The workshop with its table, in a transaction that is undone."""
    with connection.schema_editor(atomic=False) as editor:
        editor.create_model(declarations.Piece)
    return workshop


@pytest.fixture
def open_bench(workshop: Any, transactional_db: None) -> Iterator[Any]:
    """The workshop with its table, for tests that commit."""
    with connection.schema_editor() as editor:
        editor.create_model(declarations.Piece)
    yield workshop
    with connection.schema_editor() as editor:
        editor.delete_model(declarations.Piece)
