from tests.fulfilment.floor import Floor, codes, hold, number_states, statements_of
from zhanggui.foundation.models import Event
from zhanggui.fulfilment.models import Parcel, PrintBatch, PrintItem
from zhanggui.fulfilment.operations.assign_waybills import assign_waybills
from zhanggui.fulfilment.operations.print_parcels import print_parcels
from zhanggui.fulfilment.vocabulary import PaperKind
from zhanggui.orders.models import Receiver


def test_labels_keep_the_order_of_the_wave(floor: Floor) -> None:
    parcels = _numbered(floor, 3)
    outcome = print_parcels(floor.clerk, list(reversed(parcels)))
    (job,) = outcome.result["prints"]
    items = PrintItem.objects.filter(batch=job).order_by("position").values_list("position", "parcel_id")
    assert list(items) == list(enumerate(parcels, start=1))
    assert number_states(parcels) == ["printed"] * 3
    assert set(Parcel.objects.values_list("printed", flat=True)) == {1}


def test_the_receivers_shown_are_counted_once_per_job(floor: Floor) -> None:
    print_parcels(floor.clerk, _numbered(floor, 3))
    shown = Event.objects.get(kind="fulfilment.receivers_printed")
    assert shown.data == {"receivers": 3, "kind": "label"}
    assert shown.person_id == floor.trade.company.person("clerk")


def test_nothing_is_printed_twice_by_chance(floor: Floor) -> None:
    parcels = _numbered(floor, 1)
    print_parcels(floor.clerk, parcels)
    assert codes(print_parcels(floor.clerk, parcels)) == {parcels[0]: "printed_before"}
    assert PrintBatch.objects.count() == 1


def test_what_may_not_be_printed_is_said(floor: Floor) -> None:
    bare, held, masked = floor.waved(3)
    floor.numbers(3)
    assign_waybills(floor.clerk, [held, masked])
    hold(held)
    Receiver.objects.filter(pk=Parcel.objects.get(pk=masked).receiver_id).update(masked=True)
    outcome = print_parcels(floor.clerk, [bare, held, masked])
    assert codes(outcome) == {bare: "no_number", held: "held", masked: "masked"}
    assert number_states([held]) == ["assigned"]


def test_masked_parcels_go_onto_the_order_list(floor: Floor) -> None:
    parcels = floor.waved(2)
    Receiver.objects.update(masked=True)
    outcome = print_parcels(floor.clerk, parcels, kind=PaperKind.ORDER_LIST)
    assert list(outcome.done) == parcels
    assert not Event.objects.filter(kind="fulfilment.receivers_printed").exists()


def test_statements_do_not_grow(floor: Floor) -> None:
    one, many = _numbered(floor, 1, start=1), _numbered(floor, 30, start=100)
    assert statements_of(lambda: print_parcels(floor.clerk, one)) == statements_of(
        lambda: print_parcels(floor.clerk, many)
    )


def _numbered(floor: Floor, count: int, start: int = 1000) -> list[int]:
    parcels = floor.waved(count, start=start)
    floor.numbers(count, start)
    assign_waybills(floor.clerk, parcels)
    return parcels
