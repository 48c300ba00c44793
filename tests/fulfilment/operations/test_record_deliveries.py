from tests.fulfilment.floor import Floor, codes, states
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.record_deliveries import DeliveryRow, record_deliveries
from zhanggui.fulfilment.vocabulary import ParcelState
from zhanggui.orders.models import Order


def test_the_courier_says_where_parcels_are(floor: Floor) -> None:
    manifest, parcels = floor.listed(2)
    close_manifests(floor.logistics, [manifest])
    rows = [DeliveryRow(f"P{parcels[0]}", ParcelState.DELIVERED), DeliveryRow(f"P{parcels[1]}", ParcelState.REFUSED)]
    assert list(record_deliveries(floor.logistics, rows).done) == [1, 2]
    assert states(parcels) == ["delivered", "refused"]
    assert list(Order.objects.order_by("pk").values_list("fulfilment", flat=True)) == ["delivered", "shipped"]


def test_a_move_that_the_table_does_not_know_is_refused(floor: Floor) -> None:
    (parcel,) = floor.packed()
    assert codes(record_deliveries(floor.logistics, [DeliveryRow(f"P{parcel}", ParcelState.DELIVERED)])) == {
        1: "in_state"
    }
