from dataclasses import replace

from tests.company import Trade
from tests.orders.intake import again, hear, open_reasons, said, take_in
from tests.orders.told import line, receiver, told
from zhanggui.inventory.models import Balance
from zhanggui.orders.models import OrderHold, OrderLine
from zhanggui.orders.operations.correct_addresses import Address, correct_addresses
from zhanggui.orders.rules.external import ExternalStatus, RefundState


def test_the_same_word_again_changes_nothing(trade: Trade) -> None:
    (order,) = take_in(trade, told("1", seller_memo="赠品", flag="red"))
    before = said(order)

    hear(trade, told("1", seller_memo="赠品", flag="red"))

    assert said(order) == before
    assert again(order).version == order.version


def test_refund_asked_holds_and_withdrawn_lets_go(trade: Trade) -> None:
    (order,) = take_in(trade, told("1", refund_state=RefundState.NONE))

    hear(trade, told("1", refund_state=RefundState.ASKED))
    assert open_reasons(order) == ["refund_asked"]
    assert again(order).after_sales == "asked"

    hear(trade, told("1", refund_state=RefundState.CLOSED))
    assert open_reasons(order) == []
    assert again(order).after_sales == "none"


def test_refund_paid_voids_and_frees_the_goods(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))

    hear(trade, told("1", status=ExternalStatus.CLOSED_REFUNDED_BEFORE_SHIPPING, refund_state=RefundState.SUCCEEDED))

    now = again(order)
    assert (now.review, now.after_sales, now.fulfilment) == ("void", "refunded", "open")
    assert Balance.objects.get(sku=trade.skus["A1"]).reserved == 0


def test_one_line_refunded_is_cut_and_the_rest_goes_on(trade: Trade) -> None:
    first, second = line("A1", external_line_no="1-1"), line("B1", external_line_no="1-2")
    (order,) = take_in(trade, told("1", first, second))

    hear(trade, told("1", first, replace(second, refund_state=RefundState.SUCCEEDED)))

    assert [one.cancelled for one in OrderLine.objects.order_by("position")] == [False, True]
    assert Balance.objects.get(sku=trade.skus["B1"]).reserved == 0
    assert (again(order).review, again(order).after_sales) == ("waiting", "part_refunded")


def test_shipped_without_us_releases_and_goes_elsewhere(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))

    hear(trade, told("1", status=ExternalStatus.SHIPPED, tracking_no="78001"))

    assert again(order).fulfilment == "elsewhere"
    assert Balance.objects.get(sku=trade.skus["A1"]).reserved == 0
    assert said(order)[-1] == "orders.left_elsewhere"


def test_payment_arrives_and_the_order_claims_its_goods(trade: Trade) -> None:
    unpaid = told("1", status=ExternalStatus.UNPAID, paid_at=None, paid_fen=0)
    (order,) = take_in(trade, unpaid)
    assert (again(order).payment, again(order).fulfilment) == ("unpaid", "open")

    hear(trade, told("1"))

    now = again(order)
    assert (now.payment, now.fulfilment, now.paid_fen) == ("paid", "reserved", 5000)
    assert now.ship_by is not None


def test_another_address_is_taken_over_and_shown(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    moved = receiver("1", province="江苏省", city="南京市", district="鼓楼区")

    hear(trade, told("1", receiver=moved))

    hold = OrderHold.objects.get(order=order, reason="address_changed")
    assert (hold.details["old"], hold.details["new"]) == ("浙江省杭州市西湖区", "江苏省南京市鼓楼区")
    assert hold.blocks == ["print", "ship"]
    assert again(order).receiver.city == "南京市"


def test_a_clerks_correction_is_never_overwritten(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    correct_addresses(trade.company.service, [Address(order.pk, detail="文一路 8 号 3 幢 201 室")])
    corrected = again(order).receiver_id

    hear(trade, told("1", receiver=receiver("1", city="宁波市", district="海曙区")))

    assert again(order).receiver_id == corrected
    assert open_reasons(order) == ["address_changed"]


def test_a_lock_holds_until_the_platform_lifts_it(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))

    hear(trade, told("1", locked=True))
    assert open_reasons(order) == ["locked"]

    hear(trade, told("1", locked=False))
    assert open_reasons(order) == []
