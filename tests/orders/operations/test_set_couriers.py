from tests.company import Trade, founding
from zhanggui.orders.models import Courier
from zhanggui.orders.operations.set_couriers import CourierRow, set_couriers


def test_the_same_code_changes_the_courier(trade: Trade) -> None:
    outcome = set_couriers(founding(), [CourierRow("zto", "中通", aliases="中通快递,中通速递")])

    assert outcome.done == [trade.courier]
    courier = Courier.objects.get(pk=trade.courier)
    assert (courier.name, courier.aliases, courier.version) == ("中通", ["中通快递", "中通速递"], 2)
