"""An import is undone until one of its orders moves."""

import pytest

from tests.channels.desk import bring_in, counts, plain_file, plain_mapping, plain_row
from tests.company import hire, open_trade
from zhanggui.channels.models import ImportBatch
from zhanggui.channels.operations.undo_imports import undo_imports
from zhanggui.inventory.models import Reservation
from zhanggui.orders.models import Order
from zhanggui.orders.operations.approve_orders import approve_orders

pytestmark = pytest.mark.django_db


def test_undone_orders_give_their_goods_and_numbers_back() -> None:
    trade = open_trade()
    clerk, mapping = trade.company.clerk, plain_mapping()
    file = plain_file([plain_row(1), plain_row(2)])
    batch = bring_in(clerk, trade.taobao, file, mapping=mapping)
    outcome = undo_imports(clerk, [batch.pk])
    assert (outcome.one(), outcome.result["withdrawn"]) == (batch.pk, 2)
    assert ImportBatch.objects.get(pk=batch.pk).state == "undone"
    assert set(Order.objects.values_list("review", "fulfilment")) == {("void", "open")}
    assert not Reservation.objects.exists()
    again = bring_in(clerk, trade.taobao, file, mapping=mapping)
    assert counts(again) == (2, 0, 0, 0)


def test_an_order_that_moved_keeps_the_import() -> None:
    trade = open_trade()
    clerk = trade.company.clerk
    batch = bring_in(clerk, trade.taobao, plain_file([plain_row(1), plain_row(2)]), mapping=plain_mapping())
    first = Order.objects.order_by("pk").first()
    assert first is not None
    assert approve_orders(trade.company.reviewer, [first.pk]).done
    outcome = undo_imports(clerk, [batch.pk])
    assert outcome.refused[batch.pk].sentence() == (
        "其中 1 单导入后已有变动，例如 O000001，这次导入不能再撤销"
    )  # fmt: skip
    assert Order.objects.filter(review="void").count() == 0


def test_an_import_out_of_range_does_not_exist() -> None:
    trade = open_trade()
    batch = bring_in(trade.company.clerk, trade.taobao, plain_file([plain_row(1)]), mapping=plain_mapping())
    outcome = undo_imports(hire("onlypdd", "S1.CLERK", shops=(trade.pdd,)), [batch.pk])
    assert outcome.refused[batch.pk].code == "not_found"
