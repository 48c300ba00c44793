import pytest

from tests.company import Company, open_company


@pytest.fixture
def company(db: None) -> Company:
    """The small company, opened for this test."""
    return open_company()
