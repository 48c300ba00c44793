from dataclasses import replace

from tests.fulfilment.floor import Floor, codes, parcels_of, states
from tests.orders.told import line, receiver, told
from zhanggui.fulfilment.models import Parcel, ParcelLine
from zhanggui.fulfilment.operations.merge_parcels import merge_parcels
from zhanggui.orders.models import Order, Receiver


def test_orders_of_one_receiver_travel_together(floor: Floor) -> None:
    same = receiver("one")
    orders = floor.orders(told("1", line("A1", 2), receiver=same), told("2", line("B1"), receiver=same), told("3"))
    first, second, other = parcels_of(orders)
    outcome = merge_parcels(floor.clerk, [second, first, other])
    assert outcome.result["into"] == {str(second): first}
    assert codes(outcome) == {other: "nobody_to_merge"}
    assert states([first, second, other]) == ["waiting", "stopped", "waiting"]
    assert set(ParcelLine.objects.filter(parcel=first).values_list("order_id", flat=True)) == set(orders[:2])
    host = Parcel.objects.get(pk=first)
    assert (host.kinds, host.pieces, host.weight_grams) == (2, 3, 1150)
    assert host.ship_by == min(Order.objects.filter(pk__in=orders[:2]).values_list("ship_by", flat=True))


def test_masked_receivers_are_merged_only_when_somebody_confirms(floor: Floor) -> None:
    masked = replace(receiver("one"), name="张**", phone="138****2210")
    parcels = parcels_of(floor.orders(*(told(n, receiver=masked, buyer_key="b") for n in "12")))
    Receiver.objects.update(masked=True, identity=None)
    assert set(codes(merge_parcels(floor.clerk, parcels)).values()) == {"masked_receivers"}
    assert list(merge_parcels(floor.clerk, parcels, confirm=True).done) == parcels


def test_what_is_in_a_wave_is_not_merged(floor: Floor) -> None:
    parcels = floor.waved(2)
    assert set(codes(merge_parcels(floor.clerk, parcels)).values()) == {"in_state"}
