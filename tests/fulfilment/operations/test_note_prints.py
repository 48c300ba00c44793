from tests.company import founding
from tests.fulfilment.floor import Floor
from zhanggui.fulfilment.models import PrintBatch
from zhanggui.fulfilment.operations.note_prints import Drawn, note_prints


def test_what_could_not_be_printed_is_kept(floor: Floor) -> None:
    floor.printed()
    job = PrintBatch.objects.get()
    note_prints(founding(), [Drawn(job.pk, 3, [("P1", "𠮷")])])
    job.refresh_from_db()
    assert (job.pages, job.missing) == (3, [["P1", "𠮷"]])
