"""What was laid out becomes orders."""

import pytest

from tests.channels.desk import bring_in, counts, drop, plain_file, plain_mapping, plain_row
from tests.company import open_trade
from zhanggui.orders.models import Order

pytestmark = pytest.mark.django_db


def test_the_same_file_twice_changes_nothing() -> None:
    trade = open_trade()
    clerk, mapping = trade.company.clerk, plain_mapping()
    file = plain_file([plain_row(1), plain_row(2)])
    assert counts(bring_in(clerk, trade.taobao, file, mapping=mapping)) == (2, 0, 0, 0)
    again = drop(clerk, trade.taobao, file, mapping=mapping)
    assert (again.state, counts(again)) == ("ready", (0, 0, 2, 0))
    assert Order.objects.count() == 2
