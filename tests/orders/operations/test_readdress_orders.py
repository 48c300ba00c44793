from dataclasses import replace

from tests.company import Trade, founding
from tests.orders.intake import again, open_reasons, take_in
from tests.orders.told import told
from zhanggui.orders.models import Receiver
from zhanggui.orders.operations.readdress_orders import Readdressing, readdress_orders
from zhanggui.orders.queries.receivers import contacts_of


def test_old_version_stays_sealed_beside_the_new(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    contact = contacts_of([order.receiver_id])[order.receiver_id]

    readdress_orders(
        founding(), [Readdressing(order.pk, replace(contact, city="宁波市", district="海曙区"), True)], by_platform=True
    )

    assert Receiver.objects.count() == 2
    assert again(order).receiver.district == "海曙区"
    assert open_reasons(order) == ["address_changed"]
