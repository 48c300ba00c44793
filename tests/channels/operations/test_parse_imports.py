"""Files are laid out before anything changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.channels.desk import (
    bring_in,
    counts,
    drop,
    plain_file,
    plain_mapping,
    plain_row,
    rows,
)
from tests.channels.rules.samples import needs_data, sample
from tests.company import founding, open_trade
from zhanggui.channels.models import ImportBatch, ImportRow
from zhanggui.channels.operations.parse_imports import parse_imports
from zhanggui.channels.queries.reasons import sentence_of
from zhanggui.channels.rules.read import SourceFile
from zhanggui.orders.models import Order
from zhanggui.shops.operations.open_shops import ShopRow, open_shops
from zhanggui.shops.vocabulary import Platform

pytestmark = pytest.mark.django_db


def test_a_dry_run_writes_nothing_to_orders() -> None:
    trade = open_trade()
    file = plain_file([plain_row(1), plain_row(2), plain_row(3, 数量="x")])
    batch = drop(trade.company.clerk, trade.taobao, file, mapping=plain_mapping())
    assert (batch.state, counts(batch)) == ("ready", (2, 0, 0, 1))
    assert Order.objects.count() == 0
    (rejected,) = rows(batch, "rejected")
    assert (rejected.line, rejected.column, rejected.reason) == (
        4, "数量", {"code": "quantity_malformed", "params": {"value": "x"}}
    )  # fmt: skip


def test_who_paid_first_stands_first() -> None:
    trade = open_trade()
    file = plain_file([plain_row(3), plain_row(1), plain_row(2)])
    batch = drop(trade.company.clerk, trade.taobao, file, mapping=plain_mapping())
    assert [row.external_no for row in rows(batch, "created")] == ["O000001", "O000002", "O000003"]


def test_what_waits_names_nobody_in_plain() -> None:
    trade = open_trade()
    batch = drop(trade.company.clerk, trade.taobao, plain_file([plain_row(1)]), mapping=plain_mapping())
    (row,) = rows(batch, "created")
    assert row.payload is not None
    assert "陈小明".encode() not in bytes(row.payload)


def test_statements_do_not_grow_with_the_file() -> None:
    trade = open_trade()
    mapping = plain_mapping()

    def statements(orders: int, first: int) -> int:
        file = plain_file([plain_row(number) for number in range(first, first + orders)], f"{orders}.csv")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            drop(trade.company.clerk, trade.taobao, file, mapping=mapping)
        return len(queries)

    assert statements(1, 1) == statements(500, 100)


def test_reading_twice_reads_once() -> None:
    trade = open_trade()
    batch = drop(trade.company.clerk, trade.taobao, plain_file([plain_row(1)]), mapping=plain_mapping())
    assert parse_imports(founding(), [batch.pk]).done == []
    assert ImportRow.objects.filter(batch=batch).count() == 1


def test_refunds_of_unknown_orders_are_rejected_in_words() -> None:
    trade = open_trade()
    head = "退款编号,订单编号,退款状态,退款金额\n".encode()
    mapping = plain_mapping_of_refunds()
    file = SourceFile("refunds.csv", head + "R1,O1,等待卖家同意,10\n".encode())
    batch = drop(trade.company.clerk, trade.taobao, file, mapping=mapping)
    (row,) = rows(batch, "rejected")
    assert sentence_of(row.reason) == "退款属于订单 O1，这里没有这个订单。"


def plain_mapping_of_refunds() -> int:
    from zhanggui.channels.operations.save_mappings import MappingRow, save_mappings

    text = """
name: refunds
kind: refunds
columns: {refund_no: 退款编号, external_no: 订单编号, state: 退款状态, line_refund_fen: 退款金额}
"""
    return save_mappings(founding(), [MappingRow("refunds", text)]).one()


@needs_data
def test_a_file_that_names_another_shop_is_stopped() -> None:
    trade = open_trade()
    (named,) = open_shops(founding(), [ShopRow("TB2", "示例旗舰店", Platform.TAOBAO)]).done
    file = sample("taobao_ExportOrderList_2018.csv")
    stopped = drop(trade.company.clerk, trade.taobao, file)
    assert (stopped.state, sentence_of(stopped.problem)) == ("stopped", "文件里写的店铺是“示例旗舰店”。")
    assert ImportRow.objects.filter(batch=stopped).count() == 0
    assert drop(trade.company.clerk, named, file).state == "ready"


@needs_data
def test_a_file_of_another_platform_is_stopped_where_we_have_a_shop_on_it() -> None:
    trade = open_trade()
    stopped = drop(trade.company.clerk, trade.taobao, sample("pdd_orders_23.csv"))
    assert (stopped.state, stopped.problem) == ("stopped", {"code": "other_platform", "params": {"shop": "掌柜拼多多"}})
    assert drop(trade.company.clerk, trade.pdd, sample("pdd_orders_23.csv")).state == "ready"


def test_orders_and_listings_known_in_another_shop_stop_a_file() -> None:
    trade = open_trade()
    clerk, mapping = trade.company.clerk, plain_mapping()
    (other,) = open_shops(founding(), [ShopRow("TB2", "掌柜二店", Platform.TAOBAO)]).done
    file = plain_file([plain_row(number, 商家编码=f"LIST-{number}") for number in range(1, 4)])
    bring_in(clerk, trade.taobao, file, mapping=mapping)
    assert problem(drop(clerk, other, file, mapping=mapping)) == "other_shop_orders"
    fresh = plain_file([plain_row(number + 10, 商家编码=f"LIST-{number}") for number in range(1, 4)])
    assert problem(drop(clerk, other, fresh, mapping=mapping)) == "other_shop_listings"
    ours = plain_file([plain_row(number + 20) for number in range(1, 4)])
    assert drop(clerk, other, ours, mapping=mapping).state == "ready"


def problem(batch: ImportBatch) -> str:
    assert batch.state == "stopped"
    return str((batch.problem or {})["code"])
