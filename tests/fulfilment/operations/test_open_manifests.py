from tests.company import hire
from tests.fulfilment.floor import Floor, codes
from zhanggui.foundation import clock
from zhanggui.fulfilment.models import Manifest
from zhanggui.fulfilment.operations.open_manifests import ManifestRow, open_manifests


def test_a_manifest_is_numbered_by_day(floor: Floor) -> None:
    row = ManifestRow(floor.trade.north, floor.trade.courier)
    outcome = open_manifests(floor.logistics, [row, row])
    numbers = [f"M{clock.today():%m%d}-01", f"M{clock.today():%m%d}-02"]
    assert [made["number"] for made in outcome.result["manifests"]] == numbers
    assert Manifest.objects.filter(closed_at=None).count() == 2


def test_not_in_a_warehouse_out_of_range(floor: Floor) -> None:
    southern = hire("southern", "S1.LOGI", warehouses=(floor.trade.south,))
    outcome = open_manifests(southern, [ManifestRow(floor.trade.north, floor.trade.courier)])
    assert codes(outcome) == {1: "not_found"}
