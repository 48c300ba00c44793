from tests.company import founding
from tests.fulfilment.floor import Floor, codes, order_of
from zhanggui.fulfilment.models import Parcel, PrintBatch, PrintItem
from zhanggui.fulfilment.operations.reprint_parcels import reprint_parcels
from zhanggui.fulfilment.operations.stop_orders import stop_orders


def test_237_to_260_after_a_jam(floor: Floor) -> None:
    parcels = _printed(floor, 270)
    job = PrintBatch.objects.get()
    outcome = reprint_parcels(floor.clerk, [job.pk], first=237, last=260, reason="卡纸")
    (again,) = outcome.result["prints"]
    items = list(PrintItem.objects.filter(batch=again).order_by("position").values_list("position", "parcel_id"))
    assert items == [(place, parcels[place - 1]) for place in range(237, 261)]
    kept = PrintBatch.objects.get(pk=again)
    assert (kept.again_of_id, kept.reason, kept.pages) == (job.pk, "卡纸", 24)
    assert (
        list(Parcel.objects.filter(printed=2).order_by("wave_position").values_list("pk", flat=True))
        == parcels[236:260]
    )


def test_what_was_stopped_meanwhile_is_left_out(floor: Floor) -> None:
    parcels = _printed(floor, 3)
    stop_orders(founding(), [order_of(parcels[1])])
    outcome = reprint_parcels(floor.clerk, [PrintBatch.objects.get().pk], first=1, last=3, reason="卡纸")
    assert outcome.result["left_out"] == [2]
    assert PrintItem.objects.filter(batch__in=outcome.result["prints"]).count() == 2


def test_an_empty_stretch_prints_nothing(floor: Floor) -> None:
    _printed(floor, 2)
    job = PrintBatch.objects.get().pk
    assert codes(reprint_parcels(floor.clerk, [job], first=9, last=12, reason="卡纸")) == {job: "nothing_there"}


def _printed(floor: Floor, count: int) -> list[int]:
    floor.printed(count)
    return list(Parcel.objects.order_by("wave_position").values_list("pk", flat=True))
