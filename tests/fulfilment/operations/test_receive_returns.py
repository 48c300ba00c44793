from tests.fulfilment.floor import Floor, codes, states
from tests.inventory.house import books_agree
from tests.orders.told import line
from zhanggui.fulfilment.models import ParcelLine, Waybill
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.receive_returns import ReturnRow, receive_returns
from zhanggui.fulfilment.vocabulary import Grade
from zhanggui.inventory.models import Balance
from zhanggui.orders.models import Order


def test_good_goods_are_stock_again_and_damaged_ones_are_not(floor: Floor) -> None:
    manifest, parcels = floor.listed(1, line("A1", 3))
    close_manifests(floor.logistics, [manifest])
    number, sku = Waybill.objects.get().number, floor.trade.skus["A1"]
    inspector = floor.trade.company.inspector
    outcome = receive_returns(inspector, [ReturnRow(number, sku, 1), ReturnRow(number, sku, 1, Grade.DAMAGED)])
    assert (list(outcome.done), codes(outcome)) == ([1, 2], {})
    assert states(parcels) == ["returned"]
    assert Order.objects.get().fulfilment == "returned"
    assert Balance.objects.get(sku=sku).on_hand == 998
    assert ParcelLine.objects.get().returned == 2
    assert books_agree()
    assert codes(receive_returns(inspector, [ReturnRow(number, sku, 2)])) == {1: "not_sent"}


def test_what_never_left_does_not_come_back(floor: Floor) -> None:
    (parcel,) = floor.packed()
    row = ReturnRow(f"P{parcel}", floor.trade.skus["A1"])
    outcome = receive_returns(floor.trade.company.inspector, [row, ReturnRow("nobody", floor.trade.skus["A1"])])
    assert codes(outcome) == {1: "in_state", 2: "unknown_label"}
