"""A table that nobody knew is read again by a mapping."""

import pytest

from tests.channels.desk import counts, drop, plain_file, plain_mapping, plain_row
from tests.company import founding, open_trade
from zhanggui.channels.operations.map_imports import map_imports
from zhanggui.channels.operations.parse_imports import parse_imports

pytestmark = pytest.mark.django_db


def test_an_unknown_table_is_read_by_a_mapping() -> None:
    trade = open_trade()
    batch = drop(trade.company.clerk, trade.taobao, plain_file([plain_row(1), plain_row(2)]))
    assert (batch.tables[0]["format"], counts(batch)) == (None, (0, 0, 0, 1))
    assert map_imports(trade.company.clerk, [batch.pk], mapping=plain_mapping()).one() == batch.pk
    parse_imports(founding(), [batch.pk])
    batch.refresh_from_db()
    assert (batch.tables[0]["format"], counts(batch)) == ("mapping:plain", (2, 0, 0, 0))
