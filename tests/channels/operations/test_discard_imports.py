"""What was read is dropped."""

import pytest

from tests.channels.desk import bring_in, drop, plain_file, plain_mapping, plain_row
from tests.company import open_trade
from zhanggui.channels.models import ImportBatch, ImportRow
from zhanggui.channels.operations.discard_imports import discard_imports
from zhanggui.orders.models import Order

pytestmark = pytest.mark.django_db


def test_a_discarded_import_leaves_no_rows() -> None:
    trade = open_trade()
    clerk, mapping = trade.company.clerk, plain_mapping()
    batch = drop(clerk, trade.taobao, plain_file([plain_row(1)]), mapping=mapping)
    assert discard_imports(clerk, [batch.pk]).one() == batch.pk
    assert (ImportBatch.objects.get().state, ImportRow.objects.count(), Order.objects.count()) == ("discarded", 0, 0)


def test_an_applied_import_is_not_discarded() -> None:
    trade = open_trade()
    batch = bring_in(trade.company.clerk, trade.taobao, plain_file([plain_row(1)]), mapping=plain_mapping())
    assert discard_imports(trade.company.clerk, [batch.pk]).refused[batch.pk].code == "not_waiting"
