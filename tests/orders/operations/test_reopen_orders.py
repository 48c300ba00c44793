from tests.company import Trade
from tests.orders.intake import again, said, take_in
from tests.orders.told import told
from zhanggui.fulfilment.models import Parcel
from zhanggui.inventory.models import Balance
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.reopen_orders import reopen_orders


def test_order_comes_back_with_its_goods_and_its_parcel_is_stopped(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    reviewer = trade.company.reviewer
    approve_orders(reviewer, [order.pk])

    assert reopen_orders(reviewer, [order.pk]).done == [order.pk]

    assert (again(order).review, again(order).fulfilment) == ("waiting", "reserved")
    assert [parcel.state for parcel in Parcel.objects.all()] == ["stopped"]
    assert Balance.objects.get(sku=trade.skus["A1"]).reserved == 1
    assert "orders.reopened" in said(order)


def test_what_was_not_approved_cannot_be_taken_back(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))

    assert reopen_orders(trade.company.reviewer, [order.pk]).refused[order.pk].code == "not_approved"
