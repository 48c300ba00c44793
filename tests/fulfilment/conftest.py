"""Every test of the floor may ask for one on which nothing has happened yet."""

import pytest

from tests.fulfilment.floor import Floor, open_floor


@pytest.fixture
def floor(db: None) -> Floor:
    return open_floor()
