"""Every sample file gives what `expected.json` says, but for what its columns do not hold (the table below)."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from tests.channels.rules.samples import expected, fen, needs_data, read_samples
from zhanggui.orders.rules.external import ExternalLine, ExternalOrder, RefundState

pytestmark = needs_data

DETAIL = "taobao_ExportOrderDetailList_2018.csv"
ITEMS = "taobao_ExportItemList_2023.xlsx"
ORDERS = "taobao_ExportOrderList_2018.csv"
REFUNDS = "taobao_refund_list_2018.csv"

# file(s) → what the file cannot show: order fields, then line fields. "status:a>b" means a looks like b there.
CANNOT_SHOW: dict[tuple[str, ...], tuple[set[str], set[str]]] = {
    (ORDERS, DETAIL): ({"shipped_at"}, {"amount", "refund"}),
    (ORDERS, ITEMS): ({"shipped_at"}, set()),
    ("jd_orders_2016.csv",): (
        {"refund", "courier", "tracking", "shipped_at", "status:finished_part_refund>finished"},
        {"amount", "refund"},
    ),
    ("pdd_orders_23.csv",): (
        {"refund", "created", "receiver", "status:finished_part_refund>finished"},
        {"price", "refund"},
    ),
    ("douyin_orders_2026.csv",): (
        {"refund", "courier", "tracking", "status:finished_part_refund>finished"},
        {"refund"},
    ),
    ("kuaishou_orders_61.xlsx",): ({"refund_of_closed"}, {"amount", "refund"}),
    ("youzan_orders.csv",): (
        {
            "courier",
            "tracking",
            "shipped_at",
            "status:closed_refunded_after_shipping>closed_refunded_before_shipping",
        },
        {"price", "amount", "refund"},
    ),
    ("wechat_shop_orders.xlsx",): (set(), {"unpaid_amount"}),
    ("xhs_orders.xlsx",): (
        {"refund", "courier", "tracking", "status:finished_part_refund>finished"},
        {"qty", "price", "refund"},
    ),
    ("1688_orders_49.xlsx",): (
        {"refund", "shipped_at", "status:finished_part_refund>finished"},
        {"amount", "refund"},
    ),
    ("taobao_api_trades.json",): ({"refund_of_closed", "courier", "tracking"}, {"refund"}),
    ("pdd_api_order_list.json",): ({"refund", "courier"}, {"amount", "refund"}),
}


def beijing(text: str | None) -> datetime | None:
    return (datetime.fromisoformat(text) - timedelta(hours=8)).replace(tzinfo=UTC) if text else None


def order_facts(order: ExternalOrder) -> dict[str, Any]:
    receiver = order.receiver
    return {
        "order_no": order.external_no,
        "status": str(order.status),
        "created": order.created_at,
        "paid_at": order.paid_at,
        "total": order.total_fen,
        "paid": order.paid_fen,
        "refund": order.refund_fen or 0,
        "receiver": receiver
        and {
            "name": receiver.name,
            "phone": receiver.phone,
            "province": receiver.province,
            "city": receiver.city,
            "district": receiver.district,
            "detail": receiver.detail,
        },
        "courier": order.courier,
        "tracking": order.tracking_no,
        "shipped_at": order.shipped_at,
    }


def line_facts(line: ExternalLine) -> dict[str, Any]:
    return {
        "sku": line.sku_code,
        "title": line.title,
        "qty": line.quantity,
        "price": line.price_fen,
        "amount": line.amount_fen,
        "refund": line.refund_fen or 0,
    }


def truth_of_order(truth: dict[str, Any], hidden: set[str]) -> dict[str, Any]:
    status = truth["status"]
    for rule in hidden:
        if rule.startswith(f"status:{status}>"):
            status = rule.partition(">")[2]
    facts = {key: truth[key] for key in ("order_no", "receiver", "courier", "tracking")}
    facts |= {key: fen(truth[key]) for key in ("total", "paid", "refund")}
    facts |= {"created": beijing(truth["created"]), "paid_at": beijing(truth["paid_at"]), "status": status}
    facts |= {"shipped_at": beijing(truth["shipped_at"])}
    if "refund_of_closed" in hidden and status.startswith("closed"):
        facts["refund"] = 0
    nothing = {"receiver": None, "courier": None, "tracking": None, "shipped_at": None, "created": None, "refund": 0}
    return facts | {key: nothing[key] for key in hidden & nothing.keys()}


def truth_of_line(truth: dict[str, Any], hidden: set[str], unpaid: bool) -> dict[str, Any]:
    facts = {"sku": truth["sku"], "title": truth["title"], "qty": truth["qty"]}
    facts |= {key: fen(truth[key]) for key in ("price", "amount", "refund")}
    if "unpaid_amount" in hidden and unpaid:
        facts["amount"] = None
    return facts | {key: 0 if key == "refund" else None for key in hidden & facts.keys()}


@pytest.mark.parametrize("names", CANNOT_SHOW, ids="+".join)
def test_file_gives_what_is_expected_of_it(names: tuple[str, ...]) -> None:
    truth, (hidden, hidden_lines) = expected()[names[0]], CANNOT_SHOW[names]
    reading = read_samples(*names)
    assert reading.rejected == ()
    assert reading.parts == ()
    assert [order_facts(order) for order in reading.orders] == [
        truth_of_order(order, hidden) for order in truth["orders_detail"]
    ]
    for order, wanted in zip(reading.orders, truth["orders_detail"], strict=True):
        unpaid = wanted["status"] in ("unpaid", "closed_unpaid")
        assert [line_facts(line) for line in order.lines] == [
            truth_of_line(line, hidden_lines, unpaid) for line in wanted["lines"]
        ]


@pytest.mark.parametrize("names", CANNOT_SHOW, ids="+".join)
def test_totals_are_the_same_whichever_platform_is_read(names: tuple[str, ...]) -> None:
    truth = expected()[names[0]]
    orders = read_samples(*names).orders
    assert len(orders) == truth["orders"]
    assert sum(len(order.lines) for order in orders) == truth["lines"]
    assert sum(order.total_fen or 0 for order in orders) == fen(truth["total"])
    assert sum(order.paid_fen or 0 for order in orders) == fen(truth["paid"])
    if not {"refund", "refund_of_closed"} & CANNOT_SHOW[names][0]:
        assert sum(order.refund_fen or 0 for order in orders) == fen(truth["refund"])


@pytest.mark.parametrize("names", list(permutations((ORDERS, DETAIL, ITEMS))))
def test_taobao_files_are_joined_in_any_sequence(names: tuple[str, ...]) -> None:
    reading = read_samples(*names)
    wanted = {order.external_no: order for order in read_samples(ORDERS, ITEMS).orders}
    assert {order.external_no: order for order in reading.orders} == wanted
    assert reading.parts == ()
    assert reading.rejected == ()


def test_lines_without_their_orders_are_parts() -> None:
    reading = read_samples(DETAIL)
    assert reading.orders == ()
    assert len(reading.parts) == 12
    assert sum(len(part.lines) for part in reading.parts) == expected()[DETAIL]["rows"]
    assert {part.total_fen for part in reading.parts} == {None}


def test_item_list_shows_refunds_of_lines() -> None:
    lines = {line.external_line_no: line for part in read_samples(ITEMS).parts for line in part.lines}
    refunded = {no: (line.refund_state, line.refund_fen) for no, line in lines.items() if line.refund_fen}
    assert refunded == {
        "202012345677950676": (RefundState.SUCCEEDED, 2100),
        "202012345677974433": (RefundState.SUCCEEDED, 500),
        "202012345677990271": (RefundState.SUCCEEDED, 7600),
    }


def test_refund_list() -> None:
    refunds = read_samples(REFUNDS).refunds
    assert [(refund.external_no, refund.amount_fen, refund.state, refund.needs_return) for refund in refunds] == [
        ("202012345677950676", 2100, RefundState.SUCCEEDED, False),
        ("202012345677974433", 500, RefundState.SUCCEEDED, False),
        ("202012345677990271", 7600, RefundState.SUCCEEDED, True),
    ]
    assert sum(refund.amount_fen or 0 for refund in refunds) == fen(expected()[REFUNDS]["refund"])


@pytest.mark.parametrize(
    "name", ["alipay_20200301.zip", "pdd_fund_detail.csv", "courier_sf_monthly.xlsx", "courier_zto_monthly.xlsx"]
)
def test_statements_and_bills_are_named_and_not_imported(name: str) -> None:
    reading = read_samples(name)
    assert reading.orders == ()
    assert {rejection.code for rejection in reading.rejected} == {"not_orders"}


def test_messages_and_memos_come_whole() -> None:
    order = next(order for order in read_samples(ORDERS).orders if order.external_no == "202012345677942757")
    assert order.buyer_message == '第一行\n第二行, 含逗号 "引号"'
    assert order.seller_memo == ""
    assert order.buyer_key == "示例会员1992"
    assert order.shop_name == "示例旗舰店"
    assert order.receiver is not None
    assert (order.receiver.postcode, order.receiver.masked) == ("340400", False)
