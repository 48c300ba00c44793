"""One live house and one Chromium per file of tests."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from tests.browser.live import LiveHouse, open_house
from tests.browser.people import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, closed with the file: its loop must not outlive it."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def house(browser: Browser, django_db_blocker: DjangoDbBlocker) -> Iterator[LiveHouse]:
    """A house that serves an empty company with a database of its own.

    The browser comes first: while its loop runs, Django keeps connections apart from those of the bare thread, and
    only those of the loop are closed with the house.
    """
    with django_db_blocker.unblock(), open_house() as opened:
        yield opened
