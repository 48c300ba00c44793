from tests.company import hire
from tests.fulfilment.floor import Floor, codes, hold, statements_of, states
from tests.orders.told import line
from zhanggui.foundation import clock
from zhanggui.foundation.models import Event
from zhanggui.fulfilment.models import Parcel, Wave
from zhanggui.fulfilment.operations.make_waves import make_waves


def test_waiting_parcels_become_a_numbered_wave(floor: Floor) -> None:
    parcels = floor.waiting(3)
    outcome = make_waves(floor.clerk, parcels)
    wave = Wave.objects.get()
    assert (wave.number, wave.state, wave.parcels) == (f"W{clock.today():%m%d}-01", "open", 3)
    assert states(parcels) == ["waved"] * 3
    assert sorted(Parcel.objects.values_list("wave_position", flat=True)) == [1, 2, 3]
    assert outcome.result["waves"] == [{"id": wave.pk, "number": wave.number, "parcels": 3, "walks_saved": 2}]
    assert Event.objects.filter(kind="fulfilment.waved").count() == 3


def test_equal_parcels_stand_together(floor: Floor) -> None:
    mixed = floor.waiting(1, line("A1"), line("B1"), start=1)
    first, second = floor.waiting(1, line("A1"), start=2), floor.waiting(1, line("B1"), start=3)
    third = floor.waiting(1, line("A1"), start=4)
    make_waves(floor.clerk, mixed + first + second + third)
    order = list(Parcel.objects.order_by("wave_position").values_list("pk", flat=True))
    assert order == [*first, *third, *second, *mixed]


def test_the_second_wave_gets_the_next_number(floor: Floor) -> None:
    make_waves(floor.clerk, floor.waiting(1, start=1))
    make_waves(floor.clerk, floor.waiting(1, start=2))
    assert [number[-3:] for number in Wave.objects.order_by("pk").values_list("number", flat=True)] == ["-01", "-02"]


def test_held_and_waved_parcels_are_left_alone(floor: Floor) -> None:
    held, free, waved = floor.waiting(3)
    make_waves(floor.clerk, [waved])
    hold(held)
    outcome = make_waves(floor.clerk, [held, free, waved])
    assert list(outcome.done) == [free]
    assert codes(outcome) == {held: "held", waved: "in_state"}
    assert states([held, free, waved]) == ["waiting", "waved", "waved"]


def test_no_wave_is_made_of_nothing(floor: Floor) -> None:
    (parcel,) = floor.waiting()
    hold(parcel)
    assert codes(make_waves(floor.clerk, [parcel])) == {parcel: "held"}
    assert Wave.objects.count() == 0


def test_a_clerk_of_another_warehouse_sees_nothing(floor: Floor) -> None:
    (parcel,) = floor.waiting()
    southern = hire("southern", "S1.CLERK", warehouses=(floor.trade.south,))
    assert codes(make_waves(southern, [parcel])) == {parcel: "not_found"}


def test_statements_do_not_grow(floor: Floor) -> None:
    one, many = floor.waiting(1, start=1), floor.waiting(40, start=100)
    assert statements_of(lambda: make_waves(floor.clerk, one)) == statements_of(lambda: make_waves(floor.clerk, many))
