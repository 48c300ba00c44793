import pytest

from tests.company import hire
from tests.fulfilment.floor import Floor, codes, states
from zhanggui.foundation.outcome import NotAllowed
from zhanggui.fulfilment.models import Wave
from zhanggui.fulfilment.operations.pick_waves import pick_waves


def test_a_picked_wave_can_be_packed(floor: Floor) -> None:
    parcels = floor.waved(2)
    wave = Wave.objects.get()
    assert list(pick_waves(floor.picker, [wave.pk]).done) == [wave.pk]
    assert states(parcels) == ["picked", "picked"]
    wave.refresh_from_db()
    assert (wave.state, wave.picker_id) == ("picked", floor.trade.company.person("picker"))


def test_the_second_picker_is_told(floor: Floor) -> None:
    floor.waved()
    wave = Wave.objects.get().pk
    pick_waves(floor.picker, [wave])
    assert codes(pick_waves(floor.packer, [wave])) == {wave: "changed_meanwhile"}


def test_a_picker_of_another_warehouse_sees_no_wave(floor: Floor) -> None:
    floor.waved()
    southern = hire("southern", "S1.PICKER", warehouses=(floor.trade.south,))
    wave = Wave.objects.get().pk
    assert codes(pick_waves(southern, [wave])) == {wave: "not_found"}


def test_a_reviewer_may_not_pick(floor: Floor) -> None:
    with pytest.raises(NotAllowed):
        pick_waves(floor.trade.company.reviewer, [1])
