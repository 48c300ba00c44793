from tests.company import founding, hire
from tests.fulfilment.floor import Floor, codes, hold, order_of
from tests.orders.told import line, told
from zhanggui.foundation import clock
from zhanggui.fulfilment.models import DayClose
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.sign_days import DayRow, sign_days
from zhanggui.fulfilment.queries.day import day_figures, orders_in_class
from zhanggui.fulfilment.vocabulary import DayClass
from zhanggui.orders.operations.take_in_orders import take_in_orders
from zhanggui.orders.operations.void_orders import void_orders
from zhanggui.orders.rules.intake import Incoming
from zhanggui.orders.vocabulary import VoidReason


def test_every_order_is_in_exactly_one_class(floor: Floor) -> None:
    _a_day_with_everything(floor)
    key = (floor.trade.taobao, floor.trade.north, clock.today())
    figures = day_figures([key])[key]
    assert figures == {
        "imported": 11, "void": 1, "held": 2, "short": 1, "waiting": 2, "printed": 1, "packed": 2, "handed_over": 2,
        "elsewhere": 0,
    }  # fmt: skip
    assert figures["imported"] == sum(figures[name] for name in DayClass)
    for name in DayClass:
        assert len(orders_in_class(key, name)) == figures[name]


def test_two_shifts_sign(floor: Floor) -> None:
    floor.waiting(2)
    row = DayRow(floor.trade.taobao, floor.trade.north, clock.today(), "齐")
    assert sign_days(floor.logistics, [row]).result["days"][0]["shift"] == "outgoing"
    assert codes(sign_days(floor.logistics, [row])) == {1: "other_shift"}
    floor.waiting(1, start=5000)
    other = hire("night", "S1.LOGI")
    assert sign_days(other, [row]).result["days"][0]["shift"] == "incoming"
    signed = DayClose.objects.get()
    assert (signed.outgoing_id, signed.incoming_id) == (floor.logistics.person_id, other.person_id)
    assert signed.figures["imported"] == 2
    assert codes(sign_days(floor.logistics, [row])) == {1: "day_signed"}


def _a_day_with_everything(floor: Floor) -> None:
    manifest, _parcels = floor.listed(2, start=1)
    close_manifests(floor.logistics, [manifest])
    floor.packed(2, start=10)
    floor.printed(1, start=20)
    floor.waiting(1, start=30)
    void = floor.waiting(1, start=40)
    void_orders(founding(), [order_of(void[0])], reason=VoidReason.TEST)
    hold(floor.packed(1, start=50)[0])
    wanted = [told("60", line("A1", 5000)), told("61"), told("62", buyer_message="改地址")]
    take_in_orders(founding(), [Incoming(floor.trade.taobao, order) for order in wanted])
