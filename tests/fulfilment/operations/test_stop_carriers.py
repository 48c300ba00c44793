from tests.company import founding
from tests.fulfilment.floor import Floor, order_of
from zhanggui.foundation.models import Event
from zhanggui.fulfilment.models import Parcel
from zhanggui.fulfilment.operations.stop_orders import stop_orders


def test_a_parcel_on_a_manifest_comes_off_it(floor: Floor) -> None:
    _manifest, (parcel, _other) = floor.listed(2)
    stop_orders(founding(), [order_of(parcel)])
    stopped = Parcel.objects.get(pk=parcel)
    assert (stopped.state, stopped.manifest_id) == ("stopped", None)
    event = Event.objects.get(kind="fulfilment.stopped")
    assert (event.before, event.after, event.data) == ("on_manifest", "stopped", {"orders": [order_of(parcel)]})
