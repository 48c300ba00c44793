from datetime import UTC, datetime, timedelta

import pytest

from tests.inventory.house import SYSTEM, statements_of
from tests.shops.market import open_shop
from zhanggui.shops.operations.note_status_files import note_status_files
from zhanggui.shops.queries.shops import shops_by_id

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


def test_the_newest_file_counts_whatever_the_order_they_came_in() -> None:
    shop = open_shop()
    for moment in (NOON, NOON + timedelta(hours=1), NOON - timedelta(hours=1)):
        note_status_files(SYSTEM, {shop: moment})
    assert shops_by_id()[shop].status_at == NOON + timedelta(hours=1)


def test_many_take_as_many_statements_as_one() -> None:
    shops = [open_shop(f"S{n}") for n in range(21)]
    one = statements_of(lambda: note_status_files(SYSTEM, {shops[0]: NOON}))
    assert statements_of(lambda: note_status_files(SYSTEM, dict.fromkeys(shops[1:], NOON))) == one
