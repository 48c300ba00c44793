from tests.fulfilment.floor import Floor
from tests.orders.told import line
from zhanggui.fulfilment.models import Parcel, ParcelLine
from zhanggui.fulfilment.operations.recount_parcels import recount_parcels


def test_kinds_pieces_and_weight_follow_the_lines(floor: Floor) -> None:
    (parcel,) = floor.waiting(1, line("A1", 2), line("A2", 3, 900))
    ParcelLine.objects.filter(sku__code="A2").delete()
    recount_parcels([parcel])
    counted = Parcel.objects.get(pk=parcel)
    assert (counted.kinds, counted.pieces, counted.weight_grams) == (1, 2, 1000)
