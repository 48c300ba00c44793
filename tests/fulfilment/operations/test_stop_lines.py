from tests.company import founding
from tests.fulfilment.floor import Floor, order_of, states
from tests.orders.told import line
from zhanggui.fulfilment.models import Parcel, ParcelLine
from zhanggui.orders.operations.cut_lines import cut_lines


def test_a_cut_line_leaves_the_packed_parcel(floor: Floor) -> None:
    (parcel,) = floor.packed(1, line("A1", 2), line("B1", 1, 700))
    cut = ParcelLine.objects.get(parcel=parcel, sku__code="B1")
    cut_lines(founding(), [(order_of(parcel), cut.line_id)])
    assert states([parcel]) == ["picked"]
    assert list(ParcelLine.objects.filter(parcel=parcel).values_list("sku__code", flat=True)) == ["A1"]
    out = Parcel.objects.exclude(pk=parcel).get()
    assert (out.state, out.pieces, out.put_back_at) == ("stopped", 1, None)


def test_the_only_line_takes_the_parcel_with_it(floor: Floor) -> None:
    (parcel,) = floor.waved()
    cut_lines(founding(), [(order_of(parcel), ParcelLine.objects.get().line_id)])
    assert states([parcel]) == ["stopped"]
