"""The same order again, in one file or several, and the marks that must stop a parcel."""

import pytest

from tests.channels.rules.samples import HEAD, codes, csv_file, needs_data, read_samples, read_text, row, sample
from zhanggui.channels.rules.read import SourceFile, read_orders
from zhanggui.orders.rules.external import ExternalStatus, RefundState

# the same order again


def test_order_twice_in_one_list() -> None:
    head = "订单编号,订单状态,总金额\n"
    reading = read_text(head + "1001,交易成功,1.00\n1001,交易成功,1.00\n1001,交易成功,2.00\n1002,交易成功,3.00\n")
    assert [(order.external_no, order.total_fen) for order in reading.orders] == [("1001", 100), ("1002", 300)]
    assert [(notice.line, notice.code) for notice in reading.notices] == [(3, "row_repeated")]
    assert codes(reading) == [(4, "order_twice")]


@needs_data
@pytest.mark.parametrize(
    "name", ["jd_orders_2016.csv", "douyin_orders_2026.csv", "xhs_orders.xlsx", "pdd_orders_23.csv"]
)
def test_same_file_twice_changes_nothing(name: str) -> None:
    assert read_samples(name, name).orders == read_samples(name).orders


@needs_data
@pytest.mark.parametrize("name", ["jd_orders_2016.csv", "douyin_orders_2026.csv"])
def test_rows_pasted_twice_into_one_file(name: str) -> None:
    lines = sample(name).data.split(b"\r\n" if b"\r\n" in sample(name).data else b"\n", 1)
    twice = SourceFile(name, sample(name).data + lines[1])
    reading, once = read_orders([twice]), read_samples(name)
    assert reading.orders == once.orders
    assert reading.rejected == ()
    assert {notice.code for notice in reading.notices} == {"row_repeated"}


def test_later_state_wins_over_an_older_file() -> None:
    older, newer = (csv_file(HEAD + row(status=status)) for status in ("等待出库", "等待确认收货"))
    for files in ([older, newer], [newer, older]):
        reading = read_orders(files)
        assert [order.status for order in reading.orders] == [ExternalStatus.SHIPPED]
        assert [notice.code for notice in reading.notices] == ["older_state"]


# what must stop a parcel


def test_locked_orders() -> None:
    states = ("锁定", "(锁定)等待出库", "（锁定）等待确认收货", "等待出库")
    orders = read_text(HEAD + "".join(row(f"30000000000{n}", status=state) for n, state in enumerate(states))).orders
    assert [(order.status, order.locked) for order in orders] == [
        (ExternalStatus.TO_SHIP, True),
        (ExternalStatus.TO_SHIP, True),
        (ExternalStatus.SHIPPED, True),
        (ExternalStatus.TO_SHIP, False),
    ]


def test_presale_with_unpaid_balance() -> None:
    head = "订单编号,订单状态,总金额,分阶段订单信息,订单付款时间\n"
    stage = "阶段1：已付款，阶段2：交易状态等待买家付款"
    (order,) = read_text(head + f"1001,买家已付款，等待卖家发货,1.00,{stage},\n".replace("款，等", "款,等", 0)).orders
    assert order.balance_unpaid


def test_risk_review_and_cash_on_delivery() -> None:
    head = "商品,订单号,订单状态,商品数量(件),是否审核中,支付方式,售后状态\n"
    (order,) = read_text(head + "示例,260607-400000294410900,待发货,1,是,货到付款,售后处理中\n").orders
    assert (order.risk_review, order.cod, order.refund_state) == (True, True, RefundState.ASKED)


def test_after_sales_word_that_nobody_knows_is_told() -> None:
    head = "商品,订单号,订单状态,商品数量(件),售后状态\n"
    reading = read_text(head + "示例,260607-400000294410900,待发货,1,新的售后\n")
    assert [order.refund_state for order in reading.orders] == [RefundState.OTHER]
    assert [notice.code for notice in reading.notices] == ["after_sales_unknown"]


def test_masked_and_virtual_receivers() -> None:
    head = "订单编号,订单状态,总金额,收货人姓名,联系手机,收货地址 \n"
    receivers = (
        "张*,138****0000,浙江省 杭州市 西湖区 **街道****",
        "李四,18400000000-1234,浙江省 杭州市 西湖区 示例路1号",
    )
    orders = read_text(head + "".join(f"100{n},交易成功,1.00,{cells}\n" for n, cells in enumerate(receivers))).orders
    shown = [(order.receiver.masked, order.receiver.virtual) for order in orders if order.receiver]
    assert shown == [(True, False), (False, True)]


def test_articles_in_different_states_make_the_order_part_shipped() -> None:
    head = "主订单编号,子订单编号,选购商品,商品数量,订单状态,售后状态,订单应付金额\n"
    rows = "1,11,a,1,已发货,-,1.00\n1,12,b,1,待发货,-,2.00\n1,13,c,1,已关闭,退款成功,4.00\n"
    (order,) = read_text(head + rows).orders
    assert (order.status, order.total_fen) == (ExternalStatus.PART_SHIPPED, 700)
    assert [line.refund_state for line in order.lines] == [RefundState.NONE, RefundState.NONE, RefundState.SUCCEEDED]
