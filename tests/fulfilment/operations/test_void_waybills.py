from tests.fulfilment.floor import Floor, codes
from zhanggui.fulfilment.models import Waybill
from zhanggui.fulfilment.operations.void_waybills import void_waybills
from zhanggui.fulfilment.operations.withdraw_waybills import withdraw_waybills


def test_cancelled_and_spoilt_numbers_end(floor: Floor) -> None:
    withdraw_waybills(floor.clerk, floor.printed())
    floor.numbers(1, start=5000)
    ids = list(Waybill.objects.order_by("pk").values_list("pk", flat=True))
    assert list(void_waybills(floor.clerk, ids).done) == ids
    assert set(Waybill.objects.values_list("state", flat=True)) == {"void"}


def test_a_number_in_use_is_not_cancelled(floor: Floor) -> None:
    floor.printed()
    waybill = Waybill.objects.get()
    outcome = void_waybills(floor.clerk, [waybill.pk])
    assert codes(outcome) == {waybill.pk: "waybill_state"}
