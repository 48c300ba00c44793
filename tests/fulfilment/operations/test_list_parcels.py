import pytest

from tests.company import founding
from tests.fulfilment.floor import Floor, codes, hold, order_of, statements_of, states
from zhanggui.foundation.outcome import Refused
from zhanggui.fulfilment.operations.close_manifests import close_manifests
from zhanggui.fulfilment.operations.list_parcels import list_parcels
from zhanggui.fulfilment.operations.open_manifests import ManifestRow, open_manifests
from zhanggui.fulfilment.operations.stop_orders import stop_orders
from zhanggui.orders.operations.set_couriers import CourierRow, set_couriers


def test_what_may_not_go_on_the_manifest_is_said(floor: Floor) -> None:
    fine, held, stopped = floor.packed(3, start=1)
    (unpacked,) = floor.printed(1, start=10)
    hold(held)
    stop_orders(founding(), [order_of(stopped)])
    manifest = floor.manifest()
    outcome = list_parcels(floor.logistics, [fine, held, stopped, unpacked], manifest=manifest)
    assert list(outcome.done) == [fine]
    assert codes(outcome) == {held: "held", stopped: "stopped", unpacked: "in_state"}
    assert codes(list_parcels(floor.logistics, [fine], manifest=manifest)) == {fine: "twice"}
    assert codes(list_parcels(floor.logistics, [fine], manifest=floor.manifest())) == {fine: "on_other_manifest"}


def test_wrong_courier_and_wrong_warehouse(floor: Floor) -> None:
    (parcel,) = floor.packed()
    other = set_couriers(founding(), [CourierRow("sf", "顺丰速运")]).one()
    row = ManifestRow(floor.trade.north, other)
    manifest = open_manifests(floor.logistics, [row]).result["manifests"][0]["id"]
    assert codes(list_parcels(floor.logistics, [parcel], manifest=manifest)) == {parcel: "wrong_courier"}
    south = floor.manifest(floor.trade.south)
    assert codes(list_parcels(floor.logistics, [parcel], manifest=south)) == {parcel: "wrong_warehouse"}


def test_a_closed_manifest_takes_nothing_more(floor: Floor) -> None:
    manifest, _parcels = floor.listed(1, start=1)
    close_manifests(floor.logistics, [manifest])
    late = floor.packed(1, start=10)
    with pytest.raises(Refused) as refused:
        list_parcels(floor.logistics, late, manifest=manifest)
    assert refused.value.refusal.code == "manifest_closed"
    assert states(late) == ["packed"]


def test_statements_do_not_grow(floor: Floor) -> None:
    one, many, manifest = floor.packed(1, start=1), floor.packed(30, start=100), floor.manifest()
    assert statements_of(lambda: list_parcels(floor.logistics, one, manifest=manifest)) == statements_of(
        lambda: list_parcels(floor.logistics, many, manifest=manifest)
    )
