"""Rejected rows wait until somebody has dealt with them."""

import pytest

from tests.channels.desk import bring_in, plain_file, plain_mapping, plain_row
from tests.company import open_trade
from zhanggui.channels.operations.settle_rejects import settle_rejects
from zhanggui.channels.queries.imports import imports_with_rejects

pytestmark = pytest.mark.django_db


def test_settled_rejects_leave_the_queue() -> None:
    trade = open_trade()
    clerk = trade.company.clerk
    batch = bring_in(clerk, trade.taobao, plain_file([plain_row(1), plain_row(2, 数量="?")]), mapping=plain_mapping())
    assert list(imports_with_rejects(clerk)) == [batch]
    assert settle_rejects(clerk, [batch.pk]).one() == batch.pk
    assert list(imports_with_rejects(clerk)) == []
