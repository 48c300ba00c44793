from tests.company import Trade
from tests.orders.intake import again, open_reasons, said, take_in
from tests.orders.told import receiver, told
from zhanggui.orders.operations.approve_orders import approve_orders
from zhanggui.orders.operations.correct_addresses import Address, correct_addresses
from zhanggui.orders.queries.receivers import contacts_of


def test_corrected_phone_lifts_the_hold_and_keeps_the_old_version(trade: Trade) -> None:
    (order,) = take_in(trade, told("1", receiver=receiver("1", phone="1380000")))
    old = order.receiver_id
    assert open_reasons(order) == ["phone_malformed"]

    assert correct_addresses(trade.company.service, [Address(order.pk, phone="13912345670")]).done == [order.pk]

    new = again(order).receiver_id
    contacts = contacts_of([old, new])
    assert (contacts[old].phone, contacts[new].phone, contacts[new].name) == (
        "1380000", "13912345670", contacts[old].name,
    )  # fmt: skip
    assert open_reasons(order) == []
    assert "orders.address_changed" in said(order)


def test_in_the_warehouse_it_is_too_late(trade: Trade) -> None:
    (order,) = take_in(trade, told("1"))
    approve_orders(trade.company.reviewer, [order.pk])

    outcome = correct_addresses(trade.company.service, [Address(order.pk, phone="13912345670")])

    assert outcome.refused[order.pk].code == "in_warehouse"
