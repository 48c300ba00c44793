from tests.fulfilment.floor import Floor, codes, states
from zhanggui.fulfilment.models import Waybill
from zhanggui.fulfilment.operations.scan_onto_manifest import LabelScan, scan_onto_manifest


def test_labels_are_known_by_number_and_by_our_code(floor: Floor) -> None:
    first, second = floor.packed(2)
    number = Waybill.objects.get(parcel=first).number
    scans = [LabelScan(number), LabelScan(f"P{second}"), LabelScan(number), LabelScan("0000")]
    outcome = scan_onto_manifest(floor.logistics, scans, manifest=floor.manifest())
    assert (list(outcome.done), codes(outcome)) == ([1, 2], {3: "twice", 4: "unknown_label"})
    assert states([first, second]) == ["on_manifest", "on_manifest"]
