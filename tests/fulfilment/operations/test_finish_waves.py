from tests.fulfilment.floor import open_floor
from zhanggui.foundation.models import Event
from zhanggui.fulfilment.models import Parcel, Wave
from zhanggui.fulfilment.operations.pack_parcels import pack_parcels


def test_the_last_packed_parcel_ends_its_wave(db: None) -> None:
    floor = open_floor()
    first, last = floor.printed(2)
    wave = Parcel.objects.get(pk=first).wave_id

    pack_parcels(floor.packer, [first], without_scan=True)
    assert Wave.objects.get(pk=wave).state != "done"
    pack_parcels(floor.packer, [last], without_scan=True)

    assert Wave.objects.get(pk=wave).state == "done"
    assert Event.objects.filter(kind="fulfilment.wave_done", subject_id=wave).count() == 1
