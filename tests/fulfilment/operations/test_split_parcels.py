from tests.fulfilment.floor import Floor, codes, states
from tests.orders.told import line
from zhanggui.fulfilment.models import Parcel, ParcelLine
from zhanggui.fulfilment.operations.split_parcels import SplitRow, split_parcels


def test_a_line_may_travel_in_two_parcels(floor: Floor) -> None:
    (parcel,) = floor.waiting(1, line("A1", 5))
    line_id = ParcelLine.objects.get().line_id
    outcome = split_parcels(floor.clerk, [SplitRow(parcel, line_id, 2)])
    (fresh,) = outcome.result["parcels"]
    rows = dict(ParcelLine.objects.filter(line=line_id).values_list("parcel_id", "quantity"))
    assert rows == {parcel: 3, fresh: 2}
    assert states([parcel, fresh]) == ["waiting", "waiting"]
    assert list(Parcel.objects.order_by("pk").values_list("pieces", "weight_grams")) == [(3, 1500), (2, 1000)]


def test_a_bundle_is_divided_by_whole_bundles(floor: Floor) -> None:
    (parcel,) = floor.waiting(1, line("K1", 3))
    line_id = ParcelLine.objects.first().line_id  # type: ignore[union-attr]
    (fresh,) = split_parcels(floor.clerk, [SplitRow(parcel, line_id, 1)]).result["parcels"]
    rows = ParcelLine.objects.filter(parcel=fresh).order_by("sku__code").values_list("sku__code", "quantity", "of_line")
    assert list(rows) == [("A1", 1, 1), ("A2", 2, 1)]


def test_more_than_inside_and_everything_are_refused(floor: Floor) -> None:
    first, second = floor.waiting(2, line("A1", 2))
    lines = dict(ParcelLine.objects.values_list("parcel_id", "line_id"))
    rows = [SplitRow(first, lines[first], 3), SplitRow(second, lines[second], 2), SplitRow(second, lines[first], 1)]
    outcome = split_parcels(floor.clerk, [rows[0]])
    assert codes(outcome) == {1: "more_than_inside"}
    assert codes(split_parcels(floor.clerk, [rows[1]])) == {1: "nothing_left"}
    assert codes(split_parcels(floor.clerk, [rows[2]])) == {1: "unknown_line"}
    assert Parcel.objects.count() == 2
