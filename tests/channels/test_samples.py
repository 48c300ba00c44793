"""Every sample file of the platforms through the whole path: the orders in the database are what its columns show."""

from typing import Any

import pytest

from tests.channels.desk import bring_in, changed, counts, drop
from tests.channels.rules.samples import expected, needs_data, sample
from tests.channels.rules.test_formats import (
    CANNOT_SHOW,
    DETAIL,
    ITEMS,
    ORDERS,
    REFUNDS,
    truth_of_line,
    truth_of_order,
)
from tests.company import founding, open_trade
from zhanggui.channels.models import ImportRow
from zhanggui.channels.queries.reasons import sentence_of
from zhanggui.orders.models import Order, OrderLine
from zhanggui.orders.queries.orders import open_holds
from zhanggui.orders.queries.receivers import contacts_of
from zhanggui.shops.operations.open_shops import ShopRow, open_shops
from zhanggui.shops.vocabulary import Platform

pytestmark = [needs_data, pytest.mark.django_db]

HISTORY = ("shipped", "finished", "finished_part_refund")


def shop_for(name: str) -> int:
    """The shop on the platform that the file comes from."""
    trade = open_trade()
    platform = expected()[name]["platform"]
    if platform == "taobao":
        return trade.taobao
    if platform == "pdd":
        return trade.pdd
    wanted = Platform({"xhs": "xiaohongshu"}.get(platform, platform))
    return open_shops(founding(), [ShopRow("X", "示例店", wanted)]).one()


def kept(order: Order) -> dict[str, Any]:
    contact = contacts_of([order.receiver_id])[order.receiver_id] if order.receiver_id else None
    receiver = contact and {
        name: getattr(contact, name) for name in ("name", "phone", "province", "city", "district", "detail")
    }
    return {
        "order_no": order.external_no,
        "status": order.platform_status,
        "total": order.total_fen,
        "paid": order.paid_fen,
        "refund": order.refund_fen,
        "paid_at": order.paid_at,
        "receiver": receiver,
    }


def shown(truth: dict[str, Any], hidden: set[str]) -> dict[str, Any]:
    facts = truth_of_order(truth, hidden)
    return {name: facts[name] for name in ("order_no", "status", "total", "paid", "refund", "paid_at", "receiver")}


def kept_line(line: OrderLine) -> dict[str, Any]:
    return {"title": line.title, "qty": line.quantity, "price": line.price_fen, "amount": line.amount_fen,
            "refund": line.refund_fen, "sku": line.listing.code if line.listing else None}  # fmt: skip


def shown_line(truth: dict[str, Any], hidden: set[str], unpaid: bool) -> dict[str, Any]:
    facts = truth_of_line(truth, hidden, unpaid)
    quantity, price = facts["qty"] or 1, facts["price"] or 0
    # What a file does not sum up for a line is its price times its quantity.
    amount = price * (facts["qty"] or 0) if facts["amount"] is None else facts["amount"]
    return {**facts, "qty": quantity, "price": price, "amount": amount}


@pytest.mark.parametrize("names", CANNOT_SHOW, ids="+".join)
def test_orders_are_what_the_file_shows(names: tuple[str, ...]) -> None:
    truth, (hidden, hidden_lines) = expected()[names[0]], CANNOT_SHOW[names]
    batch = bring_in(founding(), shop_for(names[0]), *map(sample, names))
    assert (batch.state, counts(batch)) == ("applied", (truth["orders"], 0, 0, 0))
    orders = {order.external_no: order for order in Order.objects.all()}
    for wanted in truth["orders_detail"]:
        order = orders[wanted["order_no"]]
        assert kept(order) == shown(wanted, hidden)
        unpaid = wanted["status"] in ("unpaid", "closed_unpaid")
        lines = OrderLine.objects.filter(order=order).select_related("listing").order_by("position")
        assert [kept_line(line) for line in lines] == [
            shown_line(line, hidden_lines, unpaid) for line in wanted["lines"]
        ]
        assert (order.fulfilment == "elsewhere") == (wanted["status"] in HISTORY)
        assert (order.review == "void") == wanted["status"].startswith("closed")


@pytest.mark.parametrize("names", CANNOT_SHOW, ids="+".join)
def test_the_same_file_twice_changes_nothing(names: tuple[str, ...]) -> None:
    shop, files = shop_for(names[0]), [sample(name) for name in names]
    first = bring_in(founding(), shop, *files)
    again = bring_in(founding(), shop, *files)
    assert counts(again) == (0, 0, first.created, 0)


def test_refunds_and_lists_of_articles_follow_their_orders() -> None:
    shop = shop_for(ORDERS)
    bring_in(founding(), shop, sample(ORDERS), sample(DETAIL))
    follow = drop(founding(), shop, sample(REFUNDS))
    assert counts(follow) == (0, 3, 0, 0)
    assert follow.changes == {"refunded": [3, 0]}
    alone = drop(founding(), shop_for_second(), sample(REFUNDS))
    assert counts(alone) == (0, 0, 0, 3)
    row = ImportRow.objects.filter(batch=alone).order_by("position")[0]
    assert "202012345677950676" in sentence_of(row.reason)


def shop_for_second() -> int:
    return open_shops(founding(), [ShopRow("YZ", "有赞店", Platform.YOUZAN)]).one()


def test_a_newer_export_says_what_changed() -> None:
    shop = shop_for(ORDERS)
    bring_in(founding(), shop, sample(ORDERS), sample(ITEMS))
    truth = {order["order_no"]: order for order in expected()[ORDERS]["orders_detail"]}
    waiting = [order for order in truth.values() if order["status"] == "to_ship"]
    assert len(waiting) == 2
    moved = next(order for order in waiting if order["receiver"]["detail"])
    newer = changed(ORDERS, (moved["receiver"]["detail"], "虚构巷1号1幢101室"))
    batch = bring_in(founding(), shop, newer, sample(ITEMS))
    assert counts(batch) == (0, 1, 11, 0)
    assert batch.changes == {"address_changed": [1, 0]}
    order = Order.objects.get(external_no=moved["order_no"])
    assert order.receiver_id is not None
    assert contacts_of([order.receiver_id])[order.receiver_id].detail == "虚构巷1号1幢101室"
    assert open_holds().filter(order=order, reason="address_changed").exists() or order.review == "waiting"
