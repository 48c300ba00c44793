from tests.company import Trade
from tests.orders.intake import open_reasons, take_in
from tests.orders.told import told
from zhanggui.orders.models import OrderHold
from zhanggui.orders.operations.answer_buyers import answer_buyers
from zhanggui.orders.operations.hold_orders import HoldFor, hold_orders


def test_the_answer_is_kept_and_the_order_goes_on(trade: Trade) -> None:
    asked, other = take_in(trade, told("1"), told("2"))
    hold_orders(trade.company.reviewer, [asked.pk], reason=HoldFor.ASKED_BUYER, note="颜色")

    outcome = answer_buyers(trade.company.service, [asked.pk, other.pk], answer="要银色")

    assert outcome.done == [asked.pk]
    assert outcome.refused[other.pk].code == "not_asked"
    assert open_reasons(asked) == []
    assert OrderHold.objects.get(order=asked).release_note == "要银色"
