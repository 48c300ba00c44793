"""Files are laid out before anything changes."""

import pytest

from tests.channels.desk import counts, drop, plain_file, plain_mapping, plain_row, rows
from tests.company import open_trade
from zhanggui.orders.models import Order

pytestmark = pytest.mark.django_db


def test_a_dry_run_writes_nothing_to_orders() -> None:
    trade = open_trade()
    batch = drop(
        trade.company.clerk, trade.taobao, plain_file([plain_row(1), plain_row(2), plain_row(3, 数量="x")]),
        mapping=plain_mapping(),
    )  # fmt: skip
    assert (batch.state, counts(batch)) == ("ready", (2, 0, 0, 1))
    assert Order.objects.count() == 0
    (rejected,) = rows(batch, "rejected")
    assert (rejected.line, rejected.column, rejected.reason) == (
        4, "数量", {"code": "quantity_malformed", "params": {"value": "x"}}
    )  # fmt: skip
