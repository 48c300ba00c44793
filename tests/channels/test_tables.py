"""Foreign tables through the whole path, by mapping, with the counts of their README files."""

from pathlib import Path

import pytest

from tests.channels.desk import bring_in, counts, drop
from tests.channels.rules.samples import DATA, MAPPINGS, needs_data
from tests.company import founding, open_trade
from zhanggui.channels.operations.save_mappings import MappingRow, save_mappings
from zhanggui.channels.queries.reasons import explained, rejected_rows
from zhanggui.channels.rules.read import SourceFile
from zhanggui.orders.models import Order, OrderLine

pytestmark = [needs_data, pytest.mark.django_db]


def saved(name: str) -> int:
    text = (MAPPINGS / f"{name}.yaml").read_text("utf-8")
    return save_mappings(founding(), [MappingRow(name, text)]).one()


def files(*paths: str) -> list[SourceFile]:
    return [SourceFile(Path(path).name, (DATA / path).read_bytes()) for path in paths]


def test_tmall_orders() -> None:
    shop = open_trade().taobao
    path = "tmall-orders-2020-02/tmall_orders_0201_0224.csv.gz"
    batch = bring_in(founding(), shop, *files(path), mapping=saved("tmall-orders"))
    assert (batch.state, counts(batch)) == ("applied", (14_356, 0, 0, 0))
    orders = list(Order.objects.values_list("total_fen", "paid_fen", "refund_fen", "review"))
    assert sum(row[0] for row in orders) == 158_961_112
    assert sum(row[1] - row[2] for row in orders) == 93_227_321
    assert sum(row[2] for row in orders) == 30_070_947


def test_olist_tables_are_joined() -> None:
    shop = open_trade().taobao
    names = [f"olist-sample/olist_{name}.csv.gz" for name in ("orders", "order_items", "order_payments")]
    batch = bring_in(founding(), shop, *files(*names), mapping=saved("olist"))
    assert (batch.state, counts(batch)) == ("applied", (6_667, 0, 0, 0))
    assert (Order.objects.count(), OrderLine.objects.count()) == (6_667, 6_719)


def test_online_retail_explains_every_row_that_it_leaves_out() -> None:
    shop = open_trade().taobao
    path = "online-retail-2009-2010/online_retail_2009_2010.csv.gz"
    batch = drop(founding(), shop, *files(path), mapping=saved("online-retail"))
    assert batch.state == "ready"
    assert (batch.created, batch.updated, batch.unchanged) == (len_of_orders(), 0, 0)
    rejected = explained(list(rejected_rows(batch.pk)))
    assert len(rejected) == batch.rejected
    assert all(row.reason and row.line for row in rejected)


def len_of_orders() -> int:
    from tests.channels.rules.samples import mapping
    from zhanggui.channels.rules.read import read_orders

    path = "online-retail-2009-2010/online_retail_2009_2010.csv.gz"
    return len(read_orders(files(path), mapping("online-retail")).orders)
