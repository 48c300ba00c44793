from tests.fulfilment.floor import Floor
from zhanggui.fulfilment.models import PrintBatch
from zhanggui.fulfilment.operations.print_parcels import print_parcels
from zhanggui.fulfilment.vocabulary import PaperKind


def test_each_wave_has_its_own_job(floor: Floor) -> None:
    parcels = floor.waved(2, start=1) + floor.waved(1, start=10)
    outcome = print_parcels(floor.clerk, parcels, kind=PaperKind.SLIP)
    jobs = PrintBatch.objects.filter(pk__in=outcome.result["prints"]).order_by("pk")
    assert [(job.kind, job.pages) for job in jobs] == [("slip", 2), ("slip", 1)]
    assert len({job.wave_id for job in jobs}) == 2
